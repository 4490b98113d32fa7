import csv
import re
from datetime import date
from decimal import Decimal

from django.test import SimpleTestCase, TestCase

from articles.models.choices import Stage
from articles.reader.register.chart import LeftOut, charts, left_out
from articles.reader.register.grant_entries import GrantEntry
from articles.reader.register.words import DOES, GIVEN
from funding.models import Grant, GrantParty
from newsroom.models import Masthead
from tests.factories import make_article, make_funder, make_grant

# What the schema of the 360Giving data standard requires of a grant and of an organisation
# (github.com/ThreeSixtyGiving/standard, schema/360-giving-schema.json).
GRANT = {
    "id": str,
    "title": str,
    "description": str,
    "currency": str,
    "amountAwarded": (int, float),
    "awardDate": str,
    "fundingOrganization": list,
    "recipientOrganization": list,
}
OPTIONAL = {"url": str, "plannedDates": list, "grantProgramme": list}
ORGANISATION = {"id": str, "name": str, "url": str}
DAY = r"[0-9]{4}-(0[1-9]|1[012])-(0[1-9]|[12][0-9]|3[01])"


def make_entry(**fields):
    known = dict.fromkeys(GrantEntry.__dataclass_fields__, "")
    known |= {"kind": "monetary", "amount": None, "parties": (), "pieces": 0}
    known |= dict.fromkeys(("starts_on", "ends_on", "awarded_on"))
    return GrantEntry(**{**known, **fields})


class ChartTests(SimpleTestCase):
    def entries(self, *awards):
        return [
            make_entry(amount=amount and Decimal(amount), currency=currency, awarded_on=day)
            for amount, currency, day in awards
        ]

    def bars(self, *awards):
        found = charts(self.entries(*awards))
        return [(c.written, [(b.year, b.written, b.share) for b in c.bars]) for c in found]

    def test_a_bar_is_the_share_of_its_year_in_its_currency_and_currencies_are_never_compared(self):
        self.assertEqual(
            self.bars(
                (100, "PLN", date(2024, 5, 1)),
                (300, "PLN", date(2024, 6, 1)),
                (100, "PLN", date(2023, 1, 1)),
                (7, "EUR", date(2024, 1, 1)),
            ),
            [
                ("EUR 7", [(2024, "EUR 7", "100.00")]),
                ("PLN 500", [(2023, "PLN 100", "20.00"), (2024, "PLN 400", "80.00")]),
            ],
        )

    def test_what_has_no_year_has_a_bar_of_its_own_after_the_others(self):
        self.assertEqual(
            self.bars((5, "EUR", None), (15, "EUR", date(2024, 1, 1))),
            [("EUR 20", [(2024, "EUR 15", "75.00"), (None, "EUR 5", "25.00")])],
        )

    def test_what_is_in_no_sum_is_counted_by_the_reason(self):
        in_kind = make_entry(
            amount=Decimal(5), currency="EUR", awarded_on=date(2024, 1, 1), kind="in-kind"
        )
        maybe = make_entry(amount=Decimal(5), currency="EUR", kind="")
        unstated = self.entries((None, "", date(2024, 1, 1)), (None, "", None))
        found = [in_kind, maybe, *unstated]
        self.assertEqual(charts(found), [])
        self.assertEqual(left_out(found), LeftOut(unstated=2, in_kind=1, unknown=1))

    def test_every_role_and_kind_has_plain_words(self):
        self.assertEqual(list(DOES), list(GrantParty.Role))
        self.assertEqual(list(GIVEN), list(Grant.Kind))


class RegisterTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.fund = make_funder("=The Fund", country="PL")
        cls.partner = make_funder("The Partner")
        cls.grant = make_grant(
            funders=[cls.fund, cls.partner],
            title="Borderlands “today”",
            amount=230_000,
            currency="PLN",
            awarded_on="2024-02-29",
            starts_on="2024-03-01",
            ends_on="2024-12-31",
            framework="Aid",
            summary="What it is for.",
        )
        cls.grant.parties.filter(funder=cls.partner).update(role=GrantParty.Role.EXTENDING)
        make_article(stage=Stage.PUBLISHED, grants=[cls.grant])
        cls.unknown = make_grant(title="Untold", funders=[cls.partner])

    def titles(self, path):
        page = self.client.get(path)
        self.assertEqual(page.status_code, 200)
        return [entry.title for entry in page.context["entries"]]

    def test_the_latest_year_comes_first_and_the_unknown_last(self):
        make_grant(title="Older", starts_on="2021-01-01")
        make_grant(title="Newer", starts_on="2025-01-01")
        self.assertEqual(
            self.titles("/funding/"), ["Newer", "Borderlands “today”", "Older", "Untold"]
        )

    def test_one_year_can_be_asked_for_and_no_other(self):
        make_grant(title="Older", starts_on="2021-01-01")
        self.assertEqual(self.titles("/funding/?year=2021"), ["Older"])
        self.assertEqual(self.titles("/funding/?year=unknown"), ["Untold"])
        for year in ("2020", "", "x", "None", "٢٠٢١", "%00"):
            with self.subTest(year=year):
                self.assertEqual(self.client.get(f"/funding/?year={year}").status_code, 404)

    def test_what_is_in_no_year_and_in_no_sum_is_said_and_can_be_asked_for(self):
        make_grant(title="A room", kind="in-kind", amount=5, currency="EUR", funders=[self.fund])
        page = self.client.get("/funding/")
        for text in (
            '<a href="?year=unknown#grants">Without a year</a>',
            'Without a year <span class="register__number">2 grants</span>',
            "<li>1 grant whose amount is not stated</li>",
            "<li>1 grant of goods or services instead of money</li>",
        ):
            self.assertContains(page, text, count=1)
        self.assertContains(page, "<dt>Worth</dt>", count=1)

    def test_no_two_of_its_pages_have_the_same_title(self):
        titles = [
            re.search("<title>(.*?)</title>", self.client.get(path).content.decode())[1]
            for path in ("/funding/", "/funding/?year=unknown", "/funding/?year=2024")
        ]
        self.assertEqual(len(set(titles)), 3, titles)

    def test_it_says_in_plain_words_who_does_what(self):
        page = self.client.get("/funding/")
        self.assertContains(page, "gives the grant", count=2)
        self.assertContains(page, "passes the grant on", count=1)
        for jargon in ("extending", "co-funding", "implementing", "framework"):
            self.assertNotContains(page, f">{jargon}<")

    def test_it_says_who_publishes_how_to_donate_and_what_the_policy_is(self):
        Masthead.objects.update(
            legal_name="The Foundation",
            donate_url="https://example.org/give",
            funding_policy="<p>Nobody who pays reads first.</p>",
        )
        page = self.client.get("/funding/").content.decode().partition("<main")[2]
        page = page.partition("</main>")[0]
        for text in (
            "<bdi>The Foundation</bdi>",
            'rel="payment" href="https://example.org/give"',
            '<div class="prose" dir="auto"><p>Nobody who pays reads first.</p></div>',
        ):
            self.assertEqual(page.count(text), 1, text)

    def test_it_is_drawn_without_styles_or_scripts(self):
        page = self.client.get("/funding/").content.decode()
        self.assertIn('<rect width="100.00%" height="100%">', page)
        self.assertEqual([page.count(part) for part in ("style=", "<script", "<style")], [0, 1, 0])
        self.assertEqual(page.count('<script type="application/ld+json">'), 1)

    def test_the_spreadsheet_has_every_grant_and_no_formula(self):
        response = self.client.get("/funding/register.csv")
        self.assertEqual(response["Content-Type"], "text/csv; charset=utf-8")
        self.assertTrue(response.content.startswith(b"\xef\xbb\xbf"))
        rows = list(csv.reader(response.content.decode("utf-8-sig").splitlines()))
        self.assertEqual(
            rows[1:],
            [
                [
                    "Borderlands “today”",
                    "'=The Fund",
                    "The Partner",
                    "money for a project",
                    "Aid",
                    "230000.00",
                    "PLN",
                    "2024-02-29",
                    "2024-03-01",
                    "2024-12-31",
                    "1",
                    "http://127.0.0.1:8000/funding/borderlands-today/",
                ],
                ["Untold", "The Partner", "", "money for a project", *[""] * 6, "0"]
                + ["http://127.0.0.1:8000/funding/untold/"],
            ],
        )

    def test_the_json_says_the_same(self):
        first, second = self.client.get("/funding/register.json").json()["grants"]
        self.assertEqual(
            [first["amount"], first["currency"], first["pieces"]], ["230000.00", "PLN", 1]
        )
        self.assertEqual([p["role"] for p in first["parties"]], ["funding", "extending"])
        self.assertEqual([second["amount"], second["currency"]], [None, None])

    def test_the_360giving_package_has_what_its_schema_requires(self):
        Grant.objects.filter(pk=self.grant.pk).update(title="A very long title " * 10)
        package = self.client.get("/funding/360giving.json").json()
        self.assertRegex(package["version"], r"^\d+\.\d+$")
        self.assertEqual(len(package["grants"]), 1)
        for grant in package["grants"]:
            self.assert_shaped(grant, GRANT, OPTIONAL)
            self.assertRegex(grant["awardDate"], f"^{DAY}$")
            self.assertRegex(grant["currency"], "^[A-Z]{3}$")
            self.assertLess(len(grant["title"]), 140)
            for role in ("fundingOrganization", "recipientOrganization"):
                self.assertGreaterEqual(len(grant[role]), 1)
                for organisation in grant[role]:
                    self.assert_shaped(organisation, ORGANISATION)
            for period in grant["plannedDates"]:
                self.assertEqual(list(period), ["startDate", "endDate"])
                self.assertTrue(all(re.fullmatch(DAY, day) for day in period.values()))
        self.assertEqual(package["grants"][0]["amountAwarded"], 230000)

    def assert_shaped(self, found, required, optional=()):
        self.assertLessEqual(set(required), set(found))
        for name, value in found.items():
            kind = required.get(name) or dict(optional)[name]
            self.assertIsInstance(value, kind, name)
            self.assertTrue(value, name)

    def test_grants_that_lack_what_360giving_requires_are_left_out_and_counted(self):
        make_grant(title="No description", amount=5, currency="EUR", awarded_on="2024-01-01")
        package = self.client.get("/funding/360giving.json").json()
        self.assertEqual([grant["awardDate"] for grant in package["grants"]], ["2024-02-29"])
        self.assertIn("be named: 2.", package["description"])
        self.assertContains(self.client.get("/funding/"), "(2 grants are left out", count=1)

    def test_an_amount_that_is_not_public_is_in_no_export(self):
        Grant.objects.update(amount_public=False)
        for path in ("register.csv", "register.json", "360giving.json"):
            self.assertNotIn("230000", self.client.get(f"/funding/{path}").content.decode())

    def test_five_hundred_grants_cost_no_more_queries_than_two(self):
        pages = {
            "/funding/": 4,
            "/funding/register.csv": 3,
            "/funding/register.json": 3,
            "/funding/360giving.json": 3,
            self.grant.get_absolute_url(): 5,
            self.partner.get_absolute_url(): 5,
        }
        for number in (0, 498):
            more = [
                Grant(title="Another", slug=f"another-{one}", status="active")
                for one in range(number)
            ]
            for grant in Grant.objects.bulk_create(more):
                grant.parties.add(GrantParty(funder=self.partner, role="funding"), bulk=False)
            for path, queries in pages.items():
                with self.subTest(path=path, number=number), self.assertNumQueries(queries):
                    self.assertEqual(self.client.get(path).status_code, 200)
