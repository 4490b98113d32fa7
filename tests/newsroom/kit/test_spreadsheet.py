import csv
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

from django.test import SimpleTestCase
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st

from newsroom.kit.spreadsheet import FORMULA, harmless, spreadsheet
from tests.architecture import sources


def read(content):
    return list(csv.reader(content.decode("utf-8-sig").splitlines(keepends=True)))


class OneWriterTests(SimpleTestCase):
    def test_nothing_else_writes_csv(self):
        writing = [
            path for path, text in sources(".py") if re.search(r"csv\.(Dict)?[Ww]riter", text)
        ]
        self.assertEqual(writing, ["newsroom/kit/spreadsheet.py"])


class SpreadsheetTests(SimpleTestCase):
    def test_it_begins_with_the_mark_that_excel_asks_for_and_ends_lines_as_the_standard_does(self):
        content = spreadsheet(["Name"], [["Łódź"]])
        self.assertEqual(content, b"\xef\xbb\xbfName\r\n\xc5\x81\xc3\xb3d\xc5\xba\r\n")

    def test_what_could_be_a_formula_is_a_text(self):
        cells = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\n=1", " =1", "＝1", "|calc", "%x"]
        cells += ["\tx", "\nx", "\rx", "＋1", "－1", "＠x", "\u00a0\u3000=1"]
        for cell in cells:
            with self.subTest(cell=cell):
                self.assertEqual(read(spreadsheet(["x"], [[cell]]))[1], [f"'{cell}"])

    def test_numbers_dates_and_nothing_stay_what_they_are(self):
        row = [Decimal("230000.00"), 3, date(2024, 3, 1), None, ""]
        self.assertEqual(
            read(spreadsheet(["a"] * 5, [row]))[1], ["230000.00", "3", "2024-03-01", "", ""]
        )

    def test_what_only_prints_as_a_text_is_no_formula_either(self):
        self.assertEqual(
            read(spreadsheet([gettext_lazy("=1")], [[Path("=1")]])), [["'=1"], ["'=1"]]
        )

    def test_quotes_commas_and_lines_come_back(self):
        row = ['a "quoted" name', "a, b; c", "two\nlines", "O’Neil"]
        self.assertEqual(read(spreadsheet(["a"] * 4, [row]))[1], row)

    @given(st.text(st.characters(exclude_categories=["Cs"])))
    def test_no_text_begins_as_a_formula(self, text):
        cell = harmless(text)
        self.assertFalse(cell.lstrip().startswith(FORMULA))
        self.assertEqual(cell.removeprefix("'").split(), text.removeprefix("'").split())

    @given(st.text())
    def test_a_text_keeps_every_letter_and_never_begins_as_a_formula(self, text):
        cell = harmless(text)
        self.assertFalse(cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r")))
        self.assertIn(text, (cell, cell.removeprefix("'")))
