"""Whether two sentences on who paid are one, but for a misprint or a small word."""

import re
from difflib import SequenceMatcher

WORD = re.compile(r"[\w’'-]+")
# Of the words of both, so much has to be the same.
ENOUGH = 0.7
# What turns a sentence round.
NOT = frozenset(
    ("not", "no", "never", "nor", "nicht", "kein", "keine", "keiner", "nie", "bez", "nikt")
    + ("не", "без", "ні", "ніхто", "никто", "няма")
)
# An English number: "grant no. 17", "No: LF-4".
NUMBERED = re.compile(r"\bno\b\.?:?\s*(?=[\w/-]*\d)", re.IGNORECASE)
# Of the letters of two words, so much; the rest is a misprint.
NEARLY = 0.75


def are_alike(text: str, other: str) -> bool:
    """Whether one is a variant of the other.

    Where a number or a name is in one and not in the other, and is no misprint of one there, they
    tell of two grants.
    """
    words, others = WORD.findall(text), WORD.findall(other)
    if denies(text) != denies(other):
        return False
    here, there = _only(words, others), _only(others, words)
    same = len(words) + len(others) - len(here) - len(there)
    if same < ENOUGH * (len(words) + len(others)):
        return False
    return _tell_no_more(here, there, words[:1]) and _tell_no_more(there, here, others[:1])


def differ_in_small_words(text: str, other: str) -> bool:
    """Whether no name and no number is in one of two variants that is not in the other."""
    words, others = WORD.findall(text), WORD.findall(other)
    differing = [*_only(words, others), *_only(others, words)]
    opening = {*words[:1], *others[:1]}
    return not any(_tells(word) and word not in opening for word in differing)


def denies(text: str) -> bool:
    """Whether something in it says no; “grant no. 17” does not."""
    words = WORD.findall(NUMBERED.sub(" ", text))
    return not NOT.isdisjoint(word.casefold() for word in words)


def _only(words, others):
    """The words that are not among the others, however often."""
    left = [word.casefold() for word in others]
    found = []
    for word in words:
        if word.casefold() in left:
            left.remove(word.casefold())
        else:
            found.append(word)
    return found


def _tell_no_more(words, others, opening):
    telling = (word for word in words if _tells(word) and word not in opening)
    return all(any(_nearly(word, other) for other in others) for word in telling)


def _tells(word):
    return word[0].isupper() or any(map(str.isdigit, word))


def _nearly(word, other):
    if any(map(str.isdigit, word + other)):
        return False
    return SequenceMatcher(None, word.casefold(), other.casefold()).ratio() >= NEARLY
