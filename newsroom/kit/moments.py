"""Days of the publication as moments."""

from datetime import date, datetime, time

from django.utils import timezone


def midnight(day: date) -> datetime:
    """The moment at which a day begins in the publication's time zone."""
    return datetime.combine(day, time(), timezone.get_default_timezone())


def noon(day: date) -> datetime:
    """The middle of a day in the publication's time zone.

    It stands for a day of which no hour is known: it is the same day nearly everywhere.
    """
    return datetime.combine(day, time(12), timezone.get_default_timezone())
