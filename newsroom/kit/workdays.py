"""Counting in workdays, as grant agreements do: Monday to Friday, without the holidays given."""

import datetime
from collections.abc import Container, Iterable

WEEK = 7
WORKING = 5


def add_workdays(
    day: datetime.date, number: int, holidays: Iterable[datetime.date] = ()
) -> datetime.date:
    """Return the workday that is `number` workdays after a date, or before it if negative.

    The date itself is not counted; with 0 it is returned, whatever day it is.
    `holidays` are dates. Raises OverflowError beyond the years 1 to 9999.
    """
    step = datetime.timedelta(days=1 if number > 0 else -1)
    holidays = frozenset(holidays)
    for _counted in range(abs(number)):
        day += step
        while not is_workday(day, holidays):
            day += step
    return day


def workdays_between(
    start: datetime.date, end: datetime.date, holidays: Iterable[datetime.date] = ()
) -> int:
    """Return how many workdays come after `start` until `end`, the last one counted.

    Negative where the end lies before the start: by how many workdays it was missed.
    """
    if end < start:
        return -workdays_between(end, start, holidays)
    weeks, rest = divmod((end - start).days, WEEK)
    days_after = ((start.weekday() + number) % WEEK for number in range(1, rest + 1))
    count = weeks * WORKING + sum(day < WORKING for day in days_after)
    return count - sum(start < day <= end and day.weekday() < WORKING for day in set(holidays))


def is_workday(day: datetime.date, holidays: Container[datetime.date] = ()) -> bool:
    return day.weekday() < WORKING and day not in holidays
