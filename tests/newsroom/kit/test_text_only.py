"""What the markup of a text says is said in characters, too."""

import re

from django.test import SimpleTestCase
from hypothesis import given

from newsroom.kit.html import plain
from newsroom.kit.text_only import text_only
from tests.newsroom.kit.test_html import fragments

SITE = "https://site.example"


class TextOnlyTests(SimpleTestCase):
    def assert_written(self, html, *lines):
        self.assertEqual(text_only(html, SITE), "\n".join(lines))

    def test_headings_are_told_apart_and_paragraphs_stand_apart(self):
        self.assert_written(
            "<h2>A<br>b</h2>\n<p>c <em>d</em>\n e<br>f</p><h3>g</h3><h4>h</h4><hr>i",
            *("## A b", "", "c d e", "f", "", "### g", "", "#### h", "", "* * *", "", "i"),
        )

    def test_a_link_is_followed_by_its_address(self):
        self.assert_written(
            '<p><a href="https://e.org/?a=1&amp;b=2">the <em>port </em></a>and '
            '<a href="/about/">us</a>, <a href="mailto:a@e.org">mail</a></p>',
            f"the port <https://e.org/?a=1&b=2> and us <{SITE}/about/>, mail <a@e.org>",
        )

    def test_an_address_is_not_said_twice(self):
        self.assert_written(
            '<a href="https://e.org/">https://e.org/</a> <a href="mailto:a@e.org">a@e.org</a>',
            "https://e.org/ a@e.org",
        )

    def test_lists_have_marks_and_numbers_also_within_each_other(self):
        self.assert_written(
            '<ul><li><p>a</p><ol start="9"><li>b</li><li><p>c</p><p>d</p></li></ol></li>'
            "<li>e</li></ul>",
            *("- a", "  9. b", "  10. c", "      d", "- e"),
        )

    def test_what_is_quoted_is_marked_line_by_line(self):
        self.assert_written(
            "<blockquote><p>a<br>b</p><blockquote><p>c</p></blockquote></blockquote>",
            *("> a", "> b", ">", "> > c"),
        )

    def test_a_note_begins_with_its_sign_which_runs_into_no_word(self):
        self.assert_written(
            '<p>a<sup id="fn-ref-1"><a href="#fn-1">1</a></sup> b<sup><a href="#fn-2">[2]</a>'
            '</sup> c<a href="#fn-x">3</a> d<sup><a href="#fn-s">*</a></sup></p><ol>'
            '<li id="fn-1"><p>e <a href="#fn-ref-1">↑</a></p></li><li id="fn-2">f</li>'
            '<li id="fn-x">g</li><li id="fn-s">h</li><li>i</li></ol>',
            *("a[1] b[2] c[3] d[*]", "", "[1] e", "[2] f", "[3] g", "[*] h", "5. i"),
        )

    def test_figures_stay_raised_or_lowered_and_letters_are_read_as_they_are(self):
        self.assert_written(
            "<p>H<sub>2</sub>O, 5 km<sup>2</sup>, 10<sup>-6</sup>, the 5<sup>th</sup></p>",
            "H₂O, 5 km², 10⁻⁶, the 5th",
        )

    def test_a_narrow_table_stands_in_columns_below_its_head(self):
        self.assert_written(
            "<table><tbody><tr><th>Year</th><th><p>Tonnes</p></th></tr>"
            "<tr><td>2023</td><td><p>a</p><p>b</p></td></tr><tr><td></td><td>9</td></tr></table>",
            *("Year | Tonnes", "-------------", "2023 | a / b", "     | 9"),
        )

    def test_a_cell_of_several_rows_or_columns_moves_no_other_out_of_its_column(self):
        self.assert_written(
            '<table><tr><td rowspan="2">a</td><td colspan="2">b</td></tr>'
            "<tr><td>c</td><td>d</td></tr></table>",
            *("a | b |", "a | c | d"),
        )

    def test_of_a_wide_table_each_row_is_a_line(self):
        long = "word " * 20 + "end"
        self.assert_written(
            f"<table><tr><th>a</th><th>b</th></tr><tr><td>{long}</td><td>c</td></tr></table>",
            *("a | b", "-" * 78, f"{long} | c"),
        )

    def test_spans_without_end_are_written_a_few_times_only(self):
        table = "<table>" + '<tr><td colspan="9999" rowspan="9999">x</td></tr>' * 40 + "</table>"
        self.assertLess(len(text_only(table)), 100_000)

    @given(fragments)
    def test_no_word_is_lost_whatever_is_written(self, html):
        """Words may be said again, as those of a cell of several rows."""
        written = text_only(html)
        for word in re.findall(r"[^\W\d_]+", plain(html)):
            self.assertIn(word, written)
