"""Where a comment stands in a text: by the words that it is about and those around them.

Nothing of it is in the text. A place is a block, by its number, and a character of it; after each
edit it is found again, and where it is not, the words that stood there are kept.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import unescape
from itertools import islice

from articles.writing.parts import html_blocks, html_tokens, is_tag

# How many characters on each side tell a passage from one with the same words.
AROUND = 32
# A word that stands everywhere is sought in the nearest places alone.
MOST_PLACES = 500


@dataclass(frozen=True)
class Anchor:
    """`quotation` is the passage as it was commented on, `passage` as it stands or stood last."""

    quotation: str = ""
    passage: str = ""
    before: str = ""
    after: str = ""
    block: int = 0
    start: int = 0
    is_gone: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether it is about the text as a whole."""
        return not self.quotation


WHOLE = Anchor()


def texts_of(body: str) -> list[str]:
    """The words of each block of a sanitised body, without its tags."""
    return [text_of(block) for block in html_blocks(body)]


def text_of(block: str) -> str:
    return "".join(unescape(token) for token in html_tokens(block) if not is_tag(token))


def anchored(
    quotation: str, texts: Sequence[str], *, before: str = "", after: str = ""
) -> Anchor | None:
    """An anchor at the place of some words, the likeliest by what stands around them; None where
    they stand nowhere. Blanks count as one, as people type them.
    """
    words = quotation.split()
    if not words:
        return WHOLE
    pattern = re.compile(r"\s+".join(map(re.escape, words)))
    wanted = Anchor(before=before[-AROUND:], after=after[:AROUND])
    places = (
        _at(number, found.start(), found.group(), text)
        for number, text in enumerate(texts)
        for found in pattern.finditer(text)
    )
    best = max(islice(places, MOST_PLACES), key=lambda one: _likeness(wanted, one), default=None)
    return best and replace(best, quotation=best.passage)


def not_saved_yet(quotation: str, *, before: str = "", after: str = "") -> Anchor:
    """An anchor at words that somebody has typed and not saved: it is found once they are."""
    words = " ".join(quotation.split())
    return Anchor(words, words, before[-AROUND:], after[:AROUND], is_gone=True)


def follow(anchor: Anchor, texts: Sequence[str]) -> Anchor:
    """The same place in a text that was edited since.

    It is where its words stand between enough of what stood around them, else between the very
    words that stood around it, whatever they hold now; else it is gone, and comes back when they
    do.
    """
    if anchor.is_whole or _stands(anchor, texts):
        return anchor
    found = _same_words(anchor, texts) or _same_surroundings(anchor, texts)
    if found is None:
        return replace(anchor, is_gone=True)
    return replace(found, quotation=anchor.quotation)


def _stands(anchor, texts):
    if anchor.is_gone or anchor.block >= len(texts):
        return False
    text = texts[anchor.block]
    at = _at(anchor.block, anchor.start, anchor.passage, text)
    return text.startswith(anchor.passage, anchor.start) and _likeness(anchor, at) == 1


def _same_words(anchor, texts):
    best, most = None, 0.0
    for place in islice(_places(anchor, texts), MOST_PLACES):
        likeness = _likeness(anchor, place)
        if likeness == 1:
            return place
        if likeness >= 0.5 and likeness > most:
            best, most = place, likeness
    return best


def _places(anchor: Anchor, texts: Sequence[str]) -> Iterator[Anchor]:
    """Where the same words stand, in the block itself, and in others the nearer the earlier."""
    for number in _outwards(anchor.block, len(texts)):
        text = texts[number]
        start = text.find(anchor.passage)
        while start >= 0:
            yield _at(number, start, anchor.passage, text)
            start = text.find(anchor.passage, start + 1)


def _same_surroundings(anchor, texts):
    """A passage that was rewritten between words that stand once."""
    if len(anchor.before) + len(anchor.after) < AROUND // 2:
        return None
    longest = 3 * len(anchor.passage) + 2 * AROUND
    for number in _outwards(anchor.block, len(texts)):
        text = texts[number]
        first = text.find(anchor.before) if anchor.before else 0
        start = first + len(anchor.before)
        end = text.find(anchor.after, start) if anchor.after else len(text)
        is_there = first >= 0 and start < end <= start + longest
        if is_there and text[start:end].strip():
            return _at(number, start, text[start:end], text)
    return None


def _outwards(middle: int, count: int) -> Iterator[int]:
    middle = min(middle, max(count - 1, 0))
    for distance in range(max(middle, count - 1 - middle) + 1):
        for number in dict.fromkeys((middle - distance, middle + distance)):
            if 0 <= number < count:
                yield number


def _at(block: int, start: int, passage: str, text: str) -> Anchor:
    end = start + len(passage)
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return Anchor(passage, passage, before, after, block, start)


def _likeness(anchor, place):
    """How much of what stood around it stands around a place, from 0 to 1."""
    around = len(anchor.before) + len(anchor.after)
    if not around:
        return 0.0 if place.before or place.after else 1.0
    same = _common(anchor.before[::-1], place.before[::-1]) + _common(anchor.after, place.after)
    is_alike = (anchor.before, anchor.after) == (place.before, place.after)
    return 1.0 if is_alike else min(same / around, 0.99)


def _common(one, other):
    """How many characters two texts begin with alike."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count
