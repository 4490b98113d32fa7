"""Days and moments of the publication: in its time zone, whatever zone is active."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from newsroom.kit import clock

# Of the days that people can write. The edges of those beyond are, in some time zones, in years
# that cannot be written: they are taken for these.
FIRST, LAST = date(1, 1, 2), date(9999, 12, 30)


def day_of(moment: datetime | None = None) -> date:
    """The day of a moment (now, unless told otherwise) in the publication's time zone."""
    return timezone.localdate(moment or clock.now(), timezone.get_default_timezone())


def on_the_clock(moment: datetime) -> datetime:
    """A moment as the publication's clocks show it."""
    return timezone.localtime(moment, timezone.get_default_timezone())


def midnight(day: date) -> datetime:
    """The moment at which a day begins in the publication's time zone."""
    return _moment(day, time())


def midnight_after(day: date) -> datetime:
    """The moment at which a day ends in the publication's time zone."""
    return midnight(min(day, LAST) + timedelta(days=1))


def span(year: int, month: int | None = None) -> tuple[date, date]:
    """The first day of a year, or of one of its months, and the first day after it.

    Raises ValueError where there is none: of no month, and of that with which the calendar ends.
    """
    first, last = (1, 12) if month is None else (month, month)
    return date(year, first, 1), date(year + last // 12, last % 12 + 1, 1)


def noon(day: date) -> datetime:
    """The middle of a day in the publication's time zone.

    It stands for a day of which no hour is known: it is the same day nearly everywhere.
    """
    return _moment(day, time(12))


def at_hour(day: date, hour: time) -> datetime:
    """The moment at which the publication's clocks show an hour of a day."""
    return _moment(day, hour)


def _moment(day, hour):
    return datetime.combine(min(max(day, FIRST), LAST), hour, timezone.get_default_timezone())
