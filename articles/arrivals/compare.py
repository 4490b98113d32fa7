"""Comparing what is here with what a file holds: posts by status, authors, pictures, words."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import TextIO

from articles.arrivals.incoming import IncomingPiece, State
from articles.arrivals.printable import printable
from articles.former.models import Arrival, FormerSite
from articles.models import PublishedVersion
from newsroom.kit.html import plain
from newsroom.kit.text import normal

WORD = re.compile(r"\w+")


def compare(pieces: Iterable[IncomingPiece], site: FormerSite | None, out: TextIO) -> int:
    """Say what differs, piece by piece, and return how many pieces do."""
    versions = PublishedVersion.objects
    live = {*versions.live().values_list("article", flat=True)}
    live |= {*versions.live_pages().values_list("article", flat=True)}
    states: Counter = Counter()
    seen: set[str] = set()
    problems = 0
    for piece in map(printable, pieces):
        states[piece.state] += 1
        found = list(_differences(piece, site, live, seen))
        if found:
            problems += 1
        else:
            seen.add(piece.key)
        for difference in found:
            out.write(f"{piece.place}, “{piece.title}”: {difference}")
    for state, number in sorted(states.items()):
        out.write(f"{number} {state}")
    return problems


def _differences(piece, site, live, seen):
    if piece.wrong:
        yield piece.wrong
        return
    if piece.key in seen:
        yield "it is not here: another one has the same key, and came first"
        return
    arrival = (
        Arrival.objects.filter(site=site, kind=Arrival.Kind.PIECE, key=piece.key)
        .select_related("article")
        .first()
    )
    if arrival is None or arrival.article is None:
        yield "it is not here"
        return
    article = arrival.article
    if piece.state == State.LIVE and article.pk not in live:
        yield "it is not live"
    names = [byline.author.name for byline in article.bylines.select_related("author")]
    if piece.authors and len(names) != len({author.key for author in piece.authors}):
        yield f"it was signed by {len(piece.authors)}, and is by {', '.join(names) or 'nobody'}"
    told = _words(" ".join(one.why for one in article.guesses.all()))
    if lost := words_of(piece.body) - words_of(article.body) - told:
        yield f"words are missing: {' '.join(sorted(lost)[:20])}"


def words_of(html: str) -> Counter:
    """The words that a reader sees, each with how often, however their accents are written."""
    return _words(plain(html))


def _words(text):
    return Counter(WORD.findall(normal("NFC", text).casefold()))
