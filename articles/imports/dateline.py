"""The line under the standfirst: date, authors and section, in one line or several."""

import re
from dataclasses import dataclass, field

from .dates import WrittenDate, read_date, split_date
from .names import are_names, is_known_section, split_names
from .words import one_of

# A dash parts only with a space beside it ("Anna Nowak-Lis" is one name); an
# em dash and a bar always do.
SEPARATOR = re.compile(r"\s+[-–/|·•]+\s+|\s*[—|]\s*|\s+–|–\s+|\t+|\n")
ENDS_OPEN = re.compile(rf"(?:[-–—|·•/,&]|\b{one_of('head.and')})$")
BEGINS_OPEN = re.compile(r"^[-–—|·•/&]")
LABELLED = {
    name: re.compile(rf"{one_of(f'label.{name}')}\s*:\s*(.+)", re.IGNORECASE | re.DOTALL)
    for name in ("date", "authors", "section")
}
BY = re.compile(rf"{one_of('head.byline')}\s+(.+)", re.IGNORECASE | re.DOTALL)

OUTER = " \u00a0\t-–—|·•/"

LONGEST = 200
LONGEST_PART = 80
# How far down a date line may stand: title, subtitle, standfirst, caption, its credit…
DEEPEST = 8


@dataclass
class Dateline:
    """What stood in ``blocks[first:last + 1]``. ``explicit`` names what was said with a label."""

    first: int
    last: int
    date: WrittenDate | None = None
    authors: list[str] = field(default_factory=list)
    section: str = ""
    leftovers: list[str] = field(default_factory=list)
    explicit: set[str] = field(default_factory=set)


def find_dateline(blocks):
    """Return the Dateline among the first blocks, the title's excepted, or None."""
    for recognise in (_is_dated, _is_bylined):
        for place, block in enumerate(blocks[:DEEPEST]):
            if place and _may_be(block) and recognise(block):
                return _read(blocks, place)
    return None


def _may_be(block):
    return block.is_text and len(block.text) <= LONGEST


def _is_dated(block):
    parts = _parts(block)
    return len(parts) <= 6 and any(_date_of(part)[0] for part in parts)


def _is_bylined(block):
    """A line without a date: ``By A and B``, or a name and then something short."""
    parts = _parts(block)
    if any(_label_of(part)[0] == "authors" for part in parts):
        return True
    short = len(block.text) <= 120 and not re.search(r"[.!?…]$", block.text)
    if not short or not parts:
        return False
    if len(parts) == 1:
        return are_names(parts[0]) and not block.is_heading and not is_known_section(parts[0])
    return len(parts) <= 3 and are_names(parts[0])


def _parts(block):
    """Split a block at its separators, or at its lines where only they make sense of it."""
    parts = _split(block.text)
    if len(block.lines) > 1 and not (len(parts) > 1 and any(_date_of(part)[0] for part in parts)):
        by_line = [part for line in block.lines for part in _split(line)]
        if any(_date_of(part)[0] for part in by_line):
            return by_line
    return parts


def _split(text):
    parts = (part.strip(OUTER) for part in SEPARATOR.split(text) if part)
    return [part for part in parts if part]


def _date_of(part):
    """Return the date in a part and what else stands there, if both make sense."""
    if date := read_date(part):
        return date, ""
    if len(part) > LONGEST_PART:
        return None, part
    date, rest = split_date(part)
    if date and (_label_of(rest)[0] or are_names(rest) or is_known_section(rest) or _place(rest)):
        return date, rest
    return None, part


def _place(text):
    """The town that a report is dated from."""
    return bool(re.fullmatch(r"[^\W\d_][\w’'-]*", text)) and text[0].isupper()


def _label_of(part):
    for name, pattern in LABELLED.items():
        if found := pattern.fullmatch(part):
            return name, found[1].strip()
    if (found := BY.fullmatch(part)) and are_names(found[1]):
        return "authors", found[1].strip()
    return "", part


def _read(blocks, place):
    """Read the line and the lines above and below it that go on with it."""
    first = last = place
    parts = _parts(blocks[place])
    while first > 1 and _is_part_alone(blocks[first - 1], _assign(parts)):
        first -= 1
        parts = _parts(blocks[first]) + parts
    while last + 1 < len(blocks) and _goes_on(blocks, last, parts):
        last += 1
        parts = _join(parts, blocks[last - 1], blocks[last])
    line = _assign(parts)
    line.first, line.last = first, last
    return line


def _is_part_alone(block, line):
    if not _may_be(block) or len(block.text) > LONGEST_PART or block.tag == "figcaption":
        return False
    kind, text = _label_of(block.text)
    if kind:
        return True
    if not line.authors and are_names(text):
        return True
    return not line.section and is_known_section(text)


def _goes_on(blocks, last, parts):
    block, line = blocks[last + 1], _assign(parts)
    if not _may_be(block) or len(block.text) > LONGEST_PART:
        return False
    if ENDS_OPEN.search(blocks[last].text) or BEGINS_OPEN.search(block.text):
        return True
    if not line.date and _is_dated(block):
        return True
    if line.authors and line.section:
        return False
    if _is_part_alone(block, line):
        return True
    sentence = re.search(r"[.!?:…,;]$", block.text)
    if _is_cut(parts) and SEPARATOR.search(block.text):
        return True
    # Date, author and section each on a line of its own.
    return (
        last + 2 < len(blocks)
        and len(_parts(blocks[last])) == 1
        and bool(line.authors)
        and not sentence
        and not block.is_heading
        and len(block.text) <= 50
        and not block.apart
    )


def _is_cut(parts):
    """The line broke inside a name: ``October 9, 2024 - Mark``."""
    return len(parts) > 1 and len(parts[-1].split()) == 1 and not is_known_section(parts[-1])


def _join(parts, above, block):
    following = _parts(block)
    text = above.text.rstrip(OUTER)
    whole = text == above.text.rstrip() and not BEGINS_OPEN.search(block.text)
    if whole and following and (ENDS_OPEN.search(text) or _is_cut(parts)):
        return [*parts[:-1], f"{parts[-1]} {following[0]}", *following[1:]]
    return parts + following


def _assign(parts):
    """Say which part is the date, the authors and the section."""
    line = Dateline(0, 0)
    plain = []
    for part in parts:
        kind, text = _label_of(part)
        date, rest = _date_of(part)
        if date and not line.date:
            line.date = date
            if _label_of(part)[0] == "date":
                line.explicit.add("date")
            kind, text = _label_of(rest)
            if rest and not kind and not are_names(rest) and not is_known_section(rest):
                line.leftovers.append(rest)
                continue
        if kind == "authors":
            line.authors += split_names(text)
            line.explicit.add("authors")
        elif kind == "section":
            line.section = text
            line.explicit.add("section")
        elif text and not (date and not rest):
            plain.append(rest if date else text)
    _place_plain(line, plain)
    return line


def _place_plain(line, plain):
    """Place the parts without a label: authors come first, the section last."""
    if not line.section and plain:
        if len(plain) > 1 and is_known_section(plain[0]) and are_names(plain[-1]):
            line.section = plain.pop(0)
        elif len(plain) > 1 or line.authors or not (are_names(plain[0]) or not line.date):
            if len(plain) > 1 or line.authors or is_known_section(plain[0]):
                line.section = plain.pop()
        elif is_known_section(plain[0]):
            line.section = plain.pop()
    for part in plain:
        if are_names(part) or not line.authors:
            line.authors += split_names(part)
        else:
            line.leftovers.append(part)
