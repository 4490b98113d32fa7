"""Dates as people write them over an article, in six languages.

Which of two numbers is the month is not for a text to say: ``WrittenDate.day`` is asked with the
order of the language (`newsroom.kit.languages.month_first`), which forms at the desk go by too.
"""

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
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
SHAPES = (
    rf"{YEAR}-(?P<month>\d{{1,2}})-{DAY}{TIME}",
    rf"{DAY}\.?{GAP}(?P<roman>(?-i:{'|'.join(ROMAN)}))\.?{GAP}{YEAR}{OF_YEAR}{TIME}",
    rf"{DAY}\.?(?:{GAP}|{GAP}of{GAP})(?P<name>{MONTH})\.?,?{GAP}{YEAR}{OF_YEAR}{TIME}",
    rf"(?P<name>{MONTH})\.?{GAP}{DAY},?{GAP}{YEAR}{TIME}",
    rf"(?P<first>\d{{1,2}}){GAP}(?P<mark>[./-]){GAP}(?P<second>\d{{1,2}}){GAP}(?P=mark){GAP}{YEAR}"
    rf"{OF_YEAR}{TIME}",
)
LABEL = rf"(?:{one_of('label.date')}\b{GAP}:?{GAP})?"
OPENING = rf"{LABEL}(?:{one_of('head.weekdays')},?\s+)?(?:den |dnia )?"
# A month alone is seen, so that it can be asked about, and is no date.
MONTH_ONLY = rf"(?P<name>{MONTH})\.?,?{GAP}{YEAR}{OF_YEAR}(?P<day>)"
WHOLE = [re.compile(rf"{OPENING}{shape}\.?", re.IGNORECASE) for shape in (*SHAPES, MONTH_ONLY)]
AT_START = [re.compile(rf"{OPENING}{shape}(?![\w])", re.IGNORECASE) for shape in SHAPES]
ANYWHERE = [re.compile(rf"(?<![\w.,/]){shape}(?!\w)", re.IGNORECASE) for shape in SHAPES]
AT_END = [re.compile(rf"(?<!\w){OPENING}{shape}\.?$", re.IGNORECASE) for shape in SHAPES]


@dataclass(frozen=True)
class WrittenDate:
    """A date as it stands in a text. ``value`` is None if no calendar has it."""

    text: str
    value: datetime.date | None
    # 9/10/2024 where the month stands first, None if no calendar has it so; ``value`` elsewhere.
    american: datetime.date | None

    def day(self, *, month_first):
        """The date in the order of a language; in the other where a calendar has only that."""
        readings = (self.american, self.value) if month_first else (self.value, self.american)
        return readings[0] or readings[1]

    @property
    def ambiguous(self):
        return bool(self.value and self.american and self.value != self.american)


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


def find_date(text):
    """Return ``(WrittenDate or None, what stands before it, what stands after it)``."""
    for shape in ANYWHERE:
        if found := shape.search(text):
            return _written(found), text[: found.start()], text[found.end() :]
    return None, text, ""


def _written(found):
    parts = found.groupdict()
    year = int(parts["year"])
    if parts.get("first"):
        first, second = int(parts["first"]), int(parts["second"])
        value = american = _date(year, second, first)
        # With a stop the day stands first everywhere.
        if parts["mark"] != ".":
            american = _date(year, first, second)
    else:
        value = american = _date(year, _month(parts), int(parts["day"] or 0))
    return WrittenDate(found[0].strip(), value, american)


def _month(parts):
    if parts.get("roman"):
        return ROMAN.index(parts["roman"]) + 1
    return NUMBER[parts["name"].lower()] if parts.get("name") else int(parts["month"])


def _date(year, month, day):
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
