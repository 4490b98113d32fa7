"""manage.py index_words: make the indexes of words anew, or check that they are complete."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from newsroom.search.indexes import INDEXES


class Command(BaseCommand):
    help = (
        "Makes the indexes anew: the one by which the desk finds pieces, authors, tags, photos and "
        "grants, and the one by which readers find what was published. With --check nothing is "
        "written: it fails where an index says something else than the rows hold, and names them. "
        "Can be run again at any time."
    )

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="only look whether it is right")

    def handle(self, *args, **options):
        if options["check"]:
            if found := [row for one in INDEXES for row in one.wrong()]:
                raise CommandError(
                    f"The index is wrong about {len(found)} rows: {', '.join(found[:20])}. "
                    "Run index_words to make it anew."
                )
            self.stdout.write("The index is complete.")
            return
        with transaction.atomic():
            count = sum(one.rebuild() for one in INDEXES)
        self.stdout.write(f"{count} rows are found by their words.")
