from datetime import date

from django import forms
from django.test import SimpleTestCase
from django.utils import formats, translation
from django.utils.timesince import timesince

from newsroom.kit.languages import month_first


class FormatsTests(SimpleTestCase):
    def test_a_day_is_written_as_the_language_writes_it(self):
        for language, day in (
            ("be", "17 лістапада 2026"),
            ("uk", "17 листопада 2026"),
            ("ru", "17 ноября 2026"),
            ("pl", "17 listopada 2026"),
            ("de", "17. November 2026"),
            ("en", "17 Nov 2026"),
            ("en-gb", "17 Nov 2026"),
            ("en-us", "Nov 17, 2026"),
        ):
            with self.subTest(language), translation.override(language):
                self.assertEqual(formats.date_format(date(2026, 11, 17)), day)

    def test_months_and_lengths_of_time_are_declined_in_belarusian(self):
        with translation.override("be"):
            for month, within, alone in (
                (3, "9 сакавіка", "сакавік 2026"),
                (5, "9 мая", "май 2026"),
                (9, "9 верасня", "верасень 2026"),
                (12, "9 снежня", "снежань 2026"),
            ):
                day = date(2026, month, 9)
                self.assertEqual(formats.date_format(day, "MONTH_DAY_FORMAT"), within)
                self.assertEqual(formats.date_format(day, "YEAR_MONTH_FORMAT"), alone)
            for days, told in ((1, "1\xa0дзень"), (2, "2\xa0дні"), (5, "5\xa0дзён")):
                self.assertEqual(timesince(date(2026, 3, 9), date(2026, 3, 9 + days)), told)

    def test_a_form_reads_a_day_in_numbers_in_the_order_of_its_language(self):
        field = forms.DateField(localize=True)
        for language, month in (("en", 5), ("en-gb", 5), ("en-us", 12), ("pl", 5), ("de", 5)):
            typed = "12.05.2026" if language in ("pl", "de") else "12/05/2026"
            with self.subTest(language), translation.override(language):
                day = date(2026, month, 5 if month == 12 else 12)
                self.assertEqual(field.clean(typed), day)
                self.assertEqual(month_first(language), month == 12)
                self.assertEqual(field.clean("2026-05-12"), date(2026, 5, 12))

    def test_a_day_within_its_year_is_written_in_the_case_that_a_day_asks_for(self):
        for language, day in (
            ("be", "17 лістапада"),
            ("uk", "17 листопада"),
            ("ru", "17 ноября"),
            ("pl", "17 listopada"),
            ("de", "17. November"),
            ("en", "17 November"),
            ("en-us", "November 17"),
        ):
            with self.subTest(language), translation.override(language):
                self.assertEqual(formats.date_format(date(2026, 11, 17), "MONTH_DAY_FORMAT"), day)
