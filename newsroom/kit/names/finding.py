"""Finding names in a text, declined or not: whole words, in time that grows with the text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from newsroom.kit.names.inflection import stem
from newsroom.kit.text import normal

# Letters with stops between them are one word (“U.S.”), and so is one with an apostrophe inside.
WORD = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]\b|[^\W_]+(?:['’ʼ][^\W_]+)*")
# Soft hyphens, joiners and direction marks; stress marks over Cyrillic vowels.
UNSEEN = re.compile("[\u00ad\u0300-\u036f\u200b-\u200f\u2060\ufeff]")
# An abbreviation of up to three letters is too easily some other word.
SHORT = 3
AROUND = 60

What = TypeVar("What")


@dataclass(frozen=True)
class Passage:
    """The words of a text that read as a name, and some of its line before and after them."""

    before: str
    words: str
    after: str

    def __str__(self):
        return f"{self.before}{self.words}{self.after}"


@dataclass(frozen=True)
class _Word:
    text: str
    start: int
    end: int


def find_names(names: Iterable[tuple[str, What]], text: str, language: str) -> dict[What, Passage]:
    """Return what the text names, as {what: the first Passage}, in the order of the text.

    `names` are pairs of a name and what it is the name of; several names may
    be of one thing. Case, accents and inflection (in the language of the
    text, BCP 47) are set aside; a name never spans two lines, but any
    punctuation may stand between its words. Where one name begins another,
    the longer counts. A name of a single word has its capital letter in the
    text as well; up to three letters have to be exactly the same.
    """
    tree, found = _tree(names, language), {}
    for line in text.split("\n"):
        line = _readable(line)
        words = _words(line)
        stems = [stem(word.text, language) for word in words]
        for first in range(len(words)):
            length, subjects = _longest(tree, words, stems, first)
            for what in subjects:
                if what not in found:
                    found[what] = _passage(line, words[first].start, words[first + length - 1].end)
    return found


def _tree(names, language):
    """Nested by stem; under None stand the names that end there, as (words, what)."""
    tree: dict[str | None, Any] = {}
    for name, what in names:
        words = [word.text for word in _words(_readable(name))]
        if len(words) > 1 and words[0].casefold() == "the":
            words = words[1:]
        branch = tree
        for word in words:
            branch = branch.setdefault(stem(word, language), {})
        if words:
            branch.setdefault(None, []).append((words, what))
    return tree


def _longest(tree, words, stems, first):
    """How many words the longest name that begins here has, and what it names."""
    branch = tree
    longest: tuple[int, list] = (0, [])
    for place in range(first, len(stems)):
        branch = branch.get(stems[place])
        if branch is None:
            break
        subjects = [
            what for name, what in branch.get(None, []) if _reads_as(name, words[first].text)
        ]
        if subjects:
            longest = place - first + 1, subjects
    return longest


def _reads_as(name, first_word):
    if len(name) > 1:
        return True
    if len(name[0]) <= SHORT:
        return first_word == name[0]
    return first_word[0].isupper() or not name[0][0].isupper()


def _readable(line):
    return UNSEEN.sub("", normal("NFKC", line))


def _words(line):
    return [_Word(found[0].replace(".", ""), *found.span()) for found in WORD.finditer(line)]


def _passage(line, start, end):
    before, after = line[max(0, start - AROUND) : start], line[end : end + AROUND]
    if start > AROUND:
        before = "…" + before.partition(" ")[2]
    if end + AROUND < len(line):
        after = after.rpartition(" ")[0] + "…"
    return Passage(before, line[start:end], after)
