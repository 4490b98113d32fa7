"""What is asked for, in the words of a database.

A term holds letters, digits and their marks alone, whatever was typed: within its quotation marks
no database takes it for anything else.
"""

from typing import NamedTuple

from django.db import connection

from articles.finding.asking import Asked, Term


class Words(NamedTuple):
    """How a database says: this word; what begins like it; and what joins others. Where it does
    not know the places of words, they do not follow one another, but each is to be there.
    """

    one: str
    beginning: str
    follows: str
    either: str
    both: str
    without: str
    knows_places: bool


SAYING = {
    "sqlite": Words('"{}"', '"{}" *', " + ", " OR ", " AND ", "({}) NOT {}", True),
    "postgresql": Words("'{}'", "'{}':*", " & ", " | ", " & ", "({}) & !{}", False),
}
# Whether a row of words stands in one of the fields.
FIELDS = " || '  ' || ".join(
    f"articles_findable.{one}" for one in ("title", "standfirst", "names", "body")
)
IN_A_ROW = f"strpos(' ' || {FIELDS} || ' ', %s) > 0"


def question(asked: Asked) -> str:
    """What is asked for, as the index of the database is asked."""
    say = SAYING[connection.vendor]
    said = say.both.join(map(_said, asked.terms))
    for term in asked.without:
        if say.knows_places or not term.is_row:
            said = say.without.format(said, _said(term))
    return said


def rows(asked: Asked) -> tuple[str, list[str]]:
    """What of it the index does not know, as a condition and its parameters."""
    if SAYING[connection.vendor].knows_places or not asked.has_rows:
        return "1 = 1", []
    wanted = [term for term in asked.terms if term.is_row]
    unwanted = [term for term in asked.without if term.is_row]
    conditions = [IN_A_ROW] * len(wanted) + [f"NOT {IN_A_ROW}"] * len(unwanted)
    return " AND ".join(conditions), [f" {' '.join(term.words)} " for term in wanted + unwanted]


def beginnings(starts: list[str]) -> str:
    """Any word with one of some beginnings."""
    say = SAYING[connection.vendor]
    return say.either.join(say.beginning.format(start) for start in starts)


def _said(term: Term) -> str:
    say = SAYING[connection.vendor]
    if term.is_row:
        return f"({say.follows.join(say.one.format(word) for word in term.words)})"
    ways = ((say.beginning if begins else say.one).format(word) for word, begins in term.ways())
    return f"({say.either.join(ways)})"
