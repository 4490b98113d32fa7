"""manage.py restore FOLDER: a newsroom out of the folder that backup wrote."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from newsroom.backups.age import identities_in
from newsroom.backups.folder import Backup
from newsroom.backups.looking import look_inside
from newsroom.backups.problems import BackupProblem
from newsroom.backups.restoring import refuse_unless_empty, restore


class Command(BaseCommand):
    help = (
        "Brings a newsroom back out of a folder that backup wrote, into an empty database, as "
        "migrate leaves it, of the same release: on SQLite or PostgreSQL, whichever it came from. "
        "All of it comes back, or nothing does: then the database is as empty as before, and "
        "files that are there already are found the next time. Before it says that all is well it "
        "has compared every row with the backup, checked every constraint and guard, the record "
        "as verify_record does, and every file, and has made the indexes of words anew. "
        "Everybody has to sign in again. With --verify only the folder is read, and no database."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="the folder that backup wrote")
        parser.add_argument(
            "--identity",
            type=Path,
            metavar="FILE",
            help="the file with the secret key, as age-keygen writes it, where it is encrypted",
        )
        parser.add_argument(
            "--verify",
            action="store_true",
            help="only look whether the backup is whole; of an encrypted one without --identity, "
            "whether its parts are as they were written",
        )
        parser.add_argument(
            "--broken-too",
            action="store_true",
            help="restore also where verify_record names breaks, which were there when the backup "
            "was made; they are named",
        )

    def handle(self, *args, folder, identity, verify, broken_too, verbosity, **options):
        say = self.stdout.write if verbosity else lambda words: None
        try:
            if verify:
                self.verify(Backup(folder, identities_in(identity)), say)
            else:
                refuse_unless_empty()
                backup = Backup(folder, identities_in(identity))
                self.tell(restore(backup, say, broken_too=broken_too), say)
        except BackupProblem as problem:
            raise CommandError(str(problem)) from problem

    def verify(self, backup, say):
        if not backup.is_readable:
            say(
                f"{backup.check_sums()} parts are as they were written. What is in them, only "
                "the secret key shows: --identity."
            )
            return
        manifest = look_inside(backup, say)
        say(
            f"The backup is whole: {manifest.rows:,} rows of {len(manifest.tables)} tables and "
            f"{manifest.files.lines:,} files, of {manifest.made_at}."
        )

    def tell(self, restored, say):
        manifest = restored.manifest
        say(
            f"Restored: {manifest.rows:,} rows of {len(manifest.tables)} tables and "
            f"{manifest.files.lines:,} files, of {manifest.made_at}.\n"
            "Checked: every row is as it was in the backup; constraints, guards and indexes are "
            f"there; {restored.found_by_words:,} rows are found by their words."
        )
        if restored.breaks:
            for broken in restored.breaks:
                self.stderr.write(str(broken))
            raise CommandError(
                f"The record is broken in {len(restored.breaks)} place(s), and was before."
            )
        if manifest.ledger:
            number, digest = manifest.ledger["number"], manifest.ledger["digest"]
            say(
                f"The record is whole: {number} ledger entries, and every file is what it was.\n"
                f"The newest entry is {number}, with the digest {digest}"
            )
