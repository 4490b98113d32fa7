"""A backup becomes the newsroom that it was, in an empty database, or nothing happens at all."""

import gzip
import hashlib
import json
import re
import shutil
import tempfile
from io import StringIO
from pathlib import Path
from unittest import skipUnless

from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.test import TestCase, override_settings

from articles.models import PublishedVersion, Section
from newsroom.backups import files
from newsroom.backups.folder import making
from newsroom.backups.manifest import begun
from newsroom.backups.progress import Progress
from newsroom.backups.taking import take_rows
from newsroom.models import LedgerEntry
from tests.factories import make_user
from tests.flushing import how_many_rows
from tests.machine import Machine, the_machine
from tests.newsroom.backups.demo import forge, manifest_of, the_backup, with_manifest

# Empties a copy of the database of a machine, as migrate would have left it.
EMPTYING = """
import django
django.setup()
from django.contrib.auth.models import Group
from django.core.management import call_command
from tests.flushing import triggers_lifted
with triggers_lifted():
    call_command("flush", interactive=False, verbosity=0)
"""


def silent(words):
    """Where nobody listens."""


def restored(backup, **options):
    """What the command says."""
    said = StringIO()
    call_command("restore", str(backup), stdout=said, stderr=said, **options)
    return said.getvalue()


class InAFolder:
    """For test cases with uploads, and copies of backups, of their own."""

    @classmethod
    def setUpClass(cls):
        # It looks for the demo beside the uploads of this run.
        the_backup()
        folder = tempfile.TemporaryDirectory(prefix="newsroom-restored-")
        cls.addClassCleanup(folder.cleanup)
        cls.folder = Path(folder.name)
        cls.media = cls.folder / "media"
        elsewhere = override_settings(MEDIA_ROOT=str(cls.media))
        elsewhere.enable()
        cls.addClassCleanup(elsewhere.disable)
        super().setUpClass()


class RestoredTests(InAFolder, TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.said = restored(the_backup())
        cls.manifest = manifest_of(the_backup())

    def setUp(self):
        shutil.rmtree(self.folder / "again", ignore_errors=True)

    def taken_again(self):
        """The manifest of a backup of what is in the database now."""
        manifest = begun()
        with making(self.folder / "again", ()) as again:
            take_rows(again, manifest, silent)
            progress = Progress(silent, "files", 0)
            with files.Named() as named:
                manifest.files, _wrong = files.take(again, named, progress)
            manifest.write(again)
        return manifest_of(self.folder / "again")

    def assert_same(self, one, other):
        for same in ("tables", "files", "last_keys", "ledger", "migrations"):
            self.assertEqual(one[same], other[same])

    def test_every_row_and_file_is_here_and_the_record_is_whole(self):
        head = self.manifest["ledger"]["digest"]
        for words in ("every row is as it was", "constraints, guards and indexes", head):
            self.assertIn(words, self.said)
        call_command("verify_record", holds=head, stdout=StringIO())
        call_command("index_words", check=True, stdout=StringIO())
        self.assert_same(self.taken_again(), self.manifest)
        self.assertEqual(contents(self.media), contents(the_backup() / "files"))
        self.assertGreater(PublishedVersion.objects.live().count(), 5)

    def test_what_is_frozen_stays_so(self):
        with self.assertRaises(IntegrityError), transaction.atomic():
            PublishedVersion.objects.update(title="Changed")

    def test_no_key_is_given_twice(self):
        given = self.manifest["last_keys"]["articles_section"]
        self.assertEqual(Section.objects.create(name="One more").pk, given + 1)

    def test_it_is_in_use_now(self):
        with self.assertRaisesMessage(CommandError, "This newsroom is in use: a backup is"):
            restored(the_backup())

    @skipUnless(connection.vendor == "postgresql", "On SQLite it came from there.")
    def test_from_sqlite_to_postgresql_and_back_nothing_is_lost(self):
        self.taken_again()
        machine = Machine()
        self.addCleanup(machine.remove)
        shutil.copyfile(the_machine().database, machine.database)
        self.assertEqual(machine.run("-c", EMPTYING).stderr, "")
        commands = ["restore", f"{self.folder}/again"], ["backup", f"{self.folder}/sqlite"]
        answers = machine.command(*commands)
        self.assertEqual([code for code, _said in answers], [0, 0], answers)
        self.assert_same(manifest_of(self.folder / "sqlite"), self.manifest)


def contents(folder):
    """What is in the files below a folder, by their names."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


class RefusedTests(InAFolder, TestCase):
    def setUp(self):
        for folder in (self.folder / "backup", self.media):
            shutil.rmtree(folder, ignore_errors=True)

    def a_copy(self):
        return Path(shutil.copytree(the_backup(), self.folder / "backup"))

    def assert_refused(self, words, backup):
        before, keys = how_many_rows(), list(Group.objects.values_list("pk", "name"))
        with self.assertRaises(CommandError) as refused:
            restored(backup)
        self.assertIn(words, str(refused.exception))
        self.assertEqual(how_many_rows(), before)
        self.assertEqual(list(Group.objects.values_list("pk", "name")), keys)

    def test_a_newsroom_in_which_there_is_somebody(self):
        make_user()
        self.assert_refused("there are rows in auth_user", the_backup())

    def test_what_is_no_backup(self):
        self.assert_refused("is no backup, or one that was cut off", self.folder)

    def test_what_this_user_may_not_read(self):
        backup = self.a_copy()
        backup.chmod(0)
        with tempfile.TemporaryDirectory() as folder:
            machine = Machine.nowhere(f"sqlite:///{folder}/none.sqlite3")
            call = ["restore", str(backup), "--verify"]
            ((code, said),) = machine.command(call, within=machine.bound_by_modes())
        backup.chmod(0o700)
        self.assertEqual((code, said.partition(":")[2][:23]), (1, " This user may not read"))

    def test_a_part_that_this_user_may_not_read(self):
        backup = self.a_copy()
        part = backup / "rows" / "articles_section.jsonl.gz"
        part.chmod(0)
        with tempfile.TemporaryDirectory() as folder:
            machine = Machine.nowhere(f"sqlite:///{folder}/none.sqlite3")
            call = ["restore", str(backup), "--verify"]
            ((code, said),) = machine.command(call, within=machine.bound_by_modes())
        self.assertEqual((code, f"This user may not read {part}" in said), (1, True), said)

    def test_another_release(self):
        backup = self.a_copy()
        migrations = manifest_of(backup)["migrations"]
        with_manifest(backup, migrations=migrations | {"articles": "0099_later", "maps": "0001"})
        self.assert_refused(
            f"articles is at 0099_later there and at {migrations['articles']} here; "
            "maps is at 0001 there and at none here). Restore it with version 0.1.0",
            backup,
        )
        told = manifest_of(backup)["tables"]
        told["maps"] = told.pop("articles_section")
        with_manifest(backup, migrations=migrations, tables=told)
        self.assert_refused("(articles_section is not in both; maps is not in both)", backup)
        with_manifest(backup, format=2)
        self.assert_refused("is written in another form than this release reads", backup)

    def test_rows_that_are_not_those_that_were_written(self):
        backup = self.a_copy()
        part = backup / "rows" / "articles_section.jsonl.gz"
        for content in (b"", part.read_bytes()[:-9], b"no archive", part.read_bytes() * 2):
            with self.subTest(content=content[:10]):
                part.write_bytes(content)
                self.assert_refused("articles_section.jsonl.gz is not what was written", backup)
        part.unlink()
        self.assert_refused("articles_section.jsonl.gz is gone. Copy the backup anew", backup)

    def test_a_manifest_in_which_a_byte_is_another_or_whose_digest_was_cut_off(self):
        backup = self.a_copy()
        manifest, sums = backup / "manifest.json", backup / "SHA256SUMS"
        whole = manifest.read_text(), sums.read_text()
        another_key = re.sub(r'("articles_section": )(\d)', r"\g<1>9\2", whole[0])
        self.assertNotEqual(another_key, whole[0])
        for content in ("", "[]", whole[0][:300], another_key):
            with self.subTest(content=content[:10]):
                manifest.write_text(content)
                self.assert_refused("manifest.json is not what was written. Copy the", backup)
        manifest.write_text(whole[0])
        for lines in ([], whole[1].splitlines(keepends=True)[:-1]):
            sums.write_text("".join(lines))
            self.assert_refused("SHA256SUMS is not what was written. Copy the", backup)
        sums.unlink()
        self.assert_refused("SHA256SUMS is gone. Copy the backup anew", backup)

    def test_files_that_are_not_those_that_were_written(self):
        backup = self.a_copy()
        file = next(path for path in (backup / "files").rglob("*") if path.is_file())
        file.write_bytes(b"another")
        self.assert_refused(f"{file.name} is not what was written", backup)
        file.unlink()
        self.assert_refused(f"{file.name} is gone", backup)

    def test_rows_that_a_constraint_of_the_database_refuses(self):
        backup = self.a_copy()
        forge(backup, "articles_section", lambda rows: rows[0].update(position=-1))
        self.assert_refused("articles_section does not take what the backup has for it", backup)

    def test_rows_that_lead_nowhere(self):
        backup = self.a_copy()
        forge(backup, "auth_user_groups", lambda rows: rows[0].update(group_id=999))
        self.assert_refused("does not take what the backup has for it", backup)

    def test_rows_with_other_columns(self):
        backup = self.a_copy()
        forge(backup, "articles_section", lambda rows: rows[0].update(colour="red"))
        self.assert_refused("articles_section has other columns in the backup (colour)", backup)

    def test_a_record_that_is_broken_unless_that_is_wanted(self):
        backup = self.a_copy()
        forge(backup, "articles_publishedversion", lambda rows: rows[0].update(title="Forged"))
        self.assert_refused("articles_publishedversion 1: it is not what was recorded", backup)
        with self.assertRaisesMessage(CommandError, "The record is broken in 1 place(s), and was"):
            restored(backup, broken_too=True)
        self.assertEqual(PublishedVersion.objects.get(pk=1).title, "Forged")
        self.assertGreater(LedgerEntry.objects.count(), 100)

    def test_a_ledger_whose_end_was_cut_off(self):
        backup = self.a_copy()
        with_manifest(backup, ledger={"number": 1, "digest": "0" * 64})
        self.assert_refused("The newest entry of the ledger is not the one", backup)

    def test_a_file_that_would_be_stored_elsewhere(self):
        backup = self.a_copy()
        part = backup / "files.jsonl.gz"
        kept = [json.loads(line) for line in gzip.decompress(part.read_bytes()).splitlines()]
        kept[0]["name"] = "../../elsewhere.txt"
        told = "".join(f"{json.dumps(one)}\n" for one in kept).encode()
        part.write_bytes(gzip.compress(told))
        sha256 = hashlib.sha256(told).hexdigest()
        with_manifest(backup, files={"lines": len(kept), "sha256": sha256})
        self.assert_refused("names a file where none is kept", backup)
