"""The example of a new newsroom: a grant that is only proposed, its sentence, and drafts.

Nothing of it can reach readers, so all of it can be deleted again. Which rows it is made of stands
in the ledger, and nowhere else.
"""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path
from typing import Any

from django.apps import apps
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import Model

from articles.disclosure.recording import record_cover
from articles.models import Article, Byline, Coverage
from articles.models.choices import Funding
from articles.publishing.edits import edited
from authors.models import Author
from funding.changes import changing
from funding.models import Funder, Grant, GrantParty, Statement, Wording
from newsroom.audit import changes, ledger
from newsroom.audit.models import LedgerEntry
from newsroom.kit import languages
from newsroom.kit.text import name_key
from newsroom.models import Masthead

TEXTS = Path(__file__).parent / "texts"
PUT_IN, TAKEN_OUT = "put in the example", "take out the example"
# Whoever puts it in may add each of these.
MADE_OF = (Article, Author, Funder, Grant, Statement, Wording, Coverage)


class ExampleIsIn(Exception):
    """Nothing was put in: there is one."""


@dataclass(frozen=True)
class Example:
    """The example that is in the newsroom: the number of its entry, and the rows that were made,
    each before those that it leads to.
    """

    number: int
    made: Sequence[tuple[str, int]]

    @property
    def pieces(self) -> list[int]:
        """The keys of its pieces."""
        return [key for kind, key in self.made if kind == Article._meta.label_lower]

    def rows(self) -> list[Model]:
        """Those of its rows that are still there, read anew."""
        found = (
            apps.get_model(kind)._base_manager.filter(pk=key).first() for kind, key in self.made
        )
        return [row for row in found if row]

    def funded(self) -> Article | None:
        """The piece that its grant pays for, if that is still there."""
        return Article.objects.filter(pk__in=self.pieces, funding=Funding.FUNDED).first()


def example_here() -> Example | None:
    """The example that was put in and not taken out since, or None; one query."""
    told = LedgerEntry.objects.filter(verb__in=[PUT_IN, TAKEN_OUT]).select_related("words")
    last = told.order_by("-number").first()
    if last is None or last.verb == TAKEN_OUT:
        return None
    return Example(last.number, [(kind, key) for kind, key in last.facts["made"]])


def put_in(*, by: User) -> Article:
    """Make the example in the language of the masthead, or in English where it has no texts;
    returns the piece that is funded. Raises ExampleIsIn, and makes nothing, where there is one.
    """
    language, texts = _texts_in(Masthead.current().language)
    with changing(by=by):
        author = Author.objects.create(**texts["author"])
        funder = _funder(texts["funder"]["name"])
        grant = Grant.objects.create(kind=Grant.Kind.MONETARY, **texts["grant"])
        party = GrantParty.objects.create(grant=grant, funder=funder, role=GrantParty.Role.FUNDING)
        statement = Statement.objects.create(grant=grant, kind=Statement.Kind.ACKNOWLEDGEMENT)
        wording = Wording.objects.create(
            statement=statement, language=language, created_by=by, **texts["wording"]
        )
        pieces = [_draft(one, language, author, by) for one in texts["pieces"]]
        covered = Coverage.objects.create(grant=grant, article=pieces[0], created_by=by)
        # Of two who press at once, the second finds the example of the first.
        ledger.lock()
        if example_here():
            raise ExampleIsIn
        changes.added(by, author, funder, grant, party, statement, wording, *pieces)
        record_cover(covered, by=by)
        rows = [*pieces, wording, statement, grant, funder, author]
        ledger.record(by, PUT_IN, pieces[0], made=_names(rows))
    return pieces[0]


def _texts_in(language: str) -> tuple[str, dict[str, Any]]:
    """The language that the texts are in, as the publication has it, and the texts."""
    file = TEXTS / f"{languages.base(language)}.toml"
    if not file.exists():
        language, file = languages.spoken_as("en"), TEXTS / "en.toml"
    return language, tomllib.loads(file.read_text(encoding="utf-8"))


def _funder(name: str) -> Funder:
    """A funder of a name that no other has: that of an example that was taken out may have stayed.

    Who takes the same name at the same moment has put the example in.
    """
    names = chain([name], (f"{name} {number}" for number in count(2)))
    free = next(one for one in names if not Funder.objects.filter(key=name_key(one)).exists())
    try:
        with transaction.atomic():
            return Funder.objects.create(kind=Funder.Kind.FOUNDATION, name=free)
    except IntegrityError as taken:
        raise ExampleIsIn from taken


def _draft(text: dict[str, str], language: str, author: Author, by: User) -> Article:
    piece = Article.objects.create(language=language, created_by=by, **text)
    Byline.objects.create(article=piece, author=author)
    edited(piece, by=by)
    return piece


def _names(rows: Iterable[Model]) -> list[tuple[str, int]]:
    return [(row._meta.label_lower, row.pk) for row in rows]
