"""Days of the publication as moments."""

from datetime import date, datetime, time

from django.utils import timezone


def midnight(day: date) -> datetime:
    """The moment at which a day begins in the publication's time zone."""
    return datetime.combine(day, time(), timezone.get_default_timezone())
