"""The gate: what must be true before readers see a piece. Small readers that yield problems."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.disclosure.near import window
from articles.disclosure.resolve import Resolution, resolve
from articles.mentions.detector import Mention, mentions
from articles.mentions.ties import (
    declared,
    speakers,
    speaking,
    unconfirmed,
    undeclared,
)
from articles.models import Article, Byline, Guess, VersionGrant, VersionWithheld
from articles.models.problem import Problem
from authors.models import Author
from newsroom.kit.html import plain
from newsroom.kit.names.finding import find_names


@dataclass(frozen=True)
class Findings:
    """What one look at a working copy finds.

    `problems` stand between the piece and its readers, blockers first;
    `resolution` is what it would say about its funding, `mentions` are those
    whom its text names and somebody has to judge, `guesses` are those of an
    import that nobody has confirmed.
    """

    problems: list[Problem]
    resolution: Resolution
    mentions: list[Mention]
    guesses: list[Guess]


def look(article: Article, at: datetime | None = None) -> Findings:
    """Ask everything that the gate asks, once.

    `at` is when the piece would be published (now, unless told otherwise).
    """
    bylines = speaking(article)
    resolution = resolve(article, at)
    named = mentions(article, resolution, bylines, at)
    found = [problem for check in CHECKS for problem in check(article)]
    found += has_a_byline(bylines)
    guesses = list(article.guesses.filter(confirmed_at=None))
    found += guesses_are_confirmed(guesses)
    found += resolution.problems
    found += funders_are_known(resolution)
    found += grants_take_the_piece(article, resolution, at)
    found += private_donors_are_not_named(article, resolution)
    found += mentions_are_decided(named)
    found += interests_are_declared(article, speakers(bylines), at)
    found.sort(key=lambda problem: not problem.blocks)
    return Findings(found, resolution, named, guesses)


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


def has_a_standfirst(article: Article) -> Iterator[Problem]:
    if not article.standfirst.strip():
        yield Problem(
            "standfirst-missing",
            _("A standfirst helps readers decide what to read."),
            "standfirst",
            blocks=False,
        )


def lead_image_is_there(article: Article) -> Iterator[Problem]:
    if article.lead_caption and not article.lead_photo:
        yield Problem(
            "lead-image-missing",
            _("There is a caption for a lead image, and no lead image: nothing of it is printed."),
            "lead_photo",
            blocks=False,
        )


def lead_image_is_described(article: Article) -> Iterator[Problem]:
    if article.lead_photo and not article.lead_photo.alt:
        yield Problem(
            "lead-alt-missing",
            _("The lead image has no alternative text for readers who cannot see it."),
            "lead_photo",
            blocks=False,
        )
    if article.lead_photo and not (article.lead_credit or article.lead_photo.credit):
        yield Problem(
            "lead-credit-missing", _("The lead image has no credit."), "lead_credit", blocks=False
        )


def guesses_are_confirmed(guesses: Collection[Guess]) -> Iterator[Problem]:
    if guesses:
        yield Problem(
            "guesses-unconfirmed",
            _("The import guessed, and nobody has confirmed: %s")
            % " ".join(guess.why for guess in guesses),
            "guesses",
            blocks=False,
        )


def funders_are_known(resolution: Resolution) -> Iterator[Problem]:
    """What would be printed about a grant without its kind, or about a payer without theirs."""
    named = [covered.grant for covered in resolution.grants if covered.is_named]
    for grant in named:
        if not grant.kind:
            words = _(
                "Nobody has said whether the grant “%s” is money for a project, core support or "
                "in kind, so nothing is printed about that. A funding manager can say so."
            )
            yield Problem("grant-kind-unknown", words % grant, "funding", blocks=False)
    public = [p.funder for grant in named for p in grant.parties.all() if p.funder.public]
    for funder in dict.fromkeys(public):
        if not funder.kind:
            words = _(
                "Nobody has said what kind of funder “%s” is, so nothing is printed about that. "
                "A funding manager can say so; a person is named only with their consent on file."
            )
            yield Problem("funder-kind-unknown", words % funder, "funding", blocks=False)


def grants_take_the_piece(
    article: Article, resolution: Resolution, at: datetime | None
) -> Iterator[Problem]:
    """Remark on grants that come to a piece on a day for which they were not given.

    What is printed on the live version already was remarked on when it came.
    """
    day = timezone.localdate(article.first_published_at or at)
    grants = [covered.grant for covered in resolution.grants]
    odd = [grant for grant in grants if not grant.takes(day) or grant.is_over(day)]
    known = _grants_of_the_live_version(article, at) if odd else set()
    for grant in odd:
        if grant.pk in known:
            continue
        if not grant.takes(day):
            words = _(
                "The grant “%(grant)s” is for pieces first published %(window)s; this one would be "
                "on %(day)s."
            )
            facts = {"window": window(grant.pieces_from, grant.pieces_until)}
            facts |= {"grant": grant.title, "day": date_format(day)}
            yield Problem("grant-window", words % facts, "funding", blocks=False)
        if grant.is_over(day):
            words = _("The grant “%(grant)s” is %(status)s: ask whether it pays for this piece.")
            facts = {"grant": grant.title, "status": grant.get_status_display()}
            yield Problem("grant-over", words % facts, "funding", blocks=False)


def _grants_of_the_live_version(article, at):
    live = article.versions.live(at)
    named = VersionGrant.objects.filter(version__in=live).values_list("grant", flat=True)
    withheld = VersionWithheld.objects.filter(version__in=live).values_list("grant", flat=True)
    return {*named, *withheld}


def private_donors_are_not_named(article: Article, resolution: Resolution) -> Iterator[Problem]:
    """What would be printed beside the piece, in whose words ever, and names a private donor."""
    donors = {
        party.funder
        for covered in resolution.grants
        for party in covered.grant.parties.all()
        if party.funder.is_private
    }
    names = [(name, donor) for donor in donors for name in donor.names()]
    texts = [one.wording.text for one in resolution.disclosures if one.is_printed]
    texts += [covered.grant.title for covered in resolution.grants if covered.is_named]
    for text in texts if names else ():
        for donor in find_names(names, text, article.language):
            words = _(
                "%(donor)s has not consented to be named, and this would: “%(text)s”. A funding "
                "manager puts the consent on file, or changes the words."
            )
            facts = {"donor": donor, "text": text}
            yield Problem("donor-named", words % facts, "funding")


def mentions_are_decided(named: Iterable[Mention]) -> Iterator[Problem]:
    for mention in named:
        name = mention.tie.name
        if mention.decision is None and mention.tie.funder:
            words = _(
                "The text mentions %s, which funds this publication: "
                "disclose it, or say why it is not relevant."
            )
            yield Problem("mention-undecided", words % name, "mentions")
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
            yield Problem("mention-undisclosed", words % name, "mentions")


def interests_are_declared(
    article: Article, authors: Collection[Author], at: datetime | None
) -> Iterator[Problem]:
    known = declared(authors, timezone.localdate(at))
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


CHECKS = (
    has_a_title,
    has_a_body,
    has_a_section,
    has_a_standfirst,
    lead_image_is_there,
    lead_image_is_described,
)
