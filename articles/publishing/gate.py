"""The gate: what must be true before readers see a piece. Small readers that yield problems."""

from django.utils import timezone
from django.utils.translation import gettext as _

from articles.disclosure.resolve import resolve
from articles.mentions.detector import mentions
from articles.mentions.interests import speakers, unconfirmed, undeclared
from articles.models.choices import AUTHORING
from articles.models.problem import Problem
from newsroom.kit.html import plain


def problems(article, at=None):
    """Everything that stands between a piece and its readers, blockers first.

    `at` is when it would be published (now, unless told otherwise).
    """
    found = [problem for check in CHECKS for problem in check(article)]
    resolution = resolve(article, at)
    found += resolution.problems
    found += mentions_are_decided(article, resolution, at)
    found += interests_are_declared(article, at)
    return sorted(found, key=lambda problem: not problem.blocks)


def has_a_title(article):
    if not article.title.strip():
        yield Problem("title-missing", _("Give the piece a title."), "title")


def has_a_body(article):
    if not plain(article.body).strip():
        yield Problem("body-missing", _("The piece has no text."), "body")


def has_a_byline(article):
    if not article.bylines.filter(role__in=AUTHORING).exists():
        yield Problem("byline-missing", _("Name at least one author."), "bylines")


def has_a_section(article):
    if not article.section_id:
        yield Problem("section-missing", _("File the piece under a section."), "section")


def has_a_standfirst(article):
    if not article.standfirst.strip():
        yield Problem(
            "standfirst-missing",
            _("A standfirst helps readers decide what to read."),
            "standfirst",
            blocks=False,
        )


def lead_image_is_there(article):
    if article.lead_caption and not article.lead_photo:
        yield Problem(
            "lead-image-missing",
            _("There is a caption for a lead image, and no lead image: nothing of it is printed."),
            "lead_photo",
            blocks=False,
        )


def lead_image_is_described(article):
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


def guesses_are_confirmed(article):
    open_guesses = article.guesses.filter(confirmed_at=None)
    if open_guesses:
        yield Problem(
            "guesses-unconfirmed",
            _("The import guessed, and nobody has confirmed: %s")
            % " ".join(guess.why for guess in open_guesses),
            "guesses",
            blocks=False,
        )


def mentions_are_decided(article, resolution, at):
    for mention in mentions(article, resolution, at):
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


def interests_are_declared(article, at):
    authors, day = speakers(article), timezone.localdate(at)
    if missing := undeclared(authors, day):
        yield Problem(
            "interest-missing",
            _("Ask for a declaration of interests, none holds now: %s.") % _names(missing),
            "bylines",
            blocks=False,
        )
    if silent := unconfirmed(article, authors, day):
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
    has_a_byline,
    has_a_section,
    has_a_standfirst,
    lead_image_is_there,
    lead_image_is_described,
    guesses_are_confirmed,
)
