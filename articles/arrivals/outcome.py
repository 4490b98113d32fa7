"""What became of a piece in a run."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy

from articles.arrivals.incoming import IncomingPiece


class What(TextChoices):
    """As a command calls it, and as the report does."""

    NEW = "new", pgettext_lazy("what came of a piece", "new")
    UPDATED = "updated", pgettext_lazy("what came of a piece", "updated")
    SAME = "unchanged", pgettext_lazy("what came of a piece", "unchanged")
    # Somebody has edited it here since, or it became a page there, or stopped being one.
    CONFLICT = "conflict", pgettext_lazy("what came of a piece", "conflict")
    DELETED = "deleted here", pgettext_lazy("what came of a piece", "deleted here")
    REFUSED = "refused", pgettext_lazy("what came of a piece", "refused")


@dataclass(frozen=True)
class Outcome:
    """`path` is where readers find it here, `remarks` are sentences for whoever has to look."""

    what: What
    piece: IncomingPiece
    path: str = ""
    remarks: tuple[str, ...] = ()
