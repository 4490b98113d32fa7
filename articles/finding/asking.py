"""What somebody typed, as it is looked for: words, “words in a row”, and -words that are not to be
there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from newsroom.kit import languages
from newsroom.kit.names.inflection import has_rules
from newsroom.search.analyser import stems, words

# Of what is typed so much is read, and so many terms are looked for.
LONGEST, MOST_TERMS = 1_000, 12
# A beginning of fewer letters is looked for as a whole word.
SHORTEST_PREFIX = 3
QUOTES = str.maketrans(dict.fromkeys("“”„‟«»″", '"'))
PART = re.compile(r'(?P<no>(?<!\S)[-−])?(?:"(?P<row>[^"]*)"?|(?P<word>[^\s"]+))')


class Term(NamedTuple):
    """Folded words that follow one another. A single one `is_meant_so` where it stood in quotation
    marks: no other form of it is looked for.
    """

    words: tuple[str, ...]
    is_meant_so: bool = False

    @property
    def is_row(self) -> bool:
        return len(self.words) > 1

    def ways(self) -> list[tuple[str, bool]]:
        """In what ways a single word may stand in the index, each with whether it is a beginning.

        Its forms are found by stems; in a language that has none, by its beginning.
        """
        (word,) = self.words
        if self.is_meant_so:
            return [(word, False)]
        known = all(has_rules(code) for code, _name in languages.spoken())
        begins = not known and len(word) >= SHORTEST_PREFIX
        return [(word, begins), *((stem, False) for stem in sorted(stems(word)))]


@dataclass(frozen=True)
class Asked:
    """The terms that a piece has to hold, all of them, and those that it must not hold."""

    terms: tuple[Term, ...]
    without: tuple[Term, ...] = ()
    is_cut: bool = False

    def __bool__(self) -> bool:
        return bool(self.terms)

    @property
    def has_rows(self) -> bool:
        return any(term.is_row for term in self.terms + self.without)


def asked(typed: str) -> Asked:
    """What a text asks for. Whatever is typed asks for something, or for nothing."""
    found: dict[bool, dict[Term, None]] = {False: {}, True: {}}
    for is_unwanted, term in _terms(typed[:LONGEST].translate(QUOTES)):
        found[is_unwanted][term] = None
    wanted, unwanted = list(found[False]), list(found[True])
    is_cut = len(typed) > LONGEST or max(len(wanted), len(unwanted)) > MOST_TERMS
    return Asked(tuple(wanted[:MOST_TERMS]), tuple(unwanted[:MOST_TERMS]), is_cut)


def _terms(text: str) -> Iterator[tuple[bool, Term]]:
    for part in PART.finditer(text):
        is_unwanted, in_row = bool(part["no"]), part["row"] is not None
        folded = tuple(words(part["row"] if in_row else part["word"]))
        if not folded:
            continue
        if in_row or is_unwanted:
            yield is_unwanted, Term(folded, is_meant_so=in_row)
        else:
            yield from ((False, Term((word,))) for word in folded)
