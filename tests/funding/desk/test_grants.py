from django.test import TestCase

from funding.models import Appeal, Funder, FunderAlias, Grant
from tests.factories import make_funder, make_funding_manager, make_grant
from tests.filling_in import filled_in

WEB = "A web address begins with https:// and names a site, as in example.org."


class DeskTestCase(TestCase):
    def setUp(self):
        self.client.force_login(make_funding_manager())
        self.open = {}

    def send(self, path, /, **changes):
        """Save a page; one that is refused is still open, and is saved again."""
        page = self.open.pop(path, None) or self.client.get(path)
        answer = self.client.post(path, filled_in(page, **changes))
        if answer.status_code == 200:
            self.open[path] = page
        return answer

    def errors(self, page):
        return page.context["adminform"].form.errors


class AmountTests(DeskTestCase):
    def test_an_amount_that_is_none_is_refused_with_a_sentence(self):
        for amount, words in (
            ("0", "Ensure this value is greater than or equal to 0.01."),
            ("-5", "Ensure this value is greater than or equal to 0.01."),
            ("NaN", "“NaN” is no number in the digits 0 to 9."),
            ("a lot", "“a lot” is no number in the digits 0 to 9."),
            ("1e4", "“1e4” is no number in the digits 0 to 9."),
            ("1000000000000000", "Ensure that there are no more than 14 digits in total."),
            (
                "100000000000.01",
                "100,000,000,000.01 is more than a grant can be: check the number of noughts.",
            ),
            ("0.001", "Ensure that there are no more than 2 decimal places."),
        ):
            with self.subTest(amount):
                page = self.send(
                    "/desk/funding/grant/add/", title="T", amount=amount, currency="PLN"
                )
                self.assertEqual(self.errors(page), {"amount": [words]})
        self.assertEqual(Grant.objects.count(), 0)

    def test_the_largest_amount_that_a_grant_can_be_is_kept(self):
        self.send("/desk/funding/grant/add/", title="T", amount="100000000000", currency="PLN")
        self.assertEqual(Grant.objects.get().amount, 10**11)

    def test_currencies_and_dates_that_do_not_fit_are_refused_with_a_sentence(self):
        for fields, errors in (
            ({"currency": "EUR"}, {"__all__": ["An amount and a currency go together."]}),
            (
                {"amount": "5", "currency": "zł"},
                {
                    "currency": [
                        "“ZŁ” is no currency: write its three letters, such as PLN (ISO 4217)."
                    ]
                },
            ),
            (
                {"starts_on": "2026-02-02", "ends_on": "2026-02-01"},
                {"__all__": ["The grant ends before it starts."]},
            ),
        ):
            with self.subTest(fields):
                page = self.send("/desk/funding/grant/add/", title="T", **fields)
                self.assertEqual(self.errors(page), errors)


class PartyTests(DeskTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.grant = make_grant("", funders=[make_funder(), make_funder()])
        cls.url = f"/desk/funding/grant/{cls.grant.pk}/change/"

    def share(self, first, second, **changes):
        fields = {"parties-0-share": first, "parties-1-share": second, **changes}
        return self.send(self.url, **fields)

    def shares(self):
        return [party.share for party in self.grant.parties.all()]

    def test_shares_that_make_more_than_the_whole_are_refused_with_a_sentence(self):
        page = self.share("60", "40.5")
        self.assertContains(
            page,
            "The shares make 100.5 per cent together, more than the whole. Leave the share of "
            "a party empty if it passes on the money of another.",
            count=1,
        )
        self.assertEqual(self.shares(), [None, None])
        self.assertContains(self.share("60", "50"), "make 110 per cent together")
        self.assertContains(self.share("60.25", "40"), "make 100.25 per cent together")

    def test_the_whole_and_a_part_of_it_are_kept(self):
        for first, second in (("60", "40"), ("60", ""), ("", "")):
            with self.subTest(first=first, second=second):
                self.assertEqual(self.share(first, second).status_code, 302)
        self.share("60", "40")
        self.assertEqual(self.shares(), [60, 40])

    def test_the_share_of_a_party_that_is_taken_out_does_not_count(self):
        self.share("100", "90", **{"parties-1-DELETE": "on"})
        self.assertEqual(self.shares(), [100])

    def test_a_share_that_is_none_is_refused(self):
        for share in ("0", "-1", "100.01", "NaN", "half"):
            with self.subTest(share):
                self.assertEqual(self.share(share, "").status_code, 200)
        self.assertEqual(self.shares(), [None, None])


class AddressTests(DeskTestCase):
    HOSTILE = (
        "javascript:alert(1)",
        "JaVaScRiPt://example.org/%0aalert(1)",
        "data:text/html,x",
        "ftp://example.org/",
        "https://",
    )

    def test_only_addresses_of_the_web_are_kept(self):
        for url, words in (
            *((url, WEB) for url in self.HOSTILE),
            ("https:\\\\example.org", "A web address has no backslash."),
            ("//example.org/", "Write the address with https:// before it."),
            ("\\\\example.org", "Write the address with https:// before it."),
            (
                "https://example.org/\u202e",
                "Character 21 is U+202E (RIGHT-TO-LEFT OVERRIDE), which cannot be printed. "
                "Delete it.",
            ),
        ):
            with self.subTest(url):
                page = self.send("/desk/funding/funder/add/", name="F", url=url)
                self.assertEqual(self.errors(page), {"url": [words]})
                page = self.send("/desk/funding/appeal/add/", text="T", url=url)
                self.assertEqual(self.errors(page), {"url": [words]})
        self.assertEqual((Funder.objects.count(), Appeal.objects.count()), (0, 0))

    def test_an_address_without_its_scheme_is_completed(self):
        self.send("/desk/funding/funder/add/", name="F", url="example.org/about")
        self.assertEqual(Funder.objects.get().url, "https://example.org/about")


class FunderTests(DeskTestCase):
    def test_other_names_are_kept_with_the_funder(self):
        funder = make_funder("Open Fund")
        self.send(
            f"/desk/funding/funder/{funder.pk}/change/",
            **{"aliases-TOTAL_FORMS": "1", "aliases-0-name": "Відкритий  фонд"},
        )
        self.assertEqual(FunderAlias.objects.get().name, "Відкритий  фонд")

    def test_a_funder_in_use_is_not_deleted(self):
        grant = make_grant("Paid.")
        funder = grant.funders.get()
        url = f"/desk/funding/funder/{funder.pk}/delete/"
        self.assertContains(self.client.get(url), "would require deleting the following protected")
        self.client.post(url, {"post": "yes"})
        self.assertEqual(list(grant.funders.all()), [funder])
