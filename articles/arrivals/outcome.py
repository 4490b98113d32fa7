"""What became of a piece in a run."""

from dataclasses import dataclass
from enum import StrEnum

from articles.arrivals.incoming import IncomingPiece


class What(StrEnum):
    NEW = "new"
    UPDATED = "updated"
    SAME = "unchanged"
    CONFLICT = "conflict"  # somebody has edited it here since
    DELETED = "deleted here"
    REFUSED = "refused"


@dataclass(frozen=True)
class Outcome:
    """`path` is where readers find it here, `remarks` are sentences for whoever has to look."""

    what: What
    piece: IncomingPiece
    path: str = ""
    remarks: tuple[str, ...] = ()
