"""What the commands that bring in a magazine have in common."""

import gc
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.arrivals.compare import compare
from articles.arrivals.filing import WrongMapping
from articles.arrivals.incoming import IncomingPiece
from articles.arrivals.intake import Intake
from articles.arrivals.outcome import What
from articles.arrivals.progress import Progress
from articles.arrivals.report import NoReport, Report, refuse_unwritable
from articles.former.models import FormerSite
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

    @property
    def total(self) -> int: ...

    @property
    def left_out(self) -> Counter: ...


class BringsIn(BaseCommand):
    """Reads an export of one system and takes it in. A subclass says how it is read."""

    system: FormerSite.System
    what = "the export"

    def read(self, file: Path, **options) -> Export:
        """The export in a file. Raises WrongFile."""
        raise NotImplementedError

    def pieces(self, export) -> Iterator[IncomingPiece]:
        """Its pieces, one by one. Raises WrongFile where it breaks off."""
        raise NotImplementedError

    def intake(self, export, former: FormerSite, by: User, *, is_dry: bool, **options) -> Intake:
        """What takes them in."""
        raise NotImplementedError

    def finish(self, export, intake: Intake) -> None:
        """Do what is to be done once all pieces are here."""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help=self.what)
        parser.add_argument(
            "--by",
            metavar="USER",
            required=True,
            help="who brings them in: somebody who may publish, date and bring in pieces",
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

    def handle(self, *args, file, by, report, **options):
        user = self.somebody_who_may("bring in pieces", by, NEEDED, "Publisher")
        try:
            found = self.found(file)
            report = report or found.with_suffix(".report.html")
            if not options["compare"]:
                refuse_unwritable(report)
            export = self.read(found, **options)
            if not export.total:
                raise CommandError(f"{export.path.name} holds no pieces.")
            if options["compare"]:
                self._compare(export)
            else:
                self._run(export, user, report=report, **options)
        except (WrongFile, WrongMapping, NoReport) as problem:
            raise CommandError(str(problem)) from problem

    def found(self, file: Path) -> Path:
        """The file in which the export is."""
        try:
            file.open("rb").close()
        except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
            raise CommandError(f"There is no file {file.absolute()}.") from None
        except PermissionError:
            raise CommandError(
                f"This user may not read {file.absolute()}: copy it to where they may, and make it "
                "theirs."
            ) from None
        except OSError as problem:
            raise CommandError(f"{file} cannot be read: {problem.strerror}.") from None
        self.stderr.write(f"Reading {file.name} …")
        return file

    def somebody_who_may(self, do: str, name: str, needed: Sequence[str], role: str) -> User:
        """Whoever has this name and these permissions, which a role has."""
        user = active(name)
        if lacking := [one for one in needed if not user.has_perm(one)]:
            raise CommandError(
                f"{name} may not {do}: that takes {' and '.join(lacking)}, which the role {role} "
                "has."
            )
        return user

    def _run(self, export, by: User, *, report, dry_run, **options):
        longest = FormerSite._meta.get_field("address").max_length
        if len(export.address) > longest:
            raise CommandError(
                f"{export.path.name} is of a site whose address has more than {longest} signs."
            )
        former, is_new = FormerSite.objects.get_or_create(
            system=self.system, address=export.address
        )
        try:
            self._take_in(export, former, by, report=report, dry_run=dry_run, **options)
        finally:
            # Of a trial, and of a run that was refused before the first piece, nothing is left.
            if is_new and not former.arrivals.exists():
                former.delete()

    def _take_in(self, export, former, by, *, report, dry_run, **options):
        intake = self.intake(export, former, by, is_dry=dry_run, **options)
        told = Report(report, f"{export.path.name}: {export.address}", is_dry=dry_run)
        progress = Progress(self.stderr, export.total)
        for outcome in intake.prepare():
            told.add(outcome)
        with _rarely_swept():
            for piece in self.pieces(export):
                progress.one_more()
                told.add(intake.take(piece))
        missing = intake.pictures.missing
        told.close(missing=missing, left_out=dict(export.left_out))
        self._say(told, missing)
        if not dry_run:
            self.finish(export, intake)

    def _say(self, told, missing):
        for what in What:
            if number := told.counts[what]:
                self.stdout.write(f"{number} {what}")
        if missing:
            self.stdout.write(f"{len(missing)} pictures were not found.")
        self.stdout.write(f"What became of each piece: {told.path}")

    def _compare(self, export):
        site = FormerSite.objects.filter(system=self.system, address=export.address).first()
        if problems := compare(self.pieces(export), site, self.stdout):
            raise CommandError(f"{problems} pieces differ from {export.path.name}.")
        self.stdout.write("Everything in the file is here.")


@contextmanager
def _rarely_swept():
    """Look for rubbish among the objects of Python less often, and not in what is there already:
    with each piece that took a twelfth of the time.
    """
    usual = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(50_000, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()
