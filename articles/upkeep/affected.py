"""Which live and scheduled pieces a coverage row or a waiver affects, also before it is saved."""

from copy import copy
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from articles.disclosure.concerning import concerning
from articles.disclosure.near import NearMiss, near_misses
from articles.disclosure.rules import Rules, comes_with, strongest, verdicts
from articles.models import Coverage, PublishedVersion, Waiver
from articles.models.printed import Printed, read_printed
from articles.upkeep.difference import WORKING_COPY, Difference, difference, filings
from articles.upkeep.worklist import worklist
from funding.changes import supposing
from newsroom.kit import clock

SHOWN = 50


@dataclass(frozen=True)
class AffectedPiece:
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
class Affected:
    """How many versions a row covers, how many it lets go, and the newest of both.

    `missed` are those of the newest that it would cover, were it not for its dates.
    """

    count: int
    let_go: int
    pieces: list[AffectedPiece]
    missed: list[tuple[PublishedVersion, NearMiss]]


def affected_by(coverage: Coverage) -> Affected:
    """What a stored row covers now."""
    return _affected(coverage, formerly=None)


def affected_if_saved(coverage: Coverage) -> Affected:
    """What a valid row would cover once it is saved.

    It is saved for this, in a transaction that is rolled back.
    """
    formerly = Coverage.objects.filter(pk=coverage.pk).first()
    candidate = copy(coverage)
    with supposing():
        candidate.save()
        return _affected(candidate, formerly)


def affected_by_waiver(waiver: Waiver) -> int:
    """How many of the live pieces that a waiver concerns are on the worklist."""
    versions = concerning(waiver.grant).live()
    if waiver.article:
        versions = versions.filter(article=waiver.article)
    return len({whole.version.article_id for whole, _differs in worklist(versions=versions)})


def _affected(coverage, formerly):
    now = clock.now()
    unfinished = PublishedVersion.objects.unfinished(now)
    held = unfinished.filter(pk__in=coverage.versions().values("pk"))
    either = Q(pk__in=coverage.versions().values("pk"))
    if formerly:
        either |= Q(pk__in=formerly.versions().values("pk"))
    versions = unfinished.filter(either).newest_first()
    count = held.count()
    wholes = read_printed(versions.prefetch_related(*WORKING_COPY)[:SHOWN])
    named = unfinished.filter(Coverage.objects.filter(pk=coverage.pk).filed_under())
    missed = named.exclude(pk__in=coverage.versions().values("pk")).newest_first()
    outside = {whole.version: whole.filed() for whole in read_printed(missed[:SHOWN])}
    compared = [filed for whole in wholes for filed in filings(whole)]
    rules = Rules.about(*compared, *outside.values())
    return Affected(
        count=count,
        let_go=versions.count() - count if formerly else 0,
        pieces=[_piece(coverage, whole, rules, now) for whole in wholes],
        missed=[
            (version, miss)
            for version, filed in outside.items()
            for miss in near_misses(filed, now, rules)
            if miss.row == coverage
        ],
    )


def _piece(coverage, whole, rules, now):
    rows = rules.rows_for(whole.filed(), now)
    weighed = verdicts(rows)
    holding = _holding(coverage, weighed, rules)
    return AffectedPiece(
        whole=whole,
        covered=holding is not None,
        words=_words(coverage, rows, weighed, holding),
        differs=difference(whole, now, rules),
    )


def _holding(coverage, weighed, rules):
    """The row by which the grant or statement of a row holds for a piece in the end, or None."""
    covering = strongest(weighed)
    if coverage.grant:
        return covering.get(coverage.grant)
    by_itself = weighed.get(coverage.statement)
    if by_itself and by_itself.holding:
        return by_itself.holding
    for grant, row in covering.items():
        if coverage.statement in rules.statements(grant) and comes_with(
            coverage.statement, grant, covering, weighed
        ):
            return row
    return None


def _words(coverage, rows, weighed, holding):
    """Why the grant or statement of a row holds for a piece in the end, or does not."""
    if holding == coverage:
        return _("Covered.")
    if holding:
        return _("Covered by another row: %s.") % holding.basis
    if coverage in rows and coverage.mode == Coverage.Mode.EXCLUDE:
        return _("Left out.")
    verdict = weighed.get(coverage.grant or coverage.statement)
    if verdict is None or verdict.excluded is None:
        return _("Not covered any more.")
    return _("Left out by another row: %s.") % verdict.excluded.basis
