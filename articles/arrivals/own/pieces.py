"""A line of `articles.jsonl` as a piece."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from articles.arrivals.incoming import IncomingAuthor, IncomingPiece, State
from articles.arrivals.own.lines import Line
from articles.arrivals.own.shape import Misshapen, moment
from articles.arrivals.own.shapes import PIECE
from articles.models.choices import Kind, Stage
from articles.models.redirect import as_asked_for
from newsroom.kit.text import UNPRINTABLE

STATES = {Stage.REVIEW: State.REVIEW, Stage.READY: State.REVIEW}


@dataclass(frozen=True)
class OwnPiece(IncomingPiece):
    """A piece with all that its line has `told`."""

    told: dict[str, Any] = field(default_factory=dict)

    @property
    def made(self) -> datetime:
        """The moment at which it was made."""
        return moment(self.key.partition(" ")[0])


def wrong(line: Line, words: str, title: object = "") -> OwnPiece:
    """What cannot be taken, for the report."""
    named = UNPRINTABLE.sub("", title) if isinstance(title, str) else ""
    return OwnPiece("", line.place, named[:200], "", State.DRAFT, wrong=words)


def piece_of(line: Line, names: dict[str, str]) -> OwnPiece:
    """Return what a line says; `names` are those of authors, by slug."""
    try:
        told = PIECE(line.said)
        if told["live"] and not (told["path"] and told["first_published_at"]):
            raise Misshapen(_("Readers see it, and it does not say where, or since when."))
    except Misshapen as problem:
        return wrong(line, str(problem), line.said.get("title"))
    live = told["live"]
    printed = {**told, **live["otherwise"]} if live else told
    signing = {one["author"]: None for one in told["bylines"]}
    return OwnPiece(
        key=told["key"],
        place=line.place,
        title=printed["title"],
        body=told["body"],
        state=State.LIVE if live else STATES.get(told["stage"], State.DRAFT),
        first=told["first_published_at"],
        is_page=told["kind"] == Kind.PAGE,
        authors=tuple(IncomingAuthor(slug, names.get(slug, slug)) for slug in signing),
        path=as_asked_for(told["path"]) if told["path"] else "",
        translations=(told["translation_of"],) if told["translation_of"] else (),
        remarks=tuple(_remarks(told)),
        told=told,
    )


def _remarks(told):
    """What does not come along."""
    for at in told["scheduled"]:
        words = _("Something of it was to come out on %s: nothing is scheduled here.")
        yield words % at.isoformat(" ", "minutes")
    if told["withdrawn"]:
        words = _("Readers saw nothing of it there any more. %s")
        yield (words % told["withdrawn"]["text"]).strip()
