"""How well a piece fits what is asked for: by where the words stand in it, and how new it is.

It is told here, and not by a database: readers find the same in the same order on either.
"""

from collections.abc import Callable
from datetime import datetime

from articles.finding.asking import Asked, Term

# How much a word counts in the title, the standfirst, the names of authors and tags, and the text.
TITLE, STANDFIRST, NAMES, TEXT = 1.0, 0.4, 0.2, 0.02
# How much less another form of it counts than the word that was asked for.
OTHER_FORM = 0.7
# What was published now counts so much more than what is as old as can be, and what was published
# a year ago half as much more.
FRESHNESS, YEAR = 0.5, 365.25 * 24 * 60 * 60


def weigher(asked: Asked, now: datetime) -> Callable[[datetime, str, str, str], float]:
    """What tells the weight of a piece that holds what is asked for: of its first publication, and
    the words of its title, its standfirst, and its names, as the index keeps them.
    """
    sought = [list(_sought(term)) for term in asked.terms]

    def weight(first_published_at, title, standfirst, names):
        fields = ((f" {title} ", TITLE), (f" {standfirst} ", STANDFIRST), (f" {names} ", NAMES))
        held = sum(
            TEXT
            + sum(
                counts * next((share for form, share in forms if form in words), 0)
                for words, counts in fields
            )
            for forms in sought
        )
        years = max((now - first_published_at).total_seconds(), 0) / YEAR
        return held * (1 + FRESHNESS / (1 + years))

    return weight


def _sought(term: Term):
    """What stands between other words where a term does, and how much that counts."""
    if term.is_row:
        yield f" {' '.join(term.words)} ", 1.0
        return
    word, *forms = term.ways()
    yield f" {word[0]} ", 1.0
    if word[1]:
        yield f" {word[0]}", OTHER_FORM
    for form, _begins in forms:
        yield f" {form} ", OTHER_FORM
