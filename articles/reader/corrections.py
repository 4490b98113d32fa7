"""The dated public notes that stand at the addresses of pieces now."""

from datetime import date, datetime
from typing import NamedTuple

from django.db.models import F, OuterRef, Subquery, Value
from django.db.models.functions import TruncDate
from django.utils.translation import gettext as _

from articles.models import Correction, PublishedVersion, VersionCorrection

WITHDRAWAL = "withdrawal"


class Note(NamedTuple):
    """A correction that is printed on a live piece, or what is told of one that was withdrawn.

    `since` is when readers were first shown it.
    """

    kind: str
    dated: date
    text: str
    since: datetime
    path: str
    title: str
    language: str
    key: int

    @property
    def kind_name(self):
        return _("withdrawal") if self.kind == WITHDRAWAL else Correction.Kind(self.kind).label


def notes():
    """The columns of each `Note` of today on a piece, the latest first, also within a day."""
    printings = VersionCorrection.objects.filter(correction=OuterRef("correction"))
    first = printings.order_by("version__printed_at").values("version__printed_at")[:1]
    printed = (
        VersionCorrection.objects.filter(version__in=PublishedVersion.objects.live())
        .order_by()
        .annotate(since=Subquery(first))
        .annotate(path=F("version__path"), title=F("version__title"))
        .annotate(language=F("version__language"), key=F("correction"))
        .values_list(*Note._fields)
    )
    withdrawn = (
        PublishedVersion.objects.gone()
        .pieces()
        .filter(farewell__gt="")
        .order_by()
        .annotate(note=Value(WITHDRAWAL), dated=TruncDate("ended_at"))
        .values_list(
            "note", "dated", "farewell", "ended_at", "path", "title", "language", "article"
        )
    )
    return printed.union(withdrawn, all=True).order_by("-dated", "-since", "-key")


def withdrawn_in_silence():
    """How many pieces are withdrawn of which readers are told nothing."""
    return PublishedVersion.objects.gone().pieces().filter(farewell="").count()


def read_notes(rows):
    """A list of `Note`, of rows of `notes`."""
    return [Note(*row) for row in rows]
