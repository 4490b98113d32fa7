"""How much a paragraph is like a statement on who paid, or on whose views these are.

A score above 0 is likelier such a statement than a paragraph of the text. Each sign is worth
what it tells: what texts often have too is worth little. Without the signs that make a statement
what it is, nothing else counts.
"""

import re

from ..words import pattern_of, stems_of_any
from .forms import AGENT, ORGANISATION, label_of
from .seen import Seen

SIGNS = stems_of_any(
    "funding.pays",
    "funding.thanks",
    "funding.institutions",
    "piece.text",
    "views.views",
    "views.answers",
)
# One of them is in every statement that no heading announces; most paragraphs have none.
NEEDED = stems_of_any(
    "funding.pays", "funding.thanks", "views.views", "views.answers", "views.influence"
)
LEADS_ON = re.compile(
    r"\W*(?:with|thanks|thank|dzięki|przy|mit|dank|aus|за|завдяки|коштом|пры|дзякуючы|при|благодаря"
    r"|на|support)\b",
    re.IGNORECASE,
)

NEVER = float("-inf")


def is_possible(text: str) -> bool:
    """Whether a text may say who paid or whose views it tells, as far as its words go; where it is
    not, neither score is above NEVER unless a heading stands over it.
    """
    return bool(NEEDED.search(text) or AGENT.search(text) or label_of(text))


def acknowledgement(seen: Seen) -> float:
    """Somebody paid, it was for this very piece, and there is a name or a sum."""
    gives = seen.has("funding.pays") or seen.labelled("funding.pays")
    thanks = seen.has("funding.thanks")
    headed = seen.headed == "acknowledgement"
    if not (gives or thanks or headed or _is_implied(seen)):
        return NEVER
    told = seen.organisation or seen.proper_name or seen.has_amount or seen.has_number
    about = told and _about(seen, thanks=thanks)
    if not about or _is_about_views(seen):
        return NEVER
    return (
        -4.5
        + (2.0 if gives or thanks else 1.0)
        - 2.0 * seen.orders
        + 0.5 * seen.by_an_organisation
        + about
        + (1.5 if seen.organisation else 1.0 * seen.proper_name)
        + 1.0 * seen.has_amount
        + 0.5 * seen.has_number
        + 0.5 * seen.has("funding.framework")
        + 0.5 * (seen.is_short and len(seen.sentences) == 1)
        + 1.0 * _says_it_at_once(seen)
        - 0.75 * _other_sentences(seen)
        + seen.story
        - 2.5 * ("?" in seen.text)
    )


def _is_implied(seen):
    """The verb may be any: "The authors were guests of the Open Fund for this essay"."""
    return seen.by_an_organisation and seen.organisation and seen.about_the_piece


def _says_it_at_once(seen):
    """The first of several short sentences says all of it; what follows is no story of its own."""
    first = seen.sentences[0]
    whole = (
        pattern_of("piece.text").search(first)
        and pattern_of("funding.pays").search(first)
        and ORGANISATION.search(first)
    )
    return bool(whole) and seen.is_short and len(seen.sentences) == 2


def _other_sentences(seen):
    """How many sentences say nothing of money, of whom it came from, or of the piece."""
    return sum(not SIGNS.search(sentence) for sentence in seen.sentences)


def _about(seen, *, thanks):
    """How plainly it is this piece that was paid for."""
    if seen.headed == "acknowledgement" or seen.labelled("funding.pays", "funding.thanks"):
        return 3.0
    if seen.about_the_piece or seen.quotes_a_project or _is_bare(seen):
        return 2.0
    # Whoever gives thanks speaks of their own work.
    if thanks:
        return 2.0
    if seen.speaks_of_the_author:
        return 1.5
    return 1.0 * seen.about_the_project


def _is_bare(seen):
    """``Funded by A, B and C.`` with nothing else said: what tells a story has another clause."""
    sentence = seen.sentences[0]
    leads_on = bool(LEADS_ON.match(sentence))
    # A participle opens no story: "Funded by …"; "With the support of …, it reopened" does.
    if seen.opens("funding.pays", 1) and not leads_on:
        return True
    if not (leads_on or seen.opens("funding.made", 1)) or not seen.opens("funding.pays", 5):
        return False
    return "," not in sentence or all(map(ORGANISATION.search, sentence.split(",")))


def _is_about_views(seen):
    """It begins with whose views these are, and mentions the funder after that."""
    pays, views = seen.place("funding.pays"), seen.place("views.views", "views.answers")
    return views is not None and (pays is None or views < pays)


def _denies(seen):
    """A sentence says that views do not stand for somebody's."""
    denied, stands_for = pattern_of("views.not"), pattern_of("views.stands_for")
    return any(denied.search(part) and stands_for.search(part) for part in seen.sentences)


def disclaimer(seen: Seen) -> float:
    """Views or answering for them, whose they are, and whose they are not."""
    views, answers = seen.has("views.views"), seen.has("views.answers")
    denied = seen.has("views.not")
    not_theirs = _denies(seen) or seen.has("views.differs")
    no_influence = denied and seen.has("views.influence")
    whose = seen.speaks_of_the_author or seen.about_the_piece or seen.about_the_project
    if not (views or answers or no_influence):
        return NEVER
    if not (whose or (no_influence and seen.organisation) or seen.headed == "disclaimer"):
        return NEVER
    return (
        -3.5
        + 1.5 * views
        + 1.5 * seen.speaks_of_the_author
        + (2.5 if not_theirs else 1.0 * (denied and views and seen.speaks_of_the_author))
        + 1.5 * answers
        + 1.0 * seen.has("views.own")
        + 1.0 * seen.about_the_piece
        + 0.5 * seen.organisation
        + 3.0 * no_influence
        + 2.5 * (seen.headed == "disclaimer")
        + seen.story
        - 2.5 * ("?" in seen.text)
    )
