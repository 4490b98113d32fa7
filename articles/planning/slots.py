"""What stands when in the plan: what appears, what ends, and which texts are due."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.models import Article, PublishedVersion
from articles.models.choices import IN_WRITING
from articles.models.version import PublishedVersionQuerySet
from newsroom.kit.moments import day_of, midnight, on_the_clock

# More than this no newsroom reads of a month; what is left out is said.
MOST = 500


@dataclass(frozen=True)
class Slot:
    """A moment at which readers begin or cease to see a piece.

    `version` is what appears then, or what ends; `is_end` tells which. `may_move` tells whether it
    is still a plan. What was published is told once a day of a piece: when readers first saw it, or
    else when they saw it changed last.
    """

    version: PublishedVersion
    moment: datetime
    is_end: bool = False
    may_move: bool = False

    @property
    def article(self) -> Article:
        return self.version.article

    @property
    def hour(self) -> datetime:
        """The moment on the clocks of the publication."""
        return on_the_clock(self.moment)

    @property
    def what(self) -> Promise:
        if self.is_end:
            return _("ends")
        if self.may_move:
            return _("scheduled")
        return _("published") if self.is_first else _("updated")

    @property
    def is_first(self) -> bool:
        """Whether readers saw nothing of the piece before."""
        return self.version.served_since == self.version.live_from


@dataclass(frozen=True)
class Day:
    """A day of the publication, with its slots by the clock, and the pieces whose text is due."""

    day: date
    slots: list[Slot]
    due: list[Article]
    is_today: bool = False


def days(
    versions: PublishedVersionQuerySet,
    pieces: QuerySet[Article],
    first: date,
    count: int,
    now: datetime,
) -> tuple[list[Day], bool]:
    """The days from a first one on, with what appears and ends on each of some versions, and what
    is due of some pieces; and whether there is more than is told.

    A day lasts from midnight to midnight in the publication's time zone, be it 23 hours or 25.
    Three queries.
    """
    calendar = [first + timedelta(days=number) for number in range(count)]
    begins, ends = midnight(first), midnight(calendar[-1] + timedelta(days=1))
    appearing, ending = _appearing(versions, begins, ends, now), _ending(versions, begins, ends)
    due = _due(pieces, calendar)
    is_cut = len(appearing) + len(ending) > MOST or len(due) > MOST
    slots = [*_once_a_day(appearing), *ending]
    slots = sorted(slots, key=lambda slot: (slot.moment, slot.is_end, slot.version.pk))[:MOST]
    of_days = {day: list(found) for day, found in groupby(slots, lambda slot: day_of(slot.moment))}
    due_on = {day: list(found) for day, found in groupby(due[:MOST], lambda piece: piece.due)}
    today = day_of(now)
    return [
        Day(day, of_days.get(day, []), due_on.get(day, []), day == today) for day in calendar
    ], is_cut


def _appearing(versions, begins, ends, now):
    return [
        Slot(version, version.live_from, may_move=version.live_from > now)
        for version in _read(versions.appearing(begins, ends))
    ]


def _ending(versions, begins, ends):
    return [
        Slot(version, version.planned_until, is_end=True)
        for version in _read(versions.ending(begins, ends))
    ]


def _once_a_day(appearing):
    """What is planned, and of what was published one slot for each piece and day."""
    told: dict[tuple[int | None, Article, date], Slot] = {}
    for slot in appearing:
        key = (slot.version.pk if slot.may_move else None, slot.article, day_of(slot.moment))
        if key not in told or not told[key].is_first:
            told[key] = slot
    return told.values()


def _due(pieces, calendar):
    due = pieces.filter(stage__in=IN_WRITING, due__range=(calendar[0], calendar[-1]))
    return list(due.select_related("editor").defer("body").order_by("due", "pk")[: MOST + 1])


def _read(versions):
    return versions.select_related("article__section").defer("body", "article__body")[: MOST + 1]
