"""The parts of a line with date, authors and section, and which of them is the date."""

import re

from .bylines import LONGEST, beside_of, label_of
from .dates import find_date, read_date, split_date
from .names import are_names, is_known_section

# A dash parts only with a space beside it ("Anna Nowak-Lis" is one name); an
# em dash and a bar always do.
SEPARATOR = re.compile(r"\s+[-–/|·•]+\s+|\s*[—|]\s*|\s+–|–\s+|\t+|\n")
OUTER = " \u00a0\t-–—|·•/"
LONGEST_PART = 80


def parts_of(block):
    """Split a block at its separators, or at its lines where only they make sense of it."""
    parts = _split(block.text)
    if len(block.lines) > 1 and not (len(parts) > 1 and any(date_of(part)[0] for part in parts)):
        by_line = [part for line in block.lines for part in _split(line)]
        if any(date_of(part)[0] for part in by_line):
            return by_line
    if not any(date_of(part)[0] for part in parts):
        return _around_date(block.text) or parts
    return parts


def _around_date(text):
    """``A and B, 9 October 2024, Analysis``: the date itself parts the line from its rest."""
    date, before, after = find_date(text) if len(text) <= LONGEST else (None, "", "")
    before, after = before.strip(OUTER + ",;."), after.strip(OUTER + ",;.")
    if not date or not (before or after) or re.search(r"[.!?…]$", text):
        return []
    if before and not (
        label_of(before)[0] or are_names(before) or is_known_section(before) or beside_of(before)
    ):
        return []
    if len(after.split()) > 4 and not are_names(after):
        return []
    return [part for part in (before, date.text, after) if part]


def _split(text):
    parts = (part.strip(OUTER) for part in SEPARATOR.split(text) if part)
    return [part for part in parts if part]


def date_of(part):
    """Return the date in a part and what else stands there, if both make sense."""
    if date := read_date(part):
        return date, ""
    if len(part) > LONGEST_PART:
        return None, part
    date, rest = split_date(part)
    if date and (label_of(rest)[0] or are_names(rest) or is_known_section(rest) or _place(rest)):
        return date, rest
    return None, part


def _place(text):
    """The town that a report is dated from."""
    return bool(re.fullmatch(r"[^\W\d_][\w’'-]*", text)) and text[0].isupper()
