import re

from django.test import SimpleTestCase

from articles.models import PublishedVersion
from articles.models.printed import Printed
from articles.reader.body import Medium, printed_body
from articles.reader.tables import with_regions

TABLE = (
    "<table><tbody><tr><th>Year</th><th>Ships</th></tr>"
    "<tr><th>1974</th><td>400</td></tr></tbody></table>"
)
REGION = '<div class="table" role="region" tabindex="0" aria-label="{}">'


class TableTests(SimpleTestCase):
    def test_keys_reach_each_table_of_a_page_and_know_it_by_its_number(self):
        html = with_regions(f"<p>a</p>{TABLE}<p>b</p>{TABLE}")
        self.assertEqual(html.count("<table>"), 2)
        for name in ("Table 1", "Table 2"):
            self.assertEqual(html.count(REGION.format(name) + "<table>"), 1)
        self.assertEqual(html.count("</table></div>"), 2)

    def test_heads_of_the_first_row_are_of_columns_and_any_other_of_its_row(self):
        scopes = re.findall('<th scope="(.*?)">(.*?)</th>', with_regions(TABLE))
        self.assertEqual(scopes, [("col", "Year"), ("col", "Ships"), ("row", "1974")])

    def test_a_table_within_a_cell_leaves_every_element_closed(self):
        html = with_regions(f"<table><tr><td>{TABLE}</td></tr><tr><th>a</th></tr></table>")
        self.assertEqual([html.count("<div"), html.count("</div>")], [2, 2])
        self.assertIn('<th scope="row">a</th>', html)

    def test_what_only_looks_like_a_table_is_left_alone(self):
        for html in ("<p>&lt;table&gt;</p>", "<p>a table</p>", ""):
            self.assertEqual(with_regions(html), html)

    def test_only_pages_are_moved_by_keys(self):
        piece = Printed(PublishedVersion(body=TABLE))
        moved = {medium: "tabindex" in printed_body(piece, medium) for medium in Medium}
        self.assertEqual(moved, {medium: medium == Medium.PAGE for medium in Medium})
