"""The gate: what must be true before readers see a piece. Small readers that yield problems."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.disclosure.resolve import Resolution, resolve
from articles.mentions.detector import Mention, mentions
from articles.mentions.ties import (
    Ours,
    declared,
    speakers,
    speaking,
    unconfirmed,
    undeclared,
)
from articles.models import Article, Byline, Guess, Photo
from articles.models.choices import Funding
from articles.models.problem import Problem
from articles.publishing.belongings import Belongings
from articles.publishing.page_address import has_a_free_address
from articles.publishing.payers import (
    funders_are_known,
    grants_take_the_piece,
    private_donors_are_not_named,
)
from articles.publishing.picture_checks import (
    figures_are_settled,
    lead_image_is_settled,
    lead_image_is_there,
    photos_in_the_texts,
)
from authors.models import Author
from newsroom.kit.html import plain
from newsroom.kit.moments import day_of


@dataclass(frozen=True)
class Findings:
    """What one look at a working copy finds.

    `problems` stand between the piece and its readers, blockers first;
    `resolution` is what it would say about its funding, `mentions` are those
    whom its text names and somebody has to judge, `guesses` are those of an
    import that nobody has confirmed. `photos` stand in its text, by their keys.
    """

    problems: list[Problem]
    resolution: Resolution
    mentions: list[Mention]
    guesses: list[Guess]
    photos: Mapping[int, Photo]


def look(
    article: Article,
    at: datetime | None = None,
    belongings: Belongings | None = None,
    ours: Ours | None = None,
) -> Findings:
    """Ask everything that the gate asks, once.

    `at` is when the piece would be published (now, unless told otherwise). `belongings` are
    what it would have, where they were read already or are not saved yet; `ours` is what was read
    of who pays for the publication.
    """
    bylines = belongings.speaking if belongings else speaking(article)
    resolution = belongings.resolve(at) if belongings else resolve(article, at)
    named = mentions(article, resolution, bylines, at, ours)
    guesses = list(article.guesses.filter(confirmed_at=None))
    photos = photos_in_the_texts([article])
    found = list(in_the_way(article, resolution, bylines, named, photos))
    found += [problem for check in REMARKS for problem in check(article)]
    found += guesses_are_confirmed(guesses)
    found += [problem for problem in resolution.problems if not problem.blocks]
    found += funders_are_known(resolution)
    found += grants_take_the_piece(article, resolution, at)
    if not article.is_page:
        found += interests_are_declared(article, speakers(bylines), at)
    return Findings(found, resolution, named, guesses, photos)


def in_the_way(
    article: Article,
    resolution: Resolution,
    bylines: Collection[Byline],
    named: Iterable[Mention],
    photos: Mapping[int, Photo],
) -> Iterator[Problem]:
    """Yield the blockers: what nobody can acknowledge. What belongs to the piece is handed in.

    A page of the publication itself needs no section and nobody who signs it.
    """
    yield from has_a_title(article)
    yield from has_a_body(article)
    yield from has_a_free_address(article) if article.is_page else has_a_section(article)
    yield from lead_image_is_settled(article)
    yield from figures_are_settled(article, photos)
    if not article.is_page:
        yield from has_a_byline(bylines)
    yield from (problem for problem in resolution.problems if problem.blocks)
    yield from is_declared_here(article)
    yield from private_donors_are_not_named(article, resolution)
    yield from mentions_are_decided(named)
    yield from suggestions_are_settled(article)
    yield from translation_is_one(article)


def problems(article: Article, at: datetime | None = None) -> list[Problem]:
    """Everything that stands between a piece and its readers, blockers first."""
    return look(article, at).problems


def has_a_title(article: Article) -> Iterator[Problem]:
    if not article.title.strip():
        yield Problem("title-missing", _("Give the piece a title."), "title")


def has_a_body(article: Article) -> Iterator[Problem]:
    if not plain(article.body):
        yield Problem("body-missing", _("The piece has no text."), "body")


def has_a_byline(bylines: Collection[Byline]) -> Iterator[Problem]:
    if not bylines:
        yield Problem("byline-missing", _("Name at least one author."), "bylines")


def has_a_section(article: Article) -> Iterator[Problem]:
    if not article.section_id:
        yield Problem("section-missing", _("File the piece under a section."), "section")


def is_declared_here(article: Article) -> Iterator[Problem]:
    if article.funding == Funding.IMPORTED:
        words = _("The piece came in from elsewhere: say whether it is funded.")
        yield Problem("funding-imported", words, "funding")


def has_a_standfirst(article: Article) -> Iterator[Problem]:
    if not article.standfirst.strip() and not article.is_page:
        yield Problem(
            "standfirst-missing",
            _("A standfirst helps readers decide what to read."),
            "standfirst",
            blocks=False,
        )


def guesses_are_confirmed(guesses: Collection[Guess]) -> Iterator[Problem]:
    if guesses:
        # What they are stands in a list of its own, to which it leads.
        words = ngettext(
            "Nobody has confirmed one guess yet.",
            "Nobody has confirmed %(number)d guesses yet.",
            len(guesses),
        )
        number = {"number": len(guesses)}
        yield Problem("guesses-unconfirmed", words % number, "guesses", blocks=False)


def suggestions_are_settled(article: Article) -> Iterator[Problem]:
    # Read ahead where many pieces are asked.
    if article.proposals.all():
        yield Problem(
            "suggestions-open",
            _("Somebody suggests changes of the text: take or leave each of them."),
            "suggestions",
        )


def translation_is_one(article: Article) -> Iterator[Problem]:
    original = article.translation_of
    if original is None:
        return
    if article.language == original.language:
        words = _("It is a translation of “%s”, and in the same language: choose its own.")
        yield Problem("translation-language", words % original.title, "language")
    elif article.body == original.body:
        words = _("The text is still that of “%s”, in another language: translate it.")
        yield Problem("translation-untranslated", words % original.title, "body")


def mentions_are_decided(named: Iterable[Mention]) -> Iterator[Problem]:
    for mention in named:
        name, funder = mention.tie.name, mention.tie.funder
        tied = (funder,) if funder else ()
        if mention.decision is None and funder:
            words = _(
                "The text mentions %s, which funds this publication: "
                "disclose it, or say why it is not relevant."
            )
            yield Problem("mention-undecided", words % name, "mentions", names=tied)
        elif mention.decision is None:
            words = _(
                "The text mentions %s, to which an author is tied: "
                "disclose it, or say why it is not relevant."
            )
            yield Problem("mention-undecided", words % name, "mentions")
        elif mention.is_to_be_disclosed:
            words = _(
                "The tie to %s is to be disclosed, and nothing under the piece says so: "
                "cover the piece with a conflict-of-interest statement."
            )
            yield Problem("mention-undisclosed", words % name, "mentions", names=tied)


def interests_are_declared(
    article: Article, authors: Collection[Author], at: datetime | None
) -> Iterator[Problem]:
    known = declared(authors, day_of(at))
    if missing := undeclared(authors, known):
        yield Problem(
            "interest-missing",
            _("Ask for a declaration of interests, none holds now: %s.") % _names(missing),
            "bylines",
            blocks=False,
        )
    if silent := unconfirmed(article, authors, known):
        yield Problem(
            "interest-unconfirmed",
            _("Ask whether what was declared is everything, for this piece: %s.") % _names(silent),
            "interest_confirmations",
            blocks=False,
        )


def _names(authors):
    return ", ".join(author.name for author in authors)


REMARKS = (has_a_standfirst, lead_image_is_there)
