"""Texts that read almost the same: one of the two is probably a slip."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from django.utils.translation import gettext as _

from funding.checks.remark import Remark
from newsroom.kit.text import name_key, normal

# Of 100 letters five may differ: a slip of the pen measures 0.98 and more.
NEARLY = 0.95
# Letters are compared for the most alike texts alone; before that, words in any order.
WORDS_ALIKE = 0.7
CLOSELY_READ = 10
TOLD = 3

# Two projects of one funder have texts that differ in these, and are meant to.
OF_THE_PROJECT = re.compile(r"[“„«\"].*?[”“»\"]|\d+(?:[.,\s]\d+)*", re.DOTALL)


def near(text: str, others: Iterable[tuple[str, str]]) -> Iterator[Remark]:
    """Remark on other texts that are almost this one, on the most alike first.

    `others` are pairs ``(what it is called, its text)``. A text that is equal
    letter for letter is no slip, nor is one that differs only in its numbers
    and in what stands in quotation marks.
    """
    found = sorted(_nearly_the_same(text, others), key=lambda found: -found[0])
    for _ratio, called in found[:TOLD]:
        words = _("Reads almost the same as %s, and not quite: is that meant?")
        yield Remark("almost-the-same", words % called)


def _nearly_the_same(text, others):
    candidates = [
        other for other in others if other[1] != text and not _of_another_project(text, other[1])
    ]
    candidates = sorted(
        ((_words_alike(text, other), called, other) for called, other in candidates),
        key=lambda candidate: -candidate[0],
    )
    for alike, called, other in candidates[:CLOSELY_READ]:
        if alike >= WORDS_ALIKE:
            ratio = SequenceMatcher(None, _plain(other), _plain(text), autojunk=False).ratio()
            if ratio >= NEARLY:
                yield ratio, called


def _of_another_project(text, other):
    """Whether both say the same of two projects: not of one whose title has another apostrophe."""
    same = OF_THE_PROJECT.sub("…", _plain(text)) == OF_THE_PROJECT.sub("…", _plain(other))
    return same and name_key(text) != name_key(other)


def _words_alike(text, other):
    """The share of words that both have, in whatever order; 1.0 is all of them."""
    ours, theirs = Counter(_plain(text).split()), Counter(_plain(other).split())
    both = sum((ours & theirs).values())
    return 2 * both / max(ours.total() + theirs.total(), 1)


def _plain(text):
    """Without case and without what tells one space from another."""
    return " ".join(normal("NFKC", text).casefold().split())
