"""manage.py backup FOLDER: the whole newsroom in a folder."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from newsroom.backups.age import recipients_of
from newsroom.backups.problems import BackupProblem
from newsroom.backups.taking import take


class Command(BaseCommand):
    help = (
        "Writes the whole newsroom into a folder: every row of the database as it was at one "
        "moment, and every file that is kept, while people go on writing. Neither sessions nor "
        "counts of wrong passwords are in it, nor what is made anew of the rest. The folder is "
        "called ….part until all of it is on the disk. restore brings it back, into SQLite or "
        "PostgreSQL, whichever this is. Nobody but you can open the folder, "
        "but it holds drafts, evidence and sealed names: with --recipient it can be read with "
        "the secret key alone, which need not be on this machine. Changes nothing. Exits with 1 "
        "where a file that a row names is gone or another; the backup is made all the same, and "
        "has everything else."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="a folder that is not there yet")
        parser.add_argument(
            "--recipient",
            action="append",
            default=[],
            metavar="KEY",
            help="the public key of age (age1…) of whoever may read it; can be said several times",
        )

    def handle(self, *args, folder, recipient, verbosity, **options):
        say = self.stdout.write if verbosity else lambda words: None
        folder = folder.absolute()
        try:
            manifest, wrong = take(folder, recipients_of(recipient), say)
        except BackupProblem as problem:
            raise CommandError(str(problem)) from problem
        tables, files = len(manifest.tables), manifest.files.lines
        made = f"{folder} holds {manifest.rows:,} rows of {tables} tables and {files:,} files."
        if wrong:
            for words in wrong:
                self.stderr.write(words)
            raise CommandError(f"{made} {len(wrong)} file(s) are not as they should be.")
        say(made)
        if manifest.ledger:
            number, digest = manifest.ledger["number"], manifest.ledger["digest"]
            say(f"The newest entry is {number}, with the digest {digest}")
