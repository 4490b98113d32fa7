from decimal import Decimal

from django.test import SimpleTestCase
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from funding.amounts import CURRENCIES, read_amounts, write_amount


class ReadAmountsTests(SimpleTestCase):
    def test_amounts_are_read_as_agreements_write_them(self):
        for text, value, currency in (
            ("in the amount of PLN 230,000.", "230000", "PLN"),
            ("PLN230,000", "230000", "PLN"),
            ("230 000 zł", "230000", "PLN"),
            ("230\u00a0000\u00a0zł", "230000", "PLN"),
            ("230\u202f000 złotych", "230000", "PLN"),
            ("180 000 злотих", "180000", "PLN"),
            ("EUR 1.2 million", "1200000", "EUR"),
            ("1,2 mln zł", "1200000", "PLN"),
            ("2 Mio. Euro", "2000000", "EUR"),
            ("500 тис. гривень", "500000", "UAH"),
            ("1.200.000,50 €", "1200000.50", "EUR"),
            ("1,200,000.50 EUR", "1200000.50", "EUR"),
            ("₴ 9 500 000", "9500000", "UAH"),
            ("9 500 000 грн", "9500000", "UAH"),
            ("150 000 руб.", "150000", "RUB"),
            ("€5,000", "5000", "EUR"),
            ("3.500 EUR", "3500", "EUR"),
            ("1,5 EUR", "1.5", "EUR"),
            ("230'000 CHF", "230000", "CHF"),
            ("in 2024 230 000 zł", "230000", "PLN"),
        ):
            with self.subTest(text=text):
                self.assertEqual(read_amounts(text), [(Decimal(value), currency)])

    def test_amounts_are_read_in_their_order(self):
        self.assertEqual(
            read_amounts("USD 10 of the state, 5 EUR of the town"),
            [(Decimal(10), "USD"), (Decimal(5), "EUR")],
        )

    def test_what_is_no_amount_is_left_out_rather_than_guessed(self):
        for text in (
            "20,000 soldiers",
            "12,34,567 EUR",
            "1.2345 EUR",
            "5,000,00 EUR",
            "0 EUR",
            "EUR",
            "Euros are accepted in 2024",
            "the Fund of 1991",
        ):
            with self.subTest(text=text):
                self.assertEqual(read_amounts(text), [])


class WriteAmountTests(SimpleTestCase):
    def test_round_sums_are_written_without_cents(self):
        self.assertEqual(write_amount(Decimal("230000.00"), "PLN"), "PLN 230,000")

    def test_cents_are_written_where_there_are_any(self):
        self.assertEqual(write_amount(Decimal("1250.5"), "EUR"), "EUR 1,250.50")

    def test_each_language_writes_them_its_way_and_they_are_read_again(self):
        for language, written in (
            ("pl", "1\u00a0250\u00a0000,50\u00a0PLN"),
            ("uk", "1\u00a0250\u00a0000,50\u00a0PLN"),
            ("be", "1\u00a0250\u00a0000,50\u00a0PLN"),
            ("de", "1.250.000,50\u00a0PLN"),
            ("ar", "1,250,000.50\u00a0PLN"),
            ("en-us", "PLN 1,250,000.50"),
        ):
            value = Decimal("1250000.5")
            with self.subTest(language), override(language):
                self.assertEqual(write_amount(value, "PLN"), written)
                self.assertEqual(read_amounts(written), [(value, "PLN")])

    @given(
        cents=st.integers(min_value=1, max_value=10**12), currency=st.sampled_from(list(CURRENCIES))
    )
    def test_what_is_written_is_read_again(self, cents, currency):
        value = Decimal(cents) / 100
        self.assertEqual(read_amounts(write_amount(value, currency)), [(value, currency)])
