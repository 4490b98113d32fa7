"""Dates as people write them over an article, in six languages."""

import datetime
import re
from dataclasses import dataclass

from .words import listed, lists_of, one_of

NUMBER = {
    name: number
    for number, month in enumerate(lists_of("month"), 1)
    for name in listed(f"month.{month}")
}
MONTH = "|".join(sorted(NUMBER, key=len, reverse=True))
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|-?(?:го|га|е))?"
YEAR = r"(?P<year>(?:19|20)\d\d)"
# "2024 r.", "2024 року", "2024 г."
OF_YEAR = r"(?:\s*(?:r|roku|р|року|рік|г|года|год)\b\.?)?"
GAP = r"[\s\u00a0]*"
CLOCK = rf"\d{{1,2}}[:.]\d\d(?::\d\d)?(?:{GAP}(?:Z|[+-]\d\d:?\d\d))?{GAP}(?:uhr)?"
TIME = rf"(?:,?{GAP}(?:T|at|um|o|о|об|в|у|,)?{GAP}{CLOCK})?"
SHAPES = (
    rf"{YEAR}-(?P<month>\d{{1,2}})-{DAY}{TIME}",
    rf"{DAY}\.?(?:{GAP}|{GAP}of{GAP})(?P<name>{MONTH})\.?,?{GAP}{YEAR}{OF_YEAR}{TIME}",
    rf"(?P<name>{MONTH})\.?{GAP}{DAY},?{GAP}{YEAR}{TIME}",
    rf"(?P<first>\d{{1,2}}){GAP}[./]{GAP}(?P<second>\d{{1,2}}){GAP}[./]{GAP}{YEAR}{OF_YEAR}{TIME}",
)
LABEL = rf"(?:{one_of('label.date')}\b{GAP}:?{GAP})?"
OPENING = rf"{LABEL}(?:{one_of('head.weekdays')},?\s+)?(?:den |dnia )?"
# A month alone is seen, so that it can be asked about, and is no date.
MONTH_ONLY = rf"(?P<name>{MONTH})\.?,?{GAP}{YEAR}{OF_YEAR}(?P<day>)"
WHOLE = [re.compile(rf"{OPENING}{shape}\.?", re.IGNORECASE) for shape in (*SHAPES, MONTH_ONLY)]
AT_START = [re.compile(rf"{OPENING}{shape}(?![\w])", re.IGNORECASE) for shape in SHAPES]
AT_END = [re.compile(rf"(?<!\w){OPENING}{shape}\.?$", re.IGNORECASE) for shape in SHAPES]


@dataclass(frozen=True)
class WrittenDate:
    """A date as it stands in a text. ``value`` is None if no calendar has it."""

    text: str
    value: datetime.date | None
    ambiguous: bool = False  # 9/10/2024: which is the month?


def read_date(text):
    """Return the WrittenDate that is the whole of the text, or None if it is no date."""
    for shape in WHOLE:
        if found := shape.fullmatch(text.strip()):
            return _written(found)
    return None


def split_date(text):
    """Return ``(WrittenDate or None, the rest)`` for a text that begins or ends with a date."""
    text = text.strip()
    for shape in AT_START:
        if found := shape.match(text):
            return _written(found), text[found.end() :].strip(" ,.;:\u00a0")
    for shape in AT_END:
        if found := shape.search(text):
            rest = re.sub(r"\b(?:on|am|dnia|vom)$", "", text[: found.start()].strip(" ,;:\u00a0"))
            return _written(found), rest.strip(" ,;:")
    return None, text


def _written(found):
    parts = found.groupdict()
    ambiguous = False
    if parts.get("first"):
        day, month = int(parts["first"]), int(parts["second"])
        if "/" in found[0]:
            # The day stands first everywhere but in America.
            ambiguous = day <= 12 and month <= 12 and day != month
            if month > 12 >= day:
                day, month = month, day
    else:
        day = int(parts["day"] or 0)
        month = NUMBER[parts["name"].lower()] if parts.get("name") else int(parts["month"])
    try:
        value = datetime.date(int(parts["year"]), month, day)
    except ValueError:
        value = None
    return WrittenDate(found[0].strip(), value, ambiguous)
