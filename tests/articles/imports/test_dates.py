import datetime

from django.test import SimpleTestCase, override_settings

from articles.imports.dates import find_date, read_date

from .samples import piece, read

MAY, DECEMBER = datetime.date(2026, 5, 12), datetime.date(2026, 12, 5)
HEAD = "A port that waits\nIts answers are modest.\n{} - Anna Nowak - Analysis"


class WrittenDateTests(SimpleTestCase):
    def test_a_month_may_be_a_roman_number(self):
        for text in ("4 XI 2024", "4.XI.2024 r.", "4 XI 2024"):
            with self.subTest(text):
                self.assertEqual(read_date(text).value, datetime.date(2024, 11, 4))

    def test_numbers_with_a_slash_or_a_dash_may_be_read_in_two_orders(self):
        for text in ("12/05/2026", "12 / 5 / 2026", "12-05-2026"):
            with self.subTest(text):
                date = read_date(text)
                self.assertEqual(date.day(month_first=False), MAY)
                self.assertEqual(date.day(month_first=True), DECEMBER)
                self.assertTrue(date.ambiguous)

    def test_numbers_that_only_one_order_makes_a_date_of_are_read_in_it(self):
        for text in ("25/12/2026", "12/25/2026"):
            for month_first in (True, False):
                with self.subTest(text, month_first=month_first):
                    date = read_date(text)
                    self.assertEqual(date.day(month_first=month_first), datetime.date(2026, 12, 25))
                    self.assertFalse(date.ambiguous)

    def test_with_stops_the_day_is_first_everywhere(self):
        date = read_date("12.05.2026")
        self.assertEqual((date.day(month_first=True), date.ambiguous), (MAY, False))

    def test_a_date_is_found_within_a_line(self):
        date, before, after = find_date("Anna Nowak, 12 May 2026, Analysis")
        self.assertEqual((date.value, before, after), (MAY, "Anna Nowak, ", ", Analysis"))


class OrderTests(SimpleTestCase):
    """12/05/2026 is read as forms at the desk read it, in the language of the publication."""

    def check(self, manuscript, date, order):
        self.assertEqual(manuscript.date, date)
        self.assertEqual(
            [guess.why for guess in manuscript.guesses if guess.field == "date"],
            [f"“12/05/2026” was read with the {order} first: {date.isoformat()}."],
        )

    def test_the_day_is_first_where_english_is_not_said_to_be_american(self):
        for languages in ([("en", "English")], [("en-gb", "British English")]):
            with self.subTest(languages), override_settings(LANGUAGES=languages):
                self.check(read(piece(head=HEAD.format("12/05/2026"))), MAY, "day")

    @override_settings(LANGUAGES=[("en-us", "American English"), ("pl", "Polish")])
    def test_the_month_is_first_where_the_publication_is_american(self):
        manuscript = read(piece(head=HEAD.format("12/05/2026")))
        self.check(manuscript, DECEMBER, "month")
        self.assertEqual(manuscript.language, "en-us")
        self.check(read(piece(head=HEAD.format("12/05/2026")), language="pl"), MAY, "day")

    def test_a_manuscript_that_says_which_english_it_is_in_is_read_so(self):
        for language, date, order in (("en-US", DECEMBER, "month"), ("en-GB", MAY, "day")):
            with self.subTest(language):
                text = f"---\nlang: {language}\ndate: 12/05/2026\n---\n\n{piece()}"
                manuscript = read(text, "a.md")
                self.check(manuscript, date, order)
                self.assertEqual(manuscript.language, "en")

    def test_a_page_that_says_which_english_it_is_in_is_read_so(self):
        for language, date, order in (("en-US", DECEMBER, "month"), ("en-GB", MAY, "day")):
            with self.subTest(language):
                line = "<p>12/05/2026 - Olena Marchuk - Analysis</p>"
                text = f"<h1>The port</h1>{line}<p>{'Water falls over the weir. ' * 9}</p>"
                page = f'<html lang="{language}"><body>{text}</body></html>'
                self.check(read(page, "a.html"), date, order)
