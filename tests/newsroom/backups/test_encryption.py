"""With a recipient, a backup is read with the secret key alone."""

import gzip
import shutil
import tempfile
from io import BytesIO, StringIO
from pathlib import Path

import pyrage
from django.core.management import CommandError, call_command
from django.test import SimpleTestCase

from newsroom.backups import age
from newsroom.backups.problems import BackupProblem
from tests.machine import the_machine
from tests.newsroom.backups.demo import manifest_of, the_backup


class EncryptedTests(SimpleTestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        folder = tempfile.TemporaryDirectory(prefix="newsroom-encrypted-")
        cls.addClassCleanup(folder.cleanup)
        cls.folder = Path(folder.name)
        cls.backup = cls.folder / "backup"
        ours, others = (pyrage.x25519.Identity.generate() for _one in range(2))
        call = ["backup", str(cls.backup), "--recipient", str(ours.to_public())]
        ((code, said),) = the_machine().command(call)
        assert code == 0, said
        for name, key in (("ours", ours), ("others", others)):
            (cls.folder / name).write_text(f"# created: today\n# public key: …\n{key}\n")
        cls.key = ours

    def verify(self, place, key=None):
        said = StringIO()
        identity = key and self.folder / key
        call_command("restore", str(place), verify=True, identity=identity, stdout=said)
        return said.getvalue()

    def test_with_the_key_it_holds_what_one_that_is_not_encrypted_holds(self):
        self.assertIn("The backup is whole", self.verify(self.backup, "ours"))
        rows = {}
        for part in ("manifest.json", "rows/articles_section.jsonl.gz"):
            rows[part] = pyrage.decrypt((self.backup / f"{part}.age").read_bytes(), [self.key])
        self.assertIn(b'"articles_section"', rows["manifest.json"])
        plain = (the_backup() / "rows/articles_section.jsonl.gz").read_bytes()
        self.assertEqual(
            gzip.decompress(rows["rows/articles_section.jsonl.gz"]), gzip.decompress(plain)
        )

    def test_without_it_nothing_is_readable_not_even_the_names_of_files(self):
        parts = [path for path in self.backup.rglob("*") if path.is_file()]
        self.assertEqual({path.suffix for path in parts}, {".age", ""})
        self.assertEqual([path.name for path in parts if not path.suffix], ["SHA256SUMS"])
        for part in parts:
            if part.suffix:
                self.assertTrue(part.read_bytes().startswith(b"age-encryption.org/v1\n"))
        files = sorted(path.name for path in (self.backup / "files").iterdir())
        count = manifest_of(the_backup())["files"]["lines"]
        self.assertEqual(files, sorted(f"{number}.age" for number in range(1, count + 1)))

    def test_without_it_one_still_knows_whether_the_parts_are_as_they_were_written(self):
        self.assertIn(
            "parts are as they were written. What is in them, only", self.verify(self.backup)
        )
        copy = Path(shutil.copytree(self.backup, self.folder / "copy"))
        part = copy / "rows" / "articles_section.jsonl.gz.age"
        part.write_bytes(part.read_bytes()[:-1] + b"?")
        for key in (None, "ours"):
            with self.assertRaisesMessage(CommandError, f"{part.name} is not what was written."):
                self.verify(copy, key)
        (copy / "SHA256SUMS").write_text("")
        with self.assertRaisesMessage(CommandError, "SHA256SUMS is not what was written."):
            self.verify(copy)

    def test_another_key_or_none_is_told(self):
        with self.assertRaisesMessage(CommandError, "cannot be read with this key"):
            self.verify(self.backup, "others")
        with self.assertRaisesMessage(CommandError, f"There is no file {self.folder / 'nowhere'}."):
            self.verify(self.backup, "nowhere")
        for key in ("backup/SHA256SUMS", "backup"):
            with self.assertRaisesMessage(CommandError, "holds no secret key of age"):
                self.verify(self.backup, key)

    def test_what_is_no_public_key_is_told_before_anything_is_written(self):
        with self.assertRaisesMessage(CommandError, "A recipient is a public key of age"):
            call_command("backup", str(self.folder / "none"), recipient=["age1nobody"])
        self.assertFalse((self.folder / "none").exists())

    def test_an_error_that_is_met_meanwhile_stays_what_it_is(self):
        recipients = age.recipients_of([str(self.key.to_public())])

        def failing():
            yield b"a"
            raise ConnectionResetError(104, "gone")

        with self.assertRaises(ConnectionResetError):
            age.encrypt(failing(), BytesIO(), recipients)

    def test_it_takes_pieces_of_any_size(self):
        recipients = age.recipients_of([str(self.key.to_public())])
        pieces = [b"", b"a" * 300_000, b"", b"b", b"c" * 70_000]
        file = BytesIO()
        age.encrypt(iter(pieces), file, recipients)
        self.assertEqual(pyrage.decrypt(file.getvalue(), [self.key]), b"".join(pieces))
        file.seek(0)
        with age.decrypted(file, [self.key]) as plain:
            self.assertEqual(plain.read(), b"".join(pieces))

    def test_the_problem_is_one_sentence(self):
        with self.assertRaises(BackupProblem) as told:
            age.recipients_of(["ssh-ed25519 AAAA"])
        self.assertEqual(len(str(told.exception).splitlines()), 1)
