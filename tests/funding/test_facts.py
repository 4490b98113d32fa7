"""No default says something about a funder, a grant, or what is said about them."""

from django.apps import apps
from django.db.models import BooleanField
from django.test import SimpleTestCase, TestCase

from articles.models import Waiver
from funding.changes import DecidesDisclosures
from funding.models import Funder, Grant, GrantParty, Statement
from tests.factories import make_funder, make_grant

# Columns that hold an answer nobody gave, and why that tells readers nothing untrue.
EXCUSES = {
    "appeal.language": "Of the house’s own words; chosen beside them.",
    "coverage.mode": "A row is made to cover; to leave out is chosen, with a reason.",
    "coverage.whole_site": "No: such a row covers nothing by itself.",
    "funder.anonymous": "No: who is shown as a private donor is decided.",
    "funder.logo_leads": "No: an emblem that has to lead is an obligation somebody reads of.",
    "funder.public": "Who pays is public: that is the house’s rule, and keeping quiet is decided.",
    "funderlogo.background": "About a picture; what is for light pages stands on white elsewhere.",
    "grant.allows_appeals": "Printed nowhere; the few agreements that forbid it say so.",
    "grant.amount_public": "As for who pays: the rule, and it stands beside the amount.",
    "grant.public": "As for who pays.",
    "grant.status": "Proposed: nothing is printed of it, and nothing published, before somebody "
    "confirms it.",
    "statement.mandatory": "The strict side: without its words a piece is not published.",
    "statement.occasion": "While the grant may be named: printed nowhere while it may not.",
    "statement.placement": "Under the piece, where everything stands.",
    "wording.language": "Chosen beside the words, and approved with them.",
    "wording.status": "A draft: printed nowhere.",
    "wording.variant": "For any number of authors: the words themselves say no number.",
}


def claiming(column):
    """Whether a column is filled in with one of several answers when nobody gives one."""
    several = column.choices or isinstance(column, BooleanField)
    return bool(several and column.has_default() and column.default not in ("", None))


class DefaultTests(SimpleTestCase):
    def test_no_column_about_funding_is_filled_in_with_a_claim(self):
        models = {
            *apps.get_app_config("funding").get_models(),
            *DecidesDisclosures.__subclasses__(),
        }
        found = {
            f"{model._meta.model_name}.{column.name}"
            for model in models
            for column in model._meta.concrete_fields
            if claiming(column)
        }
        self.assertEqual(found, set(EXCUSES))

    def test_what_nobody_has_said_is_empty(self):
        self.assertEqual(
            (Funder().kind, Grant().kind, Grant().amount, Grant().currency), ("", "", None, "")
        )
        self.assertEqual((GrantParty().role, GrantParty().share, Statement().kind), ("", None, ""))
        self.assertEqual((Waiver().kind, Waiver().hides), ("", ""))

    def test_a_grant_that_nobody_confirmed_is_proposed(self):
        self.assertEqual(Grant().status, Grant.Status.PROPOSED)


class UnknownTests(TestCase):
    """A funder and a grant of which only the names are known are kept and shown, and no more."""

    def test_nothing_is_printed_about_what_is_not_known(self):
        funder = make_funder("The Ministry", kind="")
        grant = make_grant(title="Rivers", kind="", funders=[funder], amount=500, currency="EUR")
        for address in ("/funding/", grant.get_absolute_url(), funder.get_absolute_url()):
            page = self.client.get(address)
            self.assertContains(page, "Rivers")
            for kind in (*Funder.Kind.labels, *Grant.Kind.labels, "None", "---"):
                with self.subTest(address, kind=kind):
                    self.assertNotContains(page, kind)
                    self.assertNotContains(page, kind.capitalize())
        self.assertNotContains(self.client.get(grant.get_absolute_url()), "<dt>Kind</dt>")
        # No chart either: what may have been given in kind is in no sum of money.
        self.assertNotContains(self.client.get("/funding/"), 'class="chart"')

    def test_a_country_stands_there_without_a_kind(self):
        funder = make_funder("The Ministry", kind="", country="PL")
        make_grant(funders=[funder])
        page = self.client.get(funder.get_absolute_url())
        self.assertContains(page, '<p class="heading__note">PL</p>', html=True)
        page = self.client.get("/funding/")
        self.assertContains(page, '<span class="parties__role">PL</span>', html=True)
        Funder.objects.update(kind=Funder.Kind.STATE)
        page = self.client.get(funder.get_absolute_url())
        self.assertContains(page, '<p class="heading__note">State body, PL</p>', html=True)

    def test_exports_leave_the_kind_empty_and_sums_of_money_out(self):
        grant = make_grant(
            title="Rivers",
            kind="",
            amount=500,
            currency="EUR",
            awarded_on="2026-01-01",
            summary="On rivers.",
        )
        (row,) = self.client.get("/funding/register.json").json()["grants"]
        self.assertEqual((row["kind"], row["amount"]), (None, "500.00"))
        table = self.client.get("/funding/register.csv").content.decode("utf-8-sig").splitlines()
        self.assertEqual(table[1].split(",")[3], "")
        self.assertEqual(self.client.get("/funding/360giving.json").json()["grants"], [])
        Grant.objects.filter(pk=grant.pk).update(kind=Grant.Kind.MONETARY)
        (told,) = self.client.get("/funding/360giving.json").json()["grants"]
        self.assertEqual(told["amountAwarded"], 500)
