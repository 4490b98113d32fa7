"""manage.py index_words: make the index of the desk anew, or check that it is complete."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from newsroom.search.index import rebuild, wrong


class Command(BaseCommand):
    help = (
        "Makes the index anew by which the desk finds pieces, authors, tags, photos and grants. "
        "With --check nothing is written: it fails where the index says something else than the "
        "rows hold, and names them. Can be run again at any time."
    )

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="only look whether it is right")

    def handle(self, *args, **options):
        if options["check"]:
            if found := list(wrong()):
                raise CommandError(
                    f"The index is wrong about {len(found)} rows: {', '.join(found[:20])}. "
                    "Run index_words to make it anew."
                )
            self.stdout.write("The index is complete.")
            return
        with transaction.atomic():
            count = rebuild()
        self.stdout.write(f"{count} rows are found by their words.")
