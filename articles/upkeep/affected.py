"""Which live and scheduled pieces a coverage row or a waiver affects, also before it is saved."""

from copy import copy
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.disclosure.precedence import left_out, strongest
from articles.disclosure.reach import concerning, reached
from articles.disclosure.rules import Rules
from articles.models import Coverage, PublishedVersion
from articles.models.filed import Filed
from articles.models.printed import Printed, read_printed
from articles.upkeep.difference import Difference, difference
from articles.upkeep.worklist import worklist

SHOWN = 50


@dataclass(frozen=True)
class ReachedPiece:
    """What comes of a row for one live or scheduled version.

    `covered` tells whether the grant or statement holds for it in the end, of
    all rows together, and `words` why. `differs` is what it prints against
    what it would print.
    """

    whole: Printed
    covered: bool
    words: str
    differs: Difference


@dataclass(frozen=True)
class Reach:
    """How many versions a row reaches, how many it lets go, and the newest of both."""

    count: int
    let_go: int
    pieces: list


def reach(coverage):
    """What a stored row reaches now."""
    return _reach(coverage, formerly=None)


def reach_if_saved(coverage):
    """What a valid row would reach once it is saved: it is, and everything is taken back."""
    formerly = Coverage.objects.filter(pk=coverage.pk).first()
    candidate = copy(coverage)
    with transaction.atomic():
        candidate.save()
        found = _reach(candidate, formerly)
        transaction.set_rollback(True)
    return found


def affected(waiver):
    """How many of the pieces that the grant of a waiver concerns are on the worklist."""
    versions = concerning(waiver.grant)
    return len({whole.version.article_id for whole, _differs in worklist(versions=versions)})


def _reach(coverage, formerly):
    now = timezone.now()
    held = reached(coverage, now)
    either = Q(pk__in=held.values("pk"))
    if formerly:
        either |= Q(pk__in=reached(formerly, now).values("pk"))
    versions = PublishedVersion.objects.filter(either).newest_first()
    count = held.count()
    wholes = read_printed(versions.prefetch_related("article__bylines")[:SHOWN])
    pieces = [Filed.of_printed(whole) for whole in wholes]
    rules = Rules.about(*pieces)
    return Reach(
        count=count,
        let_go=versions.count() - count if formerly else 0,
        pieces=[
            _piece(coverage, whole, filed, rules, now)
            for whole, filed in zip(wholes, pieces, strict=True)
        ],
    )


def _piece(coverage, whole, filed, rules, now):
    reaching = rules.reaching(filed, timezone.localdate(filed.first_published_at))
    holding = _holding(coverage, reaching, rules)
    return ReachedPiece(
        whole=whole,
        covered=holding is not None,
        words=_words(coverage, reaching, holding),
        differs=difference(whole, now, rules),
    )


def _holding(coverage, reaching, rules):
    """The row by which the grant or statement of a row holds for a piece in the end, or None."""
    if coverage.grant:
        return strongest(row for row in reaching if row.grant_id).get(coverage.grant)
    about_statements = [row for row in reaching if row.statement_id]
    by_itself = strongest(about_statements).get(coverage.statement)
    if by_itself:
        return by_itself
    covering = strongest(row for row in reaching if row.grant_id)
    for grant, row in covering.items():
        if coverage.statement in rules.statements(grant) and not left_out(
            coverage.statement, grant, covering, about_statements
        ):
            return row
    return None


def _words(coverage, reaching, holding):
    """Why the grant or statement of a row holds for a piece in the end, or does not."""
    if holding == coverage:
        return _("Covered.")
    if holding:
        return _("Covered by another row: %s.") % holding.basis
    subject = (coverage.grant_id, coverage.statement_id)
    exclusions = [
        row
        for row in reaching
        if row.mode == Coverage.Mode.EXCLUDE and (row.grant_id, row.statement_id) == subject
    ]
    if coverage in exclusions:
        return _("Left out.")
    if not exclusions:
        return _("Not covered any more.")
    strongest_of_them = max(exclusions, key=lambda row: row.specificity)
    return _("Left out by another row: %s.") % strongest_of_them.basis
