from decimal import Decimal

from django.test import TestCase

from funding.checks import check
from funding.models import FunderAlias, Grant, GrantParty, Statement, Wording
from tests.factories import make_funder, make_grant, make_statement, make_wording, say

SAMPLE = "“Voices’24” is a project co-financed by Open Fund PL in the amount of PLN 230,000."


def codes(wording):
    return [remark.code for remark in check(wording)]


class CheckTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.fund, cls.publisher = make_funder("Open Fund PL"), make_funder("Our Review")
        cls.grant = make_grant("", funders=[cls.fund], amount=Decimal("230000.00"), currency="PLN")
        cls.grant.parties.update(share=80)
        GrantParty.objects.create(
            grant=cls.grant, funder=cls.publisher, role=GrantParty.Role.IMPLEMENTING, share=20
        )
        cls.statement = make_statement(grant=cls.grant)

    def draft(self, text, statement=None, **fields):
        return make_wording(statement or self.statement, text, approved=False, **fields)

    def test_a_wording_that_is_as_the_grant_says_draws_no_remark(self):
        self.assertEqual(codes(self.draft(SAMPLE)), [])

    def test_each_check_is_asked(self):
        text = "“Vоices’24” is a  project funded by [funder] with PLN 5 and 1,2,3 EUR."
        self.assertEqual(
            codes(self.draft(text)),
            [
                "funder-not-named",
                "amount-not-understood",
                "amount-differs",
                "says-funded",
                "blank-left",
                "mixed-letters",
                "double-space",
            ],
        )

    def test_a_party_that_only_does_the_work_need_not_be_named(self):
        self.assertNotIn("Our Review", str(check(self.draft("Words."))))

    def test_a_funder_is_named_by_another_of_its_names(self):
        FunderAlias.objects.create(funder=self.fund, name="Відкритий фонд")
        text = "Проєкт співфінансується Відкритим фондом."
        self.assertEqual(codes(self.draft(text, language="uk")), [])

    def test_a_grant_paid_whole_by_one_party_is_not_called_co_funded(self):
        self.grant.parties.update(share=None)
        self.assertEqual(codes(self.draft(SAMPLE)), ["says-co-funded"])
        self.grant.parties.filter(funder=self.publisher).update(role=GrantParty.Role.COFUNDING)
        wording = Wording.objects.get()
        self.assertEqual(codes(wording), ["funder-not-named"])

    def test_a_views_disclaimer_need_not_name_who_paid(self):
        views = Statement.objects.create(grant=self.grant, kind=Statement.Kind.VIEWS)
        self.assertEqual(codes(self.draft("Views of the author only.", views)), [])

    def test_a_neutral_text_must_not_name_who_paid(self):
        neutral = make_statement(grant=self.grant, occasion=Statement.Occasion.NEUTRAL)
        self.assertEqual(codes(self.draft("Funded by Open Fund PL.", neutral)), ["funder-named"])

    def test_statements_of_a_funder_and_of_the_site_are_checked_as_well(self):
        of_fund = make_statement(funder=self.fund)
        of_site = Statement.objects.create(kind=Statement.Kind.NO_FUNDING)
        self.assertEqual(
            codes(self.draft("With  help.", of_fund)), ["funder-not-named", "double-space"]
        )
        self.assertEqual(codes(self.draft("Nobody  paid.", of_site)), ["double-space"])

    def test_approved_texts_elsewhere_and_earlier_numbers_are_compared(self):
        say(make_grant(""), SAMPLE.replace("project", "projekt"), label="Elsewhere")
        make_wording(self.statement, SAMPLE.replace("’", "'"))
        self.draft(SAMPLE.replace("project", "projects"), make_statement(grant=self.grant))
        messages = [remark.message for remark in check(self.draft(SAMPLE))]
        elsewhere = Grant.objects.exclude(pk=self.grant.pk).get()
        self.assertEqual(
            sorted(messages),
            [
                "Reads almost the same as Elsewhere "
                f"({elsewhere}), en 1, and not quite: is that meant?",
                "Reads almost the same as number 1, and not quite: is that meant?",
            ],
        )

    def test_checking_costs_the_same_with_many_wordings(self):
        wording = self.draft(SAMPLE)
        wording = Wording.objects.select_related("statement__grant").get(pk=wording.pk)
        for number in (1, 30):
            while Wording.objects.approved().count() < number:
                say(self.grant, f"Other words, {Wording.objects.count()} of them.")
            with self.subTest(rows=number), self.assertNumQueries(5):
                check(wording)
