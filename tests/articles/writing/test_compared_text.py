"""Two texts are compared word by word, and what is shown is sound HTML."""

from django.test import SimpleTestCase
from hypothesis import given

from articles.writing.compared_text import (
    Fate,
    compared_html,
    compared_lines,
    paired,
    words_changed,
)
from articles.writing.parts import html_tokens
from newsroom.kit.html import plain, sanitise
from tests.articles.writing.test_merged_text import BASE, apart


class ComparedTests(SimpleTestCase):
    def html(self, old, new):
        return [(one.fate, one.html, one.words) for one in compared_html(old, new)]

    def test_words_that_came_and_went(self):
        self.assertEqual(
            self.html("<p>Kept.</p><p>It took 3 years.</p>", "<p>Kept.</p><p>It took 4 years.</p>"),
            [
                (Fate.SAME, "<p>Kept.</p>", 0),
                (Fate.CHANGED, "<p>It took <del>3</del><ins>4</ins> years.</p>", 1),
            ],
        )

    def test_blocks_that_came_and_went(self):
        self.assertEqual(
            self.html("<p>One thing.</p><hr>", "<h2>Quite <em>another</em></h2><hr>"),
            [
                (Fate.REMOVED, "<p><del>One thing.</del></p>", 2),
                (Fate.ADDED, "<h2><ins>Quite </ins><em><ins>another</ins></em></h2>", 2),
                (Fate.SAME, "<hr>", 0),
            ],
        )

    def test_of_very_many_paragraphs_that_changed_each_is_sought_nearby_and_none_is_lost(self):
        old = [f"<p>old{n}</p>" for n in range(2000)]
        new = [f"<p>new{n}</p>" for n in range(2000)]
        old[5], new[9] = "<p>Near by it was.</p>", "<p>Near by it is.</p>"
        old[1000], new[1900] = "<p>Far off it was.</p>", "<p>Far off it is.</p>"
        pairs = [*paired(old, new, html_tokens)]
        self.assertEqual([one for one in pairs if all(one)], [(old[5], new[9])])
        self.assertEqual([was for was, _ in pairs if was], old)
        self.assertEqual([becomes for _, becomes in pairs if becomes], new)

    def test_a_paragraph_that_was_changed_is_found_beside_one_that_came(self):
        self.assertEqual(
            self.html("<p>It took three years.</p>", "<p>New.</p><p>It took four years.</p>"),
            [
                (Fate.ADDED, "<p><ins>New.</ins></p>", 1),
                (Fate.CHANGED, "<p>It took <del>three</del><ins>four</ins> years.</p>", 1),
            ],
        )

    def test_what_was_only_formatted_is_told_and_counts_no_word(self):
        for old, new in (
            ("<p>One two.</p>", "<p>One <strong>two</strong>.</p>"),
            ("<p>One two.</p>", "<h2>One two.</h2>"),
            ("<ul><li>One</li></ul>", "<ul><li><em>One</em></li></ul>"),
            ('<p><a href="/a">One</a></p>', '<p><a href="/b">One</a></p>'),
        ):
            with self.subTest(new):
                self.assertEqual(self.html(old, new), [(Fate.FORMATTED, new, 0)])

    def test_items_of_a_list_and_rows_of_a_table_are_compared_one_by_one(self):
        old = "<ul><li>One</li><li>Two</li></ul>"
        new = "<ul><li>One</li><li>Two</li><li>Three</li></ul>"
        shown = "<ul><li>One</li><li>Two</li><li><ins>Three</ins></li></ul>"
        self.assertEqual(self.html(old, new), [(Fate.CHANGED, shown, 1)])
        gone = "<ul><li>One</li><li>Two</li><li><del>Three</del></li></ul>"
        self.assertEqual(self.html(new, old), [(Fate.CHANGED, gone, 1)])
        old = "<table><tbody><tr><td>1</td><td>2</td></tr></tbody></table>"
        self.assertEqual(
            self.html(old, old.replace("2", "3"))[0][1],
            "<table><tbody><tr><td>1</td><td><del>2</del></td><td><ins>3</ins></td></tr>"
            "</tbody></table>",
        )

    def test_what_is_no_html_in_a_plain_text_is_none_in_what_is_shown(self):
        self.assertEqual(
            [(one.fate, one.html) for one in compared_lines("a < b & c\nx", "a < b & <i>\nx")],
            [
                (Fate.CHANGED, "a &lt; b &amp; <del>c</del><ins>&lt;i&gt;</ins>"),
                (Fate.SAME, "x"),
            ],
        )

    def test_nothing_beside_something(self):
        self.assertEqual(compared_lines("", ""), [])
        self.assertEqual(self.html("", ""), [])
        self.assertEqual(
            [(one.fate, one.html, one.words) for one in compared_lines("", "It's new")],
            [(Fate.ADDED, "<ins>It&#x27;s new</ins>", 2)],
        )

    @given(apart())
    def test_without_what_went_it_is_the_new_text_and_without_what_came_the_old(self, edits):
        old, new = "".join(edits.mine), "".join(edits.theirs)
        shown = "".join(one.html for one in compared_html(old, new))
        for element, other, text in (("del", "ins", new), ("ins", "del", old)):
            left = shown
            while (start := left.find(f"<{element}>")) >= 0:
                left = left[:start] + left[left.index(f"</{element}>") + len(element) + 3 :]
            left = left.replace(f"<{other}>", "").replace(f"</{other}>", "")
            self.assertEqual(plain(left), plain(text))

    @given(apart())
    def test_it_is_sound(self, edits):
        for one in compared_html(BASE, "".join(edits.mine)):
            bare = one.html
            for tag in ("ins", "del"):
                bare = bare.replace(f"<{tag}>", "").replace(f"</{tag}>", "")
            self.assertEqual(sanitise(bare), bare)

    def test_words_are_counted_over_all(self):
        found = compared_html("<p>One two three.</p>", "<p>One two four five.</p><p>Six.</p>")
        self.assertEqual(words_changed(found), 3)
