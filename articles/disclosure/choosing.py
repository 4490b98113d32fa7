"""Which of the approved wordings of a statement a piece prints: by its language and authors."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from articles.models.problem import Problem
from funding.models import Statement, Wording
from newsroom.kit.languages import base, name


def choose_wording(
    wordings: Iterable[Wording], language: str, *, several: bool, fallback: str = ""
) -> Wording | None:
    """Of the approved wordings of a statement, the one for a language and number of authors.

    The language itself comes first, then its base, then `fallback`, the language that the
    funder accepts instead, and its base. None if there is none.
    """
    accepted = dict.fromkeys([*_own(language), *(_own(fallback) if fallback else ())])
    exact = {code: place for place, code in enumerate(accepted)}
    own = Wording.Variant.SEVERAL if several else Wording.Variant.ONE
    variants: dict[str, int] = {own: 0, Wording.Variant.ANY: 1}
    fitting = [w for w in wordings if w.language in exact and w.variant in variants]
    return min(fitting, key=lambda w: (exact[w.language], variants[w.variant]), default=None)


def is_fallback(wording: Wording, language: str) -> bool:
    """Whether a wording stands in for one that a piece in `language` has none of."""
    return wording.language not in _own(language)


def no_wording(statement: Statement, language: str) -> Problem:
    """The problem that a statement has no wording for a language."""
    return Problem(
        "wording-missing" if statement.mandatory else "wording-missing-optional",
        _("%(statement)s has no approved wording in “%(language)s”.")
        % {"statement": statement, "language": name(language)},
        "language",
        blocks=statement.mandatory,
        subject=statement,
    )


def in_another_language(wording: Wording, language: str) -> Problem:
    """The warning that a fallback is printed on a piece in a language."""
    return Problem(
        "wording-fallback",
        _(
            "%(statement)s has no approved wording in “%(language)s”: it is printed in "
            "“%(fallback)s”, which the funder accepts."
        )
        % {
            "statement": wording.statement,
            "language": name(language),
            "fallback": name(wording.language),
        },
        "language",
        blocks=False,
        subject=wording.statement,
    )


def redacted(wording: Wording) -> Problem:
    """The problem that a wording holds what a redaction took out of some page."""
    return Problem(
        "wording-redacted",
        _("This wording holds what was redacted; approve another: “%s”.") % wording.text,
        "funding",
        subject=wording.statement,
    )


def _own(language):
    """The languages whose wordings a piece in a language prints as its own."""
    return language, base(language)
