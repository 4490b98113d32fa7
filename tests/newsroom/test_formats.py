from datetime import date

from django.test import SimpleTestCase
from django.utils import formats, translation


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
