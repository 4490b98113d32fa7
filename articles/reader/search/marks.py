"""Where what was asked for stands in a printed text: marked, and what stands around it."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from articles.finding.asking import Asked
from newsroom.search.analyser import stem_of, words, written

# How long an excerpt is, in characters, and how much of it stands before the first mark; and of how
# many places in a text the best is chosen.
LENGTH, BEFORE, PLACES = 280, 70, 40
Span = tuple[int, int, int]


class Marks:
    """For one page of results: what is asked for in one text is often asked in the next."""

    def __init__(self, asked: Asked) -> None:
        self.singles = [
            (number, dict.fromkeys(form for form, _begins in term.ways()), term.ways()[0])
            for number, term in enumerate(asked.terms)
            if not term.is_row
        ]
        self.rows = [(n, term.words) for n, term in enumerate(asked.terms) if term.is_row]
        self.asked = asked
        self._term = lru_cache(maxsize=2**15)(self._term_of)

    def marked(self, text: str, language: str) -> SafeString:
        """The text, escaped, with what was asked for in ``<mark>``."""
        return _marked(text, self._spans(text, language))

    def all_in(self, text: str, language: str) -> bool:
        """Whether all that was asked for stands in a text."""
        return {number for _start, _end, number in self._spans(text, language)} == set(
            range(len(self.asked.terms))
        )

    def excerpt(self, text: str, language: str) -> SafeString | str:
        """Of a text what stands around most of what was asked for, marked; empty where nothing of
        it stands there.
        """
        spans = list(islice(self._spans(text, language), PLACES))
        if not spans:
            return ""
        start, end = _window(text, spans)
        inside = [(a - start, b - start, n) for a, b, n in spans if a >= start and b <= end]
        before, after = "… " if start else "", " …" if end < len(text) else ""
        return mark_safe(f"{before}{_marked(text[start:end], inside)}{after}")

    def _spans(self, text: str, language: str) -> Iterator[Span]:
        """Where the terms stand, each as (start, end, number of the term), none within another."""
        places = list(written(text))
        done = 0
        for place, (start, end) in enumerate(places):
            if place < done:
                continue
            if row := self._row_at(text, places, place):
                length, number = row
                done = place + length
                yield start, places[done - 1][1], number
            elif (number := self._term(text[start:end], language)) is not None:
                yield start, end, number

    def _term_of(self, word: str, language: str) -> int | None:
        """The number of the first single term that a word is a form of."""
        for folded in words(word):
            stem = stem_of(folded, language)
            for number, forms, (asked_for, begins) in self.singles:
                if folded in forms or stem in forms or (begins and folded.startswith(asked_for)):
                    return number
        return None

    def _row_at(self, text, places, place):
        for number, row in self.rows:
            here = places[place : place + len(row)]
            if len(here) == len(row) and tuple(words(text[here[0][0] : here[-1][1]])) == row:
                return len(row), number
        return None


def _window(text, spans):
    """From where to where of a text the most terms stand near to one another."""

    def near(first):
        return {
            n for start, end, n in spans if start >= first[0] and end <= first[0] + LENGTH - BEFORE
        }

    best = max(spans, key=lambda span: len(near(span)))
    start = max(best[0] - BEFORE, 0)
    end = min(start + LENGTH, len(text))
    if start:
        start = text.find(" ", start, best[0]) + 1 or best[0]
    if end < len(text):
        end = max(text.rfind(" ", best[1], end), best[1])
    return start, end


def _marked(text, spans):
    parts, done = [], 0
    for start, end, _number in spans:
        parts += [escape(text[done:start]), "<mark>", escape(text[start:end]), "</mark>"]
        done = end
    return mark_safe("".join([*parts, escape(text[done:])]))
