from decimal import Decimal

from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from funding.amounts import write_amount
from funding.checks.money import amounts, sums_not_understood


def told(text, amount="230000", currency="PLN", **facts):
    amount = None if amount is None else Decimal(amount)
    return [tuple(remark) for remark in amounts(text, amount, currency, **facts)]


class AmountsTests(SimpleTestCase):
    def test_the_grants_own_amount_draws_no_remark_however_it_is_written(self):
        for text in (
            "in the amount of PLN 230,000.",
            "w kwocie 230 000 zł",
            "w kwocie 230\u00a0000\u202fzłotych",
            "230 tys. zł",
            "PLN 230,000 of PLN 300,000",
            "The Fund paid for this in 2024.",
            "Agreement 2024/2509, 12.03.2024, no. 17-230-000",
        ):
            with self.subTest(text):
                self.assertEqual(told(text), [])

    def test_another_amount_is_told_with_both(self):
        self.assertEqual(
            told("in the amount of PLN 250,000"),
            [("amount-differs", "The text says PLN 250,000; the grant says PLN 230,000.")],
        )

    def test_another_currency_is_another_amount(self):
        self.assertEqual(
            told("EUR 230,000"),
            [("amount-differs", "The text says EUR 230,000; the grant says PLN 230,000.")],
        )

    def test_an_amount_where_the_grant_has_none_is_told(self):
        self.assertEqual(
            told("EUR 1.2 million", amount=None, currency=""),
            [("amount-differs", "The text says EUR 1,200,000; the grant has no amount.")],
        )

    def test_an_amount_that_is_not_public_is_told(self):
        self.assertEqual(
            told("PLN 230,000", public=False),
            [
                (
                    "amount-not-public",
                    "The text says PLN 230,000; the amount of the grant is not public.",
                )
            ],
        )

    def test_a_sum_that_cannot_be_read_is_said_to_be_not_understood(self):
        for text, found in (
            ("a grant of 12,34,567 EUR", "12,34,567 EUR"),
            ("5,000,00 EUR", "5,000,00 EUR"),
            ("EUR 1.2345", "EUR 1.2345"),
            ("a grant of 230 000", "230 000"),
            ("1.2 million", "1.2 million"),
            ("0 zł", "0 zł"),
        ):
            with self.subTest(text):
                words = f"“{found}” was not understood as an amount: "
                words += "compare it with the agreement yourself."
                self.assertEqual(told(text), [("amount-not-understood", words)])

    @given(st.integers(1, 10**11).map(lambda cents: Decimal(cents) / 100))
    def test_an_amount_as_we_print_it_is_always_understood(self, amount):
        text = f"in the amount of {write_amount(amount, 'EUR')}."
        self.assertEqual(sums_not_understood(text), [])
        self.assertEqual(told(text, amount=amount, currency="EUR"), [])
