"""Days and moments of the publication: in its time zone, whatever zone is active."""

from datetime import date, datetime, time

from django.utils import timezone

from newsroom.kit import clock


def day_of(moment: datetime | None = None) -> date:
    """The day of a moment (now, unless told otherwise) in the publication's time zone."""
    return timezone.localdate(moment or clock.now(), timezone.get_default_timezone())


def on_the_clock(moment: datetime) -> datetime:
    """A moment as the publication's clocks show it."""
    return timezone.localtime(moment, timezone.get_default_timezone())


def midnight(day: date) -> datetime:
    """The moment at which a day begins in the publication's time zone."""
    return datetime.combine(day, time(), timezone.get_default_timezone())


def noon(day: date) -> datetime:
    """The middle of a day in the publication's time zone.

    It stands for a day of which no hour is known: it is the same day nearly everywhere.
    """
    return datetime.combine(day, time(12), timezone.get_default_timezone())
