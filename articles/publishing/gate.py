"""The gate: what must be true before readers see a piece. Small readers that yield problems."""

from django.utils.translation import gettext as _

from articles.models.choices import AUTHORING
from articles.publishing.disclosures import resolve
from articles.publishing.problems import Problem
from newsroom.kit.html import plain


def problems(article, at=None):
    """Everything that stands between a piece and its readers, blockers first.

    `at` is when it would be published (now, unless told otherwise).
    """
    found = [problem for check in CHECKS for problem in check(article)]
    found += resolve(article, at).problems
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
