"""How a frozen version differs from what its grants prescribe now."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.disclosure.resolve import resolve_filed
from articles.disclosure.rules import Rules, verdicts
from articles.models.choices import Funding
from articles.models.filed import Filed
from articles.models.printed import Printed
from articles.models.problem import Problem
from newsroom.audit.digest import sha256
from newsroom.kit import clock


class Cause(StrEnum):
    """Why a version is on the worklist."""

    CONTRADICTION = "contradiction"
    WITHHELD = "withheld"
    COVERED = "covered"
    UNCOVERED = "uncovered"
    WORDING = "wording"
    AUTHORS = "authors"
    REFILED = "refiled"


# A re-issue prints the published words as they were filed: these wait for a publication.
OF_THE_WORKING_COPY = frozenset({Cause.AUTHORS, Cause.REFILED})

CAUSES = {
    Cause.CONTRADICTION: _("declared to have no external funding, and covered"),
    Cause.WITHHELD: _("an embargo or waiver has changed"),
    Cause.COVERED: _("covered since, or more has to be said"),
    Cause.UNCOVERED: _("what it rested on is gone"),
    Cause.WORDING: _("an older wording is live"),
    Cause.AUTHORS: _("the working copy has other authors"),
    Cause.REFILED: _("the working copy is filed so that it is covered otherwise"),
}

# What of the working copy is compared: versions are read with it, for many at once.
WORKING_COPY = ("article__bylines", "article__article_tags")


@dataclass(frozen=True)
class Difference:
    """What is printed, what would be printed now, and why the two differ; false if they do not.

    `notes` are sentences about what a publication of the working copy would change.
    `digest` tells this difference from any other of the same version: who has
    decided about it has not decided about another.
    """

    causes: tuple[Cause, ...]
    printed: tuple[str, ...]
    prescribed: tuple[str, ...]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]
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

    `at` is another moment to take for now; `rules` are about the `filings` of all
    that are compared.
    """
    at = max(at or clock.now(), whole.version.live_from)
    rules = rules or Rules.about(*filings(whole))
    printed, working = (_covering(filed, at, rules) for filed in filings(whole))
    resolution = resolve_filed(whole.filed(), at, rules)
    before = {(row.statement_id, row.grant_id): row.wording_id for row in whole.disclosures}
    after = {
        (one.statement.pk, one.grant and one.grant.pk): one.wording.pk
        for one in resolution.disclosures
    }
    causes = tuple(_causes(whole, resolution, before, after))
    if printed.keys() != working.keys():
        causes += (Cause.REFILED,)
    said = [
        sorted([str(about), wording] for about, wording in one.items()) for one in (before, after)
    ]
    said.append(sorted([*key] for key in printed.keys() ^ working.keys()))
    return Difference(
        causes=causes,
        printed=tuple(notice.text for notice in whole.notices),
        prescribed=tuple(one.wording.text for one in resolution.disclosures if one.is_printed),
        problems=tuple(problem for problem in resolution.problems if problem.blocks),
        notes=tuple(_refiled(printed, working)),
        digest=sha256([causes, said]),
    )


def filings(whole: Printed) -> tuple[Filed, Filed]:
    """Where a version is filed, and where the working copy would be; both go by one first date."""
    filed, article = whole.filed(), whole.version.article
    return filed, replace(
        filed,
        section_id=article.section_id,
        tag_ids=tuple(row.tag_id for row in article.article_tags.all()),
        author_ids=tuple(byline.author_id for byline in article.bylines.all()),
    )


def _covering(filed, at, rules):
    """What covers a piece that is filed like this, by the kind and key of each."""
    weighed = verdicts(rules.rows_for(filed, at))
    return {
        (subject._meta.model_name, subject.pk): subject
        for subject, verdict in weighed.items()
        if verdict.holding
    }


def _refiled(printed, working):
    for key, subject in printed.items():
        if key not in working:
            yield (
                gettext("As the working copy is filed, “%s” would not cover it any more.") % subject
            )
    for key, subject in working.items():
        if key not in printed:
            yield gettext("As the working copy is filed, “%s” would cover it.") % subject


def _causes(whole, resolution, before, after):
    """Yield why a version differs. What an embargo or waiver takes away still has its ground."""
    grants_before = {row.grant_id for row in [*whole.grants, *whole.withheld]}
    grants_after = {one.grant.pk for one in resolution.grants}
    hidden_before = {(row.grant_id, row.hides) for row in whole.withheld}
    hidden_after = {(one.grant.pk, hides) for one in resolution.grants for hides in one.hidden}
    both = grants_before & grants_after
    otherwise = {grant for grant, _hides in hidden_before ^ hidden_after if grant in both}
    silenced = {statement.pk for statement in resolution.silenced}
    gone = {made for made in before.keys() - after.keys() if made[1] not in otherwise}
    new = {made for made in after.keys() - before.keys() if made[1] not in otherwise}
    unsaid = {made for made in gone if made[0] in silenced}
    if whole.version.funding == Funding.NONE and grants_after:
        yield Cause.CONTRADICTION
    if otherwise or unsaid:
        yield Cause.WITHHELD
    if grants_after - grants_before or new:
        yield Cause.COVERED
    if grants_before - grants_after or gone - unsaid:
        yield Cause.UNCOVERED
    if any(after[made] != before[made] for made in after.keys() & before.keys()):
        yield Cause.WORDING
    if _signed_by(whole.bylines) != _signed_by(whole.version.article.bylines.all()):
        yield Cause.AUTHORS


def _signed_by(bylines):
    return {(byline.author_id, byline.role) for byline in bylines}
