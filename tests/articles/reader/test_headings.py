from django.test import SimpleTestCase

from articles.reader.headings import with_levels


class HeadingTests(SimpleTestCase):
    def test_no_heading_is_told_as_more_than_one_level_below_the_one_before_it(self):
        told = {
            "<h3>A</h3><h2>B</h2>": '<h3 aria-level="2">A</h3><h2>B</h2>',
            '<h2>A</h2><h4 id="b">B</h4>': '<h2>A</h2><h4 aria-level="3" id="b">B</h4>',
            "<h3>A</h3><h4>B</h4>": '<h3 aria-level="2">A</h3><h4 aria-level="3">B</h4>',
            "<h2>A</h2><h3>B</h3><h2>C</h2><h3>D</h3>": "<h2>A</h2><h3>B</h3><h2>C</h2><h3>D</h3>",
            "<hr><header></header>": "<hr><header></header>",
        }
        self.assertEqual({html: with_levels(html) for html in told}, told)
