from pathlib import Path

from django.core.management.base import CommandError

from articles.arrivals.elsewhere import FromElsewhere
from articles.arrivals.ghost.export import Export, posts
from articles.arrivals.ghost.pieces import piece_of, place_of, title_of
from articles.former.models import FormerSite
from newsroom.kit.web_addresses import is_of_a_site


class Command(FromElsewhere):
    help = (
        "Brings in the posts and pages of a Ghost export (Settings, Labs, Export content). What "
        "all readers saw is published with its true first date, its authors, tags and pictures; "
        "what was for members or sent by mail alone, and everything else, becomes a draft. Who "
        "paid for it is not declared by that: the pieces are marked as imported. Members stay "
        "outside. Old addresses lead on. Run it as often as you like: it goes on, changes what a "
        "newer export says otherwise, and leaves alone what somebody has edited here. Nothing is "
        "fetched from the network."
    )
    system = FormerSite.System.GHOST

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument(
            "--site",
            required=True,
            metavar="ADDRESS",
            help="where the site was, like https://weir.example: the export does not say it",
        )

    def read(self, file: Path, *, site, **options):
        if not is_of_a_site(site):
            raise CommandError(f"“{site}” is no address; give one like https://weir.example.")
        if "?" in site or "#" in site:
            words = (
                f"“{site}” is the address of a page; give that of the site, without “?” and “#”."
            )
            raise CommandError(words)
        return Export(file, site)

    def records(self, export):
        return posts(export.path)

    def piece_of(self, record, export):
        return piece_of(record, export)

    def named(self, record):
        return place_of(record), title_of(record)
