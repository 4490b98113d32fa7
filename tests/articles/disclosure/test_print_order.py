"""The order in which a piece says who paid."""

from django.test import TestCase

from articles.disclosure.resolve import resolve
from funding.models import GrantParty, Statement
from tests.factories import make_article, make_funder, make_grant, say, waive

Kind = Statement.Kind


def texts(article):
    return [one.wording.text for one in resolve(article).disclosures if one.is_printed]


class GrantOrderTests(TestCase):
    def order(self, *grants):
        return [one.grant for one in resolve(make_article(grants=grants)).grants]

    def paid_by(self, name, **fields):
        return make_grant(f"{name} paid.", funders=[make_funder(name)], **fields)

    def test_grants_stand_by_the_name_of_who_paid_and_never_by_money(self):
        small = self.paid_by("Ämter", amount=1, currency="EUR")
        large = self.paid_by("Zeta", amount=9_000_000, currency="HUF")
        hidden = self.paid_by("beta", amount=5_000, currency="EUR", amount_public=False)
        unknown = self.paid_by("Alpha")
        self.assertEqual(self.order(large, small, hidden, unknown), [unknown, hidden, large, small])

    def test_the_place_of_the_party_goes_before_its_name(self):
        first, second = self.paid_by("Zeta"), self.paid_by("Alpha")
        GrantParty.objects.filter(grant=second).update(position=1)
        self.assertEqual(self.order(second, first), [first, second])

    def test_a_name_that_is_not_shown_decides_nothing(self):
        last, quiet, waived, shown = map(self.paid_by, ("Zeta", "Aleph", "Alpha", "Beta"))
        quiet.funders.update(public=False)
        waive(waived)
        carried = make_grant("Zeta paid again.", funders=[make_funder("Zeta too")])
        house = make_funder("A house")
        GrantParty.objects.create(grant=carried, funder=house, role="implementing", position=0)
        self.assertEqual(
            self.order(last, quiet, waived, shown, carried), [shown, last, carried, quiet, waived]
        )


class PrintOrderTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.beta = make_grant("B paid.", funders=[make_funder("Beta")], views="B’s views.")
        cls.alpha = make_grant(
            "A paid.", funders=[make_funder("Alpha")], views="A’s views.", amount=1, currency="EUR"
        )

    def test_what_a_grant_says_stands_together(self):
        article = make_article(grants=[self.beta, self.alpha])
        self.assertEqual(texts(article), ["A paid.", "A’s views.", "B paid.", "B’s views."])

    def test_the_position_of_a_statement_goes_before_the_order_of_grants(self):
        self.alpha.statements.filter(kind=Kind.ACKNOWLEDGEMENT).update(position=2)
        article = make_article(grants=[self.beta, self.alpha])
        self.assertEqual(texts(article), ["B paid.", "B’s views.", "A paid.", "A’s views."])

    def test_what_several_grants_share_stands_once_after_what_each_says_alone(self):
        for grant in (self.beta, self.alpha):
            say(grant, "All views  are the author’s.", kind=Kind.VIEWS)
        article = make_article(grants=[self.beta, self.alpha])
        self.assertEqual(
            texts(article),
            ["A paid.", "A’s views.", "B paid.", "B’s views.", "All views  are the author’s."],
        )

    def test_what_is_not_about_funding_comes_last_and_a_legal_label_first(self):
        say(self.alpha, "The author is its fellow.", kind=Kind.CONFLICT)
        say(self.alpha, "A machine translated this.", kind=Kind.AI_USE)
        say(self.beta, "Lent a room.", kind=Kind.IN_KIND)
        say(self.beta, "Distributed on behalf of.", kind=Kind.LEGAL_LABEL)
        article = make_article(grants=[self.beta, self.alpha])
        self.assertEqual(
            texts(article),
            [
                "Distributed on behalf of.",
                "B paid.",
                "B’s views.",
                "Lent a room.",
                "A paid.",
                "A’s views.",
                "The author is its fellow.",
                "A machine translated this.",
            ],
        )
