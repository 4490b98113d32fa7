"""How a frozen version differs from what its grants prescribe now."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.disclosure.resolve import resolve_filed
from articles.disclosure.rules import Rules
from articles.models.choices import Funding
from articles.models.printed import Printed
from articles.models.problem import Problem
from newsroom.audit.digest import sha256


class Cause(StrEnum):
    """Why a version is on the worklist."""

    CONTRADICTION = "contradiction"
    WITHHELD = "withheld"
    COVERED = "covered"
    UNCOVERED = "uncovered"
    WORDING = "wording"
    AUTHORS = "authors"


CAUSES = {
    Cause.CONTRADICTION: _("declared to have no external funding, and covered"),
    Cause.WITHHELD: _("an embargo or waiver has changed"),
    Cause.COVERED: _("covered since, or more has to be said"),
    Cause.UNCOVERED: _("what it rested on is gone"),
    Cause.WORDING: _("an older wording is live"),
    Cause.AUTHORS: _("the working copy has other authors"),
}


@dataclass(frozen=True)
class Difference:
    """What is printed, what would be printed now, and why the two differ; false if they do not.

    `digest` tells this difference from any other of the same version: who
    decided about it has not decided about another.
    """

    causes: tuple[Cause, ...]
    printed: tuple[str, ...]
    prescribed: tuple[str, ...]
    problems: tuple[Problem, ...]
    digest: str

    def __bool__(self):
        return bool(self.causes)

    @property
    def words(self) -> list[Promise]:
        return [CAUSES[cause] for cause in self.causes]


def difference(
    whole: Printed, at: datetime | None = None, rules: Rules | None = None
) -> Difference:
    """Compare a `Printed` with what would be frozen for it now, or for one to come, when it begins.

    `at` is another moment to take for now.
    """
    at = max(at or timezone.now(), whole.version.live_from)
    resolution = resolve_filed(whole.filed(), at, rules)
    before = {(row.statement_id, row.grant_id): row.wording_id for row in whole.disclosures}
    after = {
        (one.statement.pk, one.grant and one.grant.pk): one.wording.pk
        for one in resolution.disclosures
    }
    causes = tuple(_causes(whole, resolution, before, after))
    said = [
        sorted([str(about), wording] for about, wording in one.items()) for one in (before, after)
    ]
    return Difference(
        causes=causes,
        printed=tuple(notice.text for notice in whole.notices),
        prescribed=tuple(one.wording.text for one in resolution.disclosures if one.is_printed),
        problems=tuple(problem for problem in resolution.problems if problem.blocks),
        digest=sha256([causes, said]),
    )


def _causes(whole, resolution, before, after):
    held_back = {(row.grant_id, row.hides) for row in whole.withheld}
    grants_before = {row.grant_id for row in [*whole.grants, *whole.withheld]}
    grants_after = {one.grant.pk for one in resolution.grants}
    if whole.version.funding == Funding.NONE and grants_after:
        yield Cause.CONTRADICTION
    if held_back != {(one.grant.pk, w.hides) for one in resolution.grants for w in one.withheld}:
        yield Cause.WITHHELD
    elif grants_after - grants_before or after.keys() - before.keys():
        yield Cause.COVERED
    if grants_before - grants_after or before.keys() - after.keys():
        yield Cause.UNCOVERED
    if any(after[made] != before[made] for made in after.keys() & before.keys()):
        yield Cause.WORDING
    if _signed_by(whole.bylines) != _signed_by(whole.version.article.bylines.all()):
        yield Cause.AUTHORS


def _signed_by(bylines):
    return {(byline.author_id, byline.role) for byline in bylines}
