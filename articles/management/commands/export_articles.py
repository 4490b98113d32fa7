"""manage.py export_articles FOLDER: every piece as it is now, to take along."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from articles.departures.leaving import ARTICLES, leave
from newsroom.backups.problems import BackupProblem


class Command(BaseCommand):
    help = (
        "Writes every piece and page as it is now into a folder, in lines of JSON that any program "
        "can read: articles.jsonl has texts, bylines, dates, photos, corrections and what was "
        "declared about funding, with sections, issues, series, tags and authors before; "
        "grants.jsonl has funders, grants, statements and their words; media has every file that "
        "they name, as it was uploaded. import_articles takes all this in, here or elsewhere. "
        "Versions of before, the record and accounts are no part of it: they travel by backup. "
        "The folder holds drafts, agreements and reasons of waivers: nobody but you can open it. "
        "It is called ….part until all of it is on the disk. Changes nothing. Exits with 1 where a "
        "file that a row names is gone; everything else is in the folder then."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="a folder that is not there yet")

    def handle(self, *args, folder, verbosity, **options):
        say = self.stdout.write if verbosity else lambda words: None
        try:
            counts, gone = leave(folder.absolute(), say)
        except BackupProblem as problem:
            raise CommandError(str(problem)) from problem
        made = f"{folder / ARTICLES} holds {counts['piece']:,} pieces."
        if gone:
            for name in gone:
                self.stderr.write(f"{name} is gone, and a row names it.")
            raise CommandError(f"{made} {len(gone)} file(s) are not there.")
        say(made)
