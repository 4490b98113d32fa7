"""Pieces that somebody gave back to their writer, with what was said."""

from typing import NamedTuple

from django.db.models import CharField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast

from articles.models import Article
from articles.models.choices import Stage
from newsroom.models import LedgerEntry

# What a draft may have come from: one that was submitted since is returned no more.
LED_HERE = ("submit", "return", "reopen")


class Returned(NamedTuple):
    """A piece that came back to its writer; `entry` says who sent it back, when, and why."""

    piece: Article
    entry: LedgerEntry

    @property
    def note(self) -> str:
        return self.entry.facts.get("note", "")


def returned(pieces: QuerySet[Article], most: int | None = None) -> list[Returned]:
    """Those of some pieces that were returned and not submitted again, the latest first; no more
    of them than `most`. In two queries, however many there are.
    """
    moves = LedgerEntry.objects.filter(
        subject_kind=Article._meta.label_lower,
        subject_key=Cast(OuterRef("pk"), CharField()),
        verb__in=LED_HERE,
    ).order_by("-number")
    drafts = pieces.filter(stage=Stage.DRAFT).annotate(
        last_move=Subquery(moves.values("verb")[:1]), told_in=Subquery(moves.values("number")[:1])
    )
    latest = list(drafts.filter(last_move="return").order_by("-told_in")[:most])
    told = LedgerEntry.objects.select_related("words", "actor")
    entries = told.in_bulk([piece.told_in for piece in latest]) if latest else {}
    return [Returned(piece, entries[piece.told_in]) for piece in latest]


def last_return(article: Article) -> LedgerEntry | None:
    """The entry of the move that gave a piece back, until it is submitted again."""
    if article.stage != Stage.DRAFT:
        return None
    moves = LedgerEntry.objects.filter(
        subject_kind=Article._meta.label_lower, subject_key=str(article.pk), verb__in=LED_HERE
    )
    last = moves.order_by("-number").select_related("words", "actor").first()
    return last if last and last.verb == "return" else None
