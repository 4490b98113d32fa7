from datetime import date

from django.test import SimpleTestCase

from newsroom.kit.public_holidays import UnknownCountry, public_holidays

CONSTITUTION_DAY = date(2027, 5, 3)


class PublicHolidaysTests(SimpleTestCase):
    def test_the_days_that_the_whole_country_has_in_that_year_in_order(self):
        self.assertEqual(
            [f"{day:%-d.%-m.%Y}" for day in public_holidays("PL", 2027, "pl")],
            ["1.1.2027", "6.1.2027", "28.3.2027", "29.3.2027", "1.5.2027", "3.5.2027"]
            + ["16.5.2027", "27.5.2027", "15.8.2027", "1.11.2027", "11.11.2027", "24.12.2027"]
            + ["25.12.2027", "26.12.2027"],
        )

    def test_names_are_in_the_language_or_in_that_of_the_country(self):
        for language, name in (
            ("pl", "Święto Narodowe Trzeciego Maja"),
            ("uk", "Національне свято Третього Травня"),
            ("en", "National Day of the Third of May"),
            ("en-gb", "National Day of the Third of May"),
            ("be", "Święto Narodowe Trzeciego Maja"),
        ):
            with self.subTest(language):
                self.assertEqual(public_holidays("PL", 2027, language)[CONSTITUTION_DAY], name)

    def test_of_the_variants_of_a_language_the_country_s_own_comes_first(self):
        first_monday = date(2027, 9, 6)
        self.assertEqual(
            [public_holidays(country, 2027, "en")[first_monday] for country in ("CA", "US")],
            ["Labour Day", "Labor Day"],
        )

    def test_a_calendar_may_know_one_language_only(self):
        self.assertEqual(public_holidays("NZ", 2027, "pl")[date(2027, 12, 25)], "Christmas Day")

    def test_there_may_be_none(self):
        self.assertEqual(public_holidays("UA", 2027, "uk"), {})

    def test_what_is_no_code_of_a_country_is_refused(self):
        for country in ("XX", "pl", "Poland", "", "HolidayBase", "NYSE", "__class__"):
            with self.subTest(country), self.assertRaises(UnknownCountry):
                public_holidays(country, 2027, "en")
