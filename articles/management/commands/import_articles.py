import os
from pathlib import Path

from django.core.management.base import CommandError

from articles.arrivals.command import BringsIn
from articles.arrivals.own.export import Export
from articles.arrivals.own.intake import OwnIntake
from articles.departures.leaving import ARTICLES
from articles.former.models import FormerSite

TO_TAKE_IN_GRANTS = (
    *("funding.add_funder", "funding.add_grant", "funding.add_statement", "funding.add_wording"),
    *("funding.approve_wording", "articles.add_coverage", "articles.add_waiver"),
)


class Command(BringsIn):
    help = (
        "Takes in what export_articles wrote: every piece and page of articles.jsonl with its "
        "photos, and what it is filed under; with --grants-by also funders, grants and their "
        "words. What readers see there is published here with its true first date, served from now "
        "on, and the working copy comes as it is beside it. That nobody paid is declared where it "
        "was declared there; that a piece is funded, where every grant that paid is known here; "
        "otherwise it is marked as imported. Run it as often as you like, also after it was "
        "interrupted: it goes on, changes what a newer export says otherwise, and leaves alone "
        "what somebody has edited here. A line that cannot be taken is named and passed over. "
        "Nothing is fetched from the network."
    )
    system = FormerSite.System.NEWSROOM
    what = "the folder of the export"

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument(
            "--grants-by",
            metavar="USER",
            help="who takes in grants.jsonl: somebody who may approve wordings. Without it, and in "
            "a trial, funders and grants stay outside",
        )

    def found(self, file: Path) -> Path:
        # Those of `os` also answer for a path that is too long to be one.
        found = file / ARTICLES if os.path.isdir(file) else file
        if not os.path.isfile(found):
            raise CommandError(f"There is no {ARTICLES} in {file}.")
        self.stderr.write(f"Reading {found} …")
        return found

    def read(self, file, **options):
        return Export(file)

    def pieces(self, export):
        return export.pieces()

    def intake(self, export, former, by, *, is_dry, grants_by, **options):
        manager = None
        if grants_by:
            told = ("take in grants", grants_by, TO_TAKE_IN_GRANTS, "Funding manager")
            manager = self.somebody_who_may(*told)
            if not export.grants.is_file():
                raise CommandError(f"There is no file {export.grants}.")
        return OwnIntake(export, former, by, grants_by=manager, is_dry=is_dry)
