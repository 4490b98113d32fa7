from django.test import SimpleTestCase

from articles.writing.vanished import vanished

NOTE = '<p>A<sup><a href="#fn-{0}">[1]</a></sup></p><ol><li id="fn-{0}"><p>B</p></li></ol>'
TABLE = "<table><tbody><tr><td><p>a</p></td></tr></tbody></table>"
PICTURE = '<figure data-photo="{}"><figcaption>Q</figcaption></figure>'


class VanishedTests(SimpleTestCase):
    def test_what_goes_is_counted_by_kind(self):
        before = NOTE.format(1) + NOTE.format(2) + TABLE + PICTURE.format(1) + PICTURE.format(2)
        for after, gone in (
            ("", {"picture": 2, "table": 1, "footnote": 2}),
            (NOTE.format(2) + TABLE + PICTURE.format(1), {"picture": 1, "footnote": 1}),
            (before, {}),
            (before + before.replace("fn-", "fn-x"), {}),
        ):
            with self.subTest(after):
                self.assertEqual(vanished(before, after), gone)

    def test_a_footnote_is_gone_with_either_of_its_ends(self):
        whole = NOTE.format("x")
        for after in (
            whole.replace(' id="fn-x"', ""),
            whole.replace('<a href="#fn-x">[1]</a>', "[1]"),
        ):
            self.assertEqual(vanished(whole, after), {"footnote": 1})
            self.assertEqual(vanished(after, after), {})

    def test_words_and_emphasis_may_go_and_a_picture_may_take_the_place_of_another(self):
        self.assertEqual(vanished("<h2>A</h2><p><em>B</em></p>", "<p>B</p>"), {})
        self.assertEqual(vanished(PICTURE.format(1), PICTURE.format(2)), {})
