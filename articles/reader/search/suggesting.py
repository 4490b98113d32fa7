"""Where nothing is found: what a reader may have meant, and what finds something."""

import json
from collections.abc import Iterator
from dataclasses import replace
from difflib import get_close_matches

from django.db import connection

from articles.finding.matching import headed, holding
from articles.models import PublishedVersion, VersionByline, VersionTag
from articles.reader.search.wanted import Wanted
from newsroom.kit.json_rows import JsonRows
from newsroom.search.analyser import words, written

# Near words are those over the newest pieces with a word that begins alike, and are so much alike.
NEWEST, LIKENESS = 200, 0.72
MOST = 5


def suggestions(wanted: Wanted) -> list[Wanted]:
    """What is like what was wanted and finds a live piece, at most two queries.

    Words that are near are those over live pieces alone: nobody learns from them what else is
    written here.
    """
    offered = list(dict.fromkeys(_like(wanted))) if wanted.asked else []
    if not offered:
        return []
    asking = [holding(one.asked, one.versions()).order_by() for one in offered]
    told = [rows.values("pk").query.sql_with_params() for rows in asking]
    exist = ", ".join(f"EXISTS ({sql})" for sql, _parameters in told)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {exist}", [one for _sql, these in told for one in these])
        finding = cursor.fetchone()
    return [one for one, finds in zip(offered, finding, strict=True) if finds][:MOST]


def _like(wanted: Wanted) -> Iterator[Wanted]:
    """Yield what may be meant: other words, the same without what narrows them, each by itself."""
    terms = [term for asked in wanted.asked.terms for term in asked.words]
    anywhere = replace(wanted.widened, q=" ".join(terms))
    near = _near(terms)
    corrected = " ".join(near.get(term, term) for term in terms)
    if near:
        yield replace(wanted, q=corrected)
        yield replace(anywhere, q=corrected)
    if wanted.narrowed or anywhere.q != wanted.q:
        yield replace(wanted, q=anywhere.q)
        yield anywhere
    if len(terms) > 1:
        for term in terms:
            yield replace(anywhere, q=near.get(term, term))


def _near(terms: list[str]) -> dict[str, str]:
    """Words that stand over no piece, each with one that does and is near to it."""
    printed = _printed(sorted({start for term in terms for start in _beginnings(term)}))
    near = {}
    for term in terms:
        if term not in printed:
            for like in get_close_matches(term, printed, n=1, cutoff=LIKENESS):
                near[term] = printed[like]
    return near


def _beginnings(word: str) -> set[str]:
    """How a word may begin that somebody meant: as it does, without its second letter, or with the
    first two in the other order.
    """
    first, second, third = word[0], word[1:2], word[2:3]
    return {first + second, first + third, second + first}


def _printed(starts: list[str]) -> dict[str, str]:
    """The words that stand over the newest live pieces, folded, each as it is printed there."""
    live = headed(starts, PublishedVersion.objects.live())
    named = {
        "signed": JsonRows(VersionByline, key="version_id", order="position"),
        "tagged": JsonRows(VersionTag, key="version_id", order="position"),
    }
    rows = live.annotate(**named).values_list("title", "standfirst", *named)[:NEWEST]
    found: dict[str, str] = {}
    for title, standfirst, *told in rows:
        names = (row["name"] for rows in told for row in json.loads(rows))
        for text in (title, standfirst, *names):
            for start, end in written(text):
                for folded in words(text[start:end]):
                    found.setdefault(folded, text[start:end])
    return found
