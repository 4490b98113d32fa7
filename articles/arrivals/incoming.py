"""What an export tells of a magazine, in our words, whichever system wrote it.

A reader of exports makes these; `articles.arrivals.intake` takes them in. Texts are as the export
has them, but for the markup of its system; moments are aware.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class State(StrEnum):
    """How far a piece had got where it comes from."""

    LIVE = "live"  # readers saw it
    SCHEDULED = "scheduled"
    REVIEW = "review"
    DRAFT = "draft"
    KEPT = "kept"  # private, or behind a password: it was not for all readers


@dataclass(frozen=True)
class IncomingAuthor:
    """Somebody who signs. `key` is what the export calls them, `path` where their page was."""

    key: str
    name: str
    bio: str = ""
    handles: tuple[str, ...] = ()  # addresses
    path: str = ""


@dataclass(frozen=True)
class IncomingPicture:
    """A picture of the library. `file` is its path in the folder of uploads."""

    key: str
    file: str
    alt: str = ""
    caption: str = ""
    credit: str = ""
    path: str = ""


@dataclass(frozen=True)
class Term:
    """What a piece is filed under there: a category, or a tag. `parents` lead to a category."""

    kind: str  # category or tag
    slug: str
    name: str
    parents: tuple[str, ...] = ()


@dataclass(frozen=True)
class IncomingPiece:
    """A piece or, if it `is_page`, a page of the publication itself.

    `body` is HTML with pictures as `<img src>`, of which `src` is an address of the old site or
    elsewhere; `lead` is the key of a picture. `path` is where readers found it, and `place` says
    where in the export it stands, for whoever has to look. `first` is when readers first saw it,
    `remarks` is what was changed or could not be read,
    and `wrong` why nothing of it can be: then there is no more of it than its title.
    """

    key: str
    place: str
    title: str
    body: str
    state: State
    first: datetime | None = None
    slug: str = ""
    standfirst: str = ""
    language: str = ""
    is_page: bool = False
    authors: tuple[IncomingAuthor, ...] = ()
    terms: tuple[Term, ...] = ()
    lead: IncomingPicture | None = None
    lead_caption: str = ""
    path: str = ""
    translations: tuple[str, ...] = ()  # the keys of the same piece in all its languages
    remarks: tuple[str, ...] = ()
    wrong: str = ""
