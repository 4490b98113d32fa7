"""The grants on the first page of who keeps them: each gap and deadline leads to what mends it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import ngettext

from articles.upkeep.grants_at_hand import GrantAtHand, Lacking, grants_at_hand
from funding.deadlines import GrantDue

SHOWN = 20
# The table of its page in which a gap of a grant is filled.
TABLES = {Lacking.PARTY: "#parties-group", Lacking.REPORT_DATE: "#report_dates-group"}
TABLES |= {Lacking.AGREEMENT: "#id_agreement", Lacking.CONFIRMATION: "#id_status"}


@dataclass(frozen=True)
class GrantRow:
    """A grant as the page shows it."""

    at_hand: GrantAtHand

    @property
    def grant(self):
        return self.at_hand.grant

    @property
    def url(self):
        return _page_of("grant", self.grant)

    @property
    def next(self):
        """The deadline that comes next, and the page on which it is dealt with; None if none."""
        if not self.at_hand.deadlines:
            return None
        deadline = self.at_hand.deadlines[0]
        if deadline.what == GrantDue.ENDS:
            return deadline, self.url
        return deadline, reverse("admin:articles_grantreport_add", query={"grant": self.grant.pk})

    @property
    def lacks(self):
        """What it lacks in words, each with the page that mends it."""
        return [(_words(lack), self._mending(lack)) for lack in self.at_hand.lacks]

    def _mending(self, lack):
        about = {"grant": self.grant.pk}
        if lack.what in TABLES:
            return self.url + TABLES[lack.what]
        if lack.what == Lacking.STATEMENT:
            return reverse("admin:funding_statement_ready_made", query=about)
        if lack.what == Lacking.WORDING:
            return reverse("admin:funding_statement_completeness", query=about)
        if lack.what == Lacking.COVERAGE:
            return reverse("admin:articles_coverage_add", query=about)
        return _page_of("funder", lack.of) + "#logos-group"


def grant_rows(user):
    """The rows for whoever keeps grants, the most urgent first, and how many more there are."""
    if not user.has_perm("funding.change_grant"):
        return [], 0
    found = grants_at_hand()
    return [GrantRow(one) for one in found[:SHOWN]], max(0, len(found) - SHOWN)


def _words(lack):
    if lack.what == Lacking.WORDING:
        words = ngettext("%d wording is missing", "%d wordings are missing", lack.count)
        return words % lack.count
    words = capfirst(Lacking(lack.what).label)
    return f"{words}: {lack.of}" if lack.of else words


def _page_of(model, row):
    return reverse(f"admin:funding_{model}_change", args=[row.pk])
