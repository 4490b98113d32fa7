"""The line under the standfirst: date, authors and section, in one line or several."""

import re
from dataclasses import dataclass, field

from .bylines import LONGEST, beside_of, label_of
from .dateparts import LONGEST_PART, OUTER, SEPARATOR, date_of, parts_of
from .dates import WrittenDate
from .names import are_names, is_known_section, split_names
from .words import one_of

ENDS_OPEN = re.compile(rf"(?:[-–—|·•/,&]|\b{one_of('head.and')})$")
BEGINS_OPEN = re.compile(r"^[-–—|·•/&]")

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
    apart: set[int] = field(default_factory=set)  # blocks elsewhere in the head that belong to it


def find_dateline(blocks):
    """Return the Dateline among the first blocks, the title's excepted, or None."""
    for recognise in (_is_dated, _is_bylined):
        for place, block in enumerate(blocks[:DEEPEST]):
            if place and _may_be(block) and recognise(block):
                return _with_byline(_read(blocks, place), blocks)
    return None


def _with_byline(line, blocks):
    """The authors may be named apart from the date, with the standfirst between."""
    for place, block in enumerate(blocks[:DEEPEST]):
        if line.authors or not place or line.first <= place <= line.last or not _may_be(block):
            continue
        kind, names = label_of(block.text)
        if kind == "authors" and are_names(names):
            line.authors = split_names(names)
            line.explicit.add("authors")
            line.apart.add(place)
    return line


def _may_be(block):
    return block.is_text and len(block.text) <= LONGEST


def _is_dated(block):
    parts = parts_of(block)
    return len(parts) <= 6 and any(date_of(part)[0] for part in parts)


def _is_bylined(block):
    """A line without a date: ``By A and B``, or a name and then something short."""
    parts = parts_of(block)
    if any(label_of(part)[0] == "authors" for part in parts):
        return True
    short = len(block.text) <= 120 and not re.search(r"[.!?…]$", block.text)
    if not short or not parts:
        return False
    if len(parts) == 1 and beside_of(parts[0]):
        return True
    if len(parts) == 1:
        return are_names(parts[0]) and not block.is_heading and not is_known_section(parts[0])
    return len(parts) <= 3 and are_names(parts[0])


def _read(blocks, place):
    """Read the line and the lines above and below it that go on with it."""
    first = last = place
    parts = parts_of(blocks[place])
    while first > 1 and _is_part_alone(blocks[first - 1], _assign(parts)):
        first -= 1
        parts = parts_of(blocks[first]) + parts
    while last + 1 < len(blocks) and _goes_on(blocks, last, parts):
        last += 1
        parts = _join(parts, blocks[last - 1], blocks[last])
    line = _assign(parts)
    line.first, line.last = first, last
    return line


def _is_part_alone(block, line):
    if not _may_be(block) or len(block.text) > LONGEST_PART or block.tag == "figcaption":
        return False
    kind, text = label_of(block.text)
    if kind:
        return True
    if not line.authors and (are_names(text) or beside_of(text)):
        return True
    return not line.section and is_known_section(text)


def _goes_on(blocks, last, parts):
    block, line = blocks[last + 1], _assign(parts)
    if not _may_be(block) or len(block.text) > LONGEST_PART:
        return False
    if ENDS_OPEN.search(blocks[last].text):
        return True
    # A dash also begins what somebody says, which ends as sentences do.
    if BEGINS_OPEN.search(block.text) and not re.search(r"[.!?…]$", block.text):
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
    if _is_section_alone(block, line, blocks[last + 2 :]):
        return True
    # Date, author and section each on a line of its own.
    return (
        last + 2 < len(blocks)
        and len(parts_of(blocks[last])) == 1
        and bool(line.authors)
        and not sentence
        and not block.is_heading
        and len(block.text) <= 50
        and not block.apart
    )


def _is_section_alone(block, line, following):
    """A word or two between the line and the text, where a subheading would come too early."""
    few = len(block.text.split()) <= 2 and not re.search(r"[.!?…:,;–—-]$", block.text)
    text = following[0] if following else None
    return bool(
        few and line.date and line.authors and block.tag == "p" and text and len(text.text) > 120
    )


def _is_cut(parts):
    """The line broke inside a name: ``October 9, 2024 - Mark``."""
    return len(parts) > 1 and len(parts[-1].split()) == 1 and not is_known_section(parts[-1])


def _join(parts, above, block):
    following = parts_of(block)
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
        kind, text = label_of(part)
        date, rest = date_of(part)
        if date and not line.date:
            line.date = date
            if label_of(part)[0] == "date":
                line.explicit.add("date")
            kind, text = label_of(rest)
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
    plain = [_name_alone(line, part) for part in plain]
    _place_plain(line, plain)
    return line


def _name_alone(line, part):
    if found := beside_of(part):
        line.leftovers.append(part[found.end("name") :].strip(" ,"))
        return found["name"]
    return part


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
