"""An arrangement in lines, and in which of them two differ."""

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.front.models.arrangement import ArrangedBlock, ArrangedPlace
from newsroom.kit.counting import numbered
from newsroom.kit.moments import on_the_clock

SAME, GONE, NEW = "same", "gone", "new"


class Line(NamedTuple):
    """A line that stands in both of two arrangements, or in the first or the second alone."""

    state: str
    words: str


def compared(before: Iterable[ArrangedBlock], after: Iterable[ArrangedBlock]) -> list[Line]:
    """Every line of two arrangements, in order."""
    old, new = lines(before), lines(after)
    found: list[Line] = []
    for what, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            found += [Line(SAME, words) for words in old[i:j]]
        else:
            found += [Line(GONE, words) for words in old[i:j]]
            found += [Line(NEW, words) for words in new[k:m]]
    return found


def lines(blocks: Iterable[ArrangedBlock]) -> list[str]:
    """What an arrangement says: a line for each block, and one for each pin in it."""
    return [line for block in blocks for line in _of_block(block)]


def _of_block(block: ArrangedBlock) -> Iterator[str]:
    told = [str(block)]
    if block.row.fills and "length" in block.row.asks:
        told.append(numbered(ngettext("%d piece", "%d pieces", block.length), block.length))
    if "older_than" in block.row.asks:
        days = block.older_than
        told.append(numbered(ngettext("older than %d day", "older than %d days", days), days))
        told += [str(one) for one in (block.section, block.tag) if one]
    if block.text:
        told.append(f"“{Truncator(strip_tags(block.text)).words(30)}”")
    yield " · ".join(told)
    for place in block.own_places:
        yield " · ".join([f"{block}, {place.position}: “{place.article}”", *_of_place(place)])


def _of_place(place: ArrangedPlace) -> Iterator[str]:
    if place.until:
        yield _("until %s") % date_format(on_the_clock(place.until), "DATETIME_FORMAT")
    if place.title:
        yield f"{_('other title')}: “{place.title}”"
    if place.text:
        yield f"{_('other text')}: “{place.text}”"
    if place.photo:
        yield f"{_('other picture')}: {place.photo}"
