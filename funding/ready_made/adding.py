"""Giving a ready-made statement to a grant, a funder or the site."""

from collections.abc import Mapping, Sequence

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from funding.changes import changing
from funding.models import Funder, Grant, Statement, Wording
from funding.ready_made.catalogue import ReadyMade, Refused
from newsroom.audit import ledger, vouched

PERMISSIONS = ("funding.add_statement", "funding.add_wording")


def add(
    ready_made: ReadyMade,
    *,
    grant: Grant | None = None,
    funder: Funder | None = None,
    languages: Sequence[str],
    slots: Mapping[str, Mapping[str, str]],
    by: User,
) -> Statement:
    """Create the statement with a draft wording in each language, and return it.

    `slots` says by language what its blanks hold: a granting authority has
    another name in another language. Nothing is approved. Raises Refused, and
    creates nothing, if `by` may not add statements, if the statement does not
    belong there, or if a text cannot be made.
    """
    _check(ready_made, grant, funder, languages, by)
    texts = {
        language: ready_made.fill(language, **slots.get(language, {})) for language in languages
    }
    with changing(by=by):
        try:
            statement = _stored(
                Statement(
                    grant=grant,
                    funder=funder,
                    kind=ready_made.kind,
                    label=ready_made.name,
                    mandatory=ready_made.mandatory,
                )
            )
            for language, text in texts.items():
                _stored(Wording(statement=statement, language=language, text=text, created_by=by))
        except ValidationError as problem:
            raise Refused(" ".join(problem.messages)) from problem
        ledger.record(
            by,
            "add ready-made statement",
            statement,
            rows=vouched.edited([statement]),
            ready_made=ready_made.key,
            languages=list(texts),
        )
    return statement


def _check(ready_made, grant, funder, languages, by):
    if not by.has_perms(PERMISSIONS):
        raise Refused(_("You may not add statements."))
    if owner_of(grant, funder) not in ready_made.belongs_to:
        raise Refused(_("“%s” does not belong there.") % ready_made.name)
    if not languages:
        raise Refused(_("Choose at least one language."))
    foreign = [language for language in languages if language not in dict(settings.LANGUAGES)]
    if foreign:
        raise Refused(_("This publication does not speak %s.") % ", ".join(foreign))


def owner_of(grant: Grant | None, funder: Funder | None) -> str:
    """What a statement belongs to, in the words of the ready-made files."""
    if grant and funder:
        return "a grant and a funder"
    return "grant" if grant else "funder" if funder else "site"


def _stored(row):
    row.full_clean()
    row.save()
    return row
