"""What the commands that bring in a magazine from another system have in common."""

import logging
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Protocol

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from articles.arrivals.command import BringsIn, Export
from articles.arrivals.filing import Filing, read_mapping, write_mapping
from articles.arrivals.incoming import IncomingPiece, State, Term
from articles.arrivals.intake import Intake
from articles.arrivals.pictures import Pictures
from articles.former.models import FormerSite
from authors.models import Author

logger = logging.getLogger(__name__)

# What reading a record raises that is not written as its system writes it.
MISWRITTEN = (AttributeError, IndexError, KeyError, RecursionError, TypeError, ValueError)


class FiledExport(Export, Protocol):
    """An export of a system that files pieces in its own way."""

    terms: Mapping[tuple[str, str], Term]

    def path_of_term(self, term: Term) -> str: ...


class FromElsewhere(BringsIn):
    """Files pieces by a mapping, and takes pictures from a copy of the folder of uploads."""

    def records(self, export) -> Iterator[Any]:
        """What its system wrote of each piece. Raises WrongFile where it breaks off."""
        raise NotImplementedError

    def piece_of(self, record: Any, export) -> IncomingPiece:
        """What a record says; raises one of MISWRITTEN where it is none of this system."""
        raise NotImplementedError

    def named(self, record: Any) -> tuple[str, str]:
        """Where a record stands in the export, and its title, for whoever has to look."""
        raise NotImplementedError

    def pieces(self, export):
        for record in self.records(export):
            try:
                yield self.piece_of(record, export)
            except MISWRITTEN as problem:
                place, title = self.named(record)
                # It may as well be a mistake of ours.
                logger.debug("%s could not be read.", place, exc_info=True)
                told = {
                    "system": self.system.label,
                    "problem": f"{type(problem).__name__}, {problem}",
                }
                words = _("It is not written as %(system)s writes it (%(problem)s).") % told
                yield IncomingPiece("", place, title, "", State.DRAFT, wrong=words)

    def keep_the_rest(self, export) -> None:
        """Keep beside the export what has no place here."""

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
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
            "--author",
            metavar="NAME",
            help="who signs the pieces that name nobody, like the house; without it they become "
            "drafts",
        )

    def intake(
        self,
        export: FiledExport,
        former: FormerSite,
        by: User,
        *,
        is_dry: bool,
        uploads: Path | None,
        mapping: Path | None,
        section: str | None,
        author: str | None,
        **options,
    ) -> Intake:
        # Those of `os` also answer for a path that is too long to be one.
        if uploads and not os.path.isdir(uploads):
            raise CommandError(f"There is no folder {uploads.absolute()}.")
        if author:
            _refuse_a_wrong_name(author)
        pictures = Pictures(former, by, uploads, is_dry=is_dry)
        filing = Filing(by, section or "", self._mapping(mapping, export))
        return Intake(former, by, filing, pictures, is_dry=is_dry, unsigned=author or "")

    def finish(self, export: FiledExport, intake: Intake) -> None:
        for term in export.terms.values():
            path = export.path_of_term(term)
            for refused in intake.lead_on(term, path):
                self.stdout.write(f"{path} leads nowhere: {refused}")
        self.keep_the_rest(export)

    def _mapping(self, path, export):
        path = path or export.path.with_suffix(".mapping.toml")
        if not os.path.exists(path):
            try:
                write_mapping(export.terms.values(), path)
            except OSError as problem:
                words = f"The mapping {path} cannot be written: {problem.strerror}."
                raise CommandError(words) from problem
            self.stdout.write(f"Where categories and tags go is written in {path}.")
        return read_mapping(path)


def _refuse_a_wrong_name(name):
    try:
        Author(name=name).full_clean(exclude=["slug", "key"])
    except ValidationError as problem:
        words = f"Nobody can be called “{name}”: {' '.join(problem.messages)}"
        raise CommandError(words) from problem
