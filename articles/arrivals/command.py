"""What the commands that bring in a magazine have in common."""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Protocol

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.arrivals.compare import compare
from articles.arrivals.filing import Filing, WrongMapping, read_mapping, write_mapping
from articles.arrivals.incoming import IncomingPiece, Term
from articles.arrivals.intake import Intake
from articles.arrivals.outcome import What
from articles.arrivals.pictures import Pictures
from articles.arrivals.progress import Progress
from articles.arrivals.report import Report
from articles.former.models import FormerSite
from articles.models import Section
from newsroom.kit.text import name_key
from newsroom.management.people import active

NEEDED = ("articles.add_article", "articles.bring_in_article", "articles.date_article")


class WrongFile(Exception):
    """A file is no export, or breaks off. The message names the place, for whoever runs it."""


class Export(Protocol):
    """An export as its reader finds it. `total` is how many pieces it holds, thrown away or not;
    `left_out` counts what else it holds and nobody takes in.
    """

    path: Path
    address: str
    terms: Mapping[tuple[str, str], Term]

    @property
    def total(self) -> int: ...

    @property
    def left_out(self) -> Counter: ...

    def path_of_term(self, term: Term) -> str: ...


class BringsIn(BaseCommand):
    """Reads an export of one system and takes it in. A subclass says how it is read."""

    system: FormerSite.System

    def read(self, file: Path, **options) -> Export:
        """The export in a file. Raises WrongFile."""
        raise NotImplementedError

    def pieces(self, export) -> Iterator[IncomingPiece]:
        """Its pieces, one by one. Raises WrongFile where it breaks off."""
        raise NotImplementedError

    def keep_the_rest(self, export) -> None:
        """Keep beside the export what has no place here."""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the export")
        parser.add_argument(
            "--by",
            metavar="USER",
            required=True,
            help="who brings them in: somebody who may publish, date and bring in pieces",
        )
        parser.add_argument(
            "--uploads",
            type=Path,
            metavar="FOLDER",
            help="a copy of the folder of pictures; without it the report lists those that are "
            "missing, and a later run takes them",
        )
        parser.add_argument(
            "--mapping",
            type=Path,
            metavar="FILE",
            help="where categories and tags go; a first run writes it beside the export",
        )
        parser.add_argument(
            "--section", help="the section of pieces that have none; made if it is not there"
        )
        parser.add_argument(
            "--report", type=Path, metavar="FILE", help="the page that tells what became of each"
        )
        parser.add_argument("--dry-run", action="store_true", help="try everything, keep nothing")
        parser.add_argument(
            "--compare",
            action="store_true",
            help="import nothing: compare what is here with the file, and exit with 1 if a piece "
            "is missing or has lost words",
        )

    def handle(self, *args, file, by, **options):
        if not file.is_file():
            raise CommandError(f"There is no file {file}.")
        user = self._somebody_who_may(by)
        self.stderr.write(f"Reading {file.name} …")
        try:
            export = self.read(file, **options)
            if not export.total:
                raise CommandError(f"{file.name} holds no pieces.")
            if options["compare"]:
                self._compare(export)
            else:
                self._run(export, user, **options)
        except (WrongFile, WrongMapping) as problem:
            raise CommandError(str(problem)) from problem

    def _somebody_who_may(self, name):
        user = active(name)
        if not user.has_perms(NEEDED):
            raise CommandError(
                f"{name} may not bring in pieces: that takes {' and '.join(NEEDED)}, which the "
                "role Publisher has."
            )
        return user

    def _run(self, export, by: User, *, uploads, mapping, section, report, dry_run, **options):
        if uploads and not uploads.is_dir():
            raise CommandError(f"There is no folder {uploads}.")
        site, _new = FormerSite.objects.get_or_create(system=self.system, address=export.address)
        pictures = Pictures(site, by, uploads, is_dry=dry_run)
        filing = Filing(by, self._section(section), self._mapping(mapping, export))
        intake = Intake(site, by, filing, pictures, is_dry=dry_run)
        path = report or export.path.with_suffix(".report.html")
        told = Report(path, f"{export.path.name}: {export.address}", is_dry=dry_run)
        progress = Progress(self.stderr, export.total)
        for piece in self.pieces(export):
            progress.one_more()
            told.add(intake.take(piece))
        told.close(missing=pictures.missing, left_out=dict(export.left_out))
        self._say(told, pictures)
        if not dry_run:
            for term in export.terms.values():
                intake.lead_on(term, export.path_of_term(term))
            self.keep_the_rest(export)

    def _section(self, name):
        """The section for what has none: the one that is named, or the first there is."""
        found = Section.objects.filter(key=name_key(name)) if name else Section.objects.all()
        return found.first() or Section.objects.create(name=name or "Articles")

    def _mapping(self, path, export):
        path = path or export.path.with_suffix(".mapping.toml")
        if not path.exists():
            write_mapping(export.terms.values(), path)
            self.stdout.write(f"Where categories and tags go is written in {path}.")
        return read_mapping(path)

    def _say(self, told, pictures):
        for what in What:
            if number := told.counts[what]:
                self.stdout.write(f"{number} {what}")
        if pictures.missing:
            self.stdout.write(f"{len(pictures.missing)} pictures were not found.")
        self.stdout.write(f"What became of each piece: {told.path}")

    def _compare(self, export):
        site = FormerSite.objects.filter(system=self.system, address=export.address).first()
        if problems := compare(self.pieces(export), site, self.stdout):
            raise CommandError(f"{problems} pieces differ from {export.path.name}.")
        self.stdout.write("Everything in the file is here.")
