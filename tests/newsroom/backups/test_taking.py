"""A backup is of one moment, whole or not there, and as good as the files that it found."""

import errno
import shutil
import subprocess
import tempfile
from io import StringIO
from pathlib import Path
from threading import Thread

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import SimpleTestCase, override_settings

from authors.models import Author
from newsroom.backups import files
from newsroom.backups.folder import making
from newsroom.backups.progress import EVERY, Progress
from newsroom.kit.faults import UNWRITABLE
from newsroom.pictures.fields import RENDITIONS
from tests.factories import make_author, make_picture
from tests.flushing import CommittingTestCase
from tests.machine import Machine, no_room, the_machine
from tests.newsroom.backups.demo import manifest_of, the_backup


class InAFolder:
    """For test cases that write into a folder of their own."""

    def setUp(self):
        super().setUp()
        folder = tempfile.TemporaryDirectory(prefix="newsroom-backups-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)


class MomentTests(InAFolder, CommittingTestCase):
    def in_another_process(self, act):
        """What somebody else does meanwhile: it must not wait for us."""

        def acting():
            try:
                act()
            finally:
                connection.close()

        thread = Thread(target=acting)
        thread.start()
        thread.join(timeout=20)
        self.assertFalse(thread.is_alive())

    def test_what_is_written_meanwhile_is_not_seen_and_does_not_wait(self):
        make_author("Early")
        with connection.snapshot():
            self.assertEqual(Author.objects.count(), 1)
            self.in_another_process(lambda: make_author("Late"))
            self.assertEqual(Author.objects.count(), 1)
        self.assertEqual(Author.objects.count(), 2)

    def test_afterwards_writers_are_as_they_were(self):
        with connection.snapshot():
            pass
        with transaction.atomic():
            make_author()
        if connection.vendor == "sqlite":
            self.assertEqual(connection.transaction_mode, "IMMEDIATE")

    def test_the_command_tells_of_each_file_that_is_not_as_it_should_be(self):
        media = self.folder / "media"
        with override_settings(MEDIA_ROOT=str(media)):
            lost, spoilt = (
                make_author(name, photo=make_picture(colour=name)) for name in ("red", "blue")
            )
            default_storage.delete(lost.photo.name)
            (media / spoilt.photo.name).write_bytes(b"spoilt")
            said = StringIO()
            with self.assertRaisesMessage(CommandError, "2 file(s) are not as they should be."):
                call_command("backup", str(self.folder / "backup"), stderr=said)
        self.assertEqual(
            said.getvalue().splitlines(),
            [
                f"{spoilt.photo.name} is not what was stored under this name.",
                f"{lost.photo.name} is gone, and a row names it.",
            ],
        )
        kept = {path.name for path in (self.folder / "backup" / "files").rglob("*.*")}
        self.assertEqual(kept, {Path(spoilt.photo.name).name})


class FilesTests(InAFolder, SimpleTestCase):
    def test_whatever_is_kept_is_taken_but_for_sizes_of_pictures_and_what_was_cut_off(self):
        names = ["b.txt", "evidence/ab/letter.pdf", "pictures/ab/abc.jpg", "sealed/ab/abc.jpg"]
        others = [f"{RENDITIONS}/200/ab/abc.jpg", "pictures/ab/0123.part"]
        with override_settings(MEDIA_ROOT=str(self.folder)):
            self.assertEqual(list(files.stored()), [])
            for name in reversed(names + others):
                default_storage.save(name, ContentFile(b"a"))
            self.assertEqual(list(files.stored()), names)


class WholeTests(InAFolder, SimpleTestCase):
    def test_it_has_its_name_once_it_is_whole(self):
        place = self.folder / "backup"
        with making(place, ()) as folder:
            folder.write("part", iter([b"a"]))
            self.assertEqual([path.name for path in self.folder.iterdir()], ["backup.part"])
        self.assertEqual([path.name for path in self.folder.iterdir()], ["backup"])
        self.assertEqual(place.stat().st_mode & 0o777, 0o700)

    def test_of_one_that_failed_nothing_is_left(self):
        with self.assertRaises(OSError), making(self.folder / "backup", ()) as folder:
            folder.write("part", iter([b"a"]))
            raise OSError(errno.ENOSPC, "No space left on device")
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_on_a_full_disk_it_is_a_sentence(self):
        call = ["backup", f"{self.folder}/backup"]
        ((code, said),) = the_machine().command(call, fault=no_room)
        self.assertEqual((code, said.startswith(f"{UNWRITABLE.sentence} ")), (1, True), said)
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_a_folder_that_is_there_and_one_that_was_cut_off_are_told(self):
        (self.folder / "cut-off.part").mkdir()
        calls = [["backup", str(self.folder)], ["backup", f"{self.folder}/cut-off"]]
        there, cut_off = the_machine().command(*calls)
        refusal = f"{self.folder} is there already: each backup is a folder of its own."
        self.assertEqual(there, (1, f"CommandError: {refusal}"))
        self.assertEqual(cut_off[0], 1)
        self.assertIn("cut-off.part is there: another backup is being made", cut_off[1])

    def test_a_newsroom_that_can_only_be_read_is_backed_up(self):
        place = self.folder / "backup"
        ((code, said),) = the_machine().command(["backup", str(place)], READ_ONLY="1")
        self.assertEqual(code, 0, said)
        self.assertEqual(manifest_of(place)["tables"], manifest_of(the_backup())["tables"])


class VerifyTests(InAFolder, SimpleTestCase):
    def verify(self, place):
        call_command("restore", str(place), verify=True, stdout=StringIO())

    def test_a_whole_one_is_told_so_without_a_database(self):
        tables = manifest_of(the_backup())["tables"].values()
        rows = sum(part["lines"] for part in tables)
        call = ["restore", str(the_backup()), "--verify"]
        ((code, said),) = Machine.nowhere("postgres://me@/news?host=/nowhere").command(call)
        told = f"The backup is whole: {rows:,} rows of {len(tables)} "
        self.assertEqual((code, said[: len(told)]), (0, told))

    def test_every_part_is_read(self):
        place = Path(shutil.copytree(the_backup(), self.folder / "backup"))
        parts = [path for path in place.rglob("*") if path.is_file() and path.name != "SHA256SUMS"]
        self.assertGreater(len(parts), 90)
        for part in parts:
            content = part.read_bytes()
            part.write_bytes(content[:-10] + b"0123456789")
            with self.subTest(part=part.name), self.assertRaisesMessage(CommandError, part.name):
                self.verify(place)
            part.write_bytes(content)

    def test_the_sums_of_all_parts_are_those_that_every_machine_can_check(self):
        done = subprocess.run(
            ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"],
            cwd=the_backup(),
            capture_output=True,
            text=True,
        )
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))
        listed = {
            line.split("  ")[1] for line in (the_backup() / "SHA256SUMS").read_text().splitlines()
        }
        there = {
            str(path.relative_to(the_backup()))
            for path in the_backup().rglob("*")
            if path.is_file()
        }
        self.assertEqual(there - listed, {"SHA256SUMS"})


class ProgressTests(SimpleTestCase):
    def test_it_says_now_and_then_how_far_it_is_and_how_long_it_takes(self):
        said = []
        progress = Progress(said.append, "rows", 4_000)
        progress.add(1_000)
        self.assertEqual(said, [])
        progress.began -= 2 * EVERY
        progress.said -= 2 * EVERY
        progress.add(0)
        self.assertEqual(len(said), 1)
        self.assertRegex(said[0], r"^rows: 1,000 of 4,000, about 2 min left …$")
