"""A comment follows its passage through every edit, and is never lost with it."""

from dataclasses import replace

from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from articles.writing.anchors import (
    WHOLE,
    anchored,
    follow,
    not_saved_yet,
    text_of,
    texts_of,
)

TEXTS = [
    "The council met on Monday.",
    "It sold the port for 230,000 to a company that nobody knew, and went home.",
    "Nobody asked who owned it.",
]
PORT = anchored("sold the port", TEXTS)
LETTERS = st.text(st.sampled_from("ab <&é"), max_size=30)
SEVERAL = st.lists(LETTERS, max_size=6)


def stands(anchor, texts):
    """What the text holds where an anchor says that its passage stands."""
    return texts[anchor.block][anchor.start : anchor.start + len(anchor.passage)]


class AnchoredTests(SimpleTestCase):
    def test_it_is_where_the_words_stand(self):
        self.assertEqual((PORT.block, PORT.start, PORT.passage), (1, 3, "sold the port"))
        self.assertEqual((PORT.before, PORT.after[:4]), ("It ", " for"))

    def test_blanks_are_as_people_type_them(self):
        found = anchored("  230,000\n to ", ["He paid 230,000\u00a0to her."])
        self.assertEqual(found.passage, "230,000\u00a0to")

    def test_of_the_same_words_those_are_meant_that_stand_between_the_same(self):
        texts = ["one port, two ports", "a port and a port again"]
        found = anchored("port", texts, before="and a ", after=" again")
        self.assertEqual((found.block, found.start), (1, 13))

    def test_what_stands_nowhere_has_no_place_and_nothing_is_the_whole_text(self):
        self.assertIsNone(anchored("bought the port", TEXTS))
        self.assertEqual(anchored(" \n", TEXTS), WHOLE)

    def test_words_are_read_without_tags_and_signs(self):
        self.assertEqual(text_of("<p>A <strong>b</strong>&amp;c<br>d</p>"), "A b&cd")
        self.assertEqual(texts_of("<p>One</p>\n<ul><li>a</li><li>b</li></ul>"), ["One", "ab"])


class FollowTests(SimpleTestCase):
    def moved(self, texts, anchor=PORT):
        found = follow(anchor, texts)
        self.assertEqual(found.quotation, anchor.quotation)
        if not found.is_gone and not found.is_whole:
            self.assertEqual(stands(found, texts), found.passage)
        return found

    def test_what_is_written_before_it_moves_it(self):
        found = self.moved(["New.", *TEXTS])
        self.assertEqual((found.block, found.start), (2, 3))
        found = self.moved([TEXTS[0], f"On Monday, {TEXTS[1]}"])
        self.assertEqual((found.block, found.start), (1, 14))

    def test_a_passage_that_is_rewritten_between_the_same_words_is_still_commented_on(self):
        found = self.moved([TEXTS[0], TEXTS[1].replace("sold the port", "gave the harbour away")])
        self.assertEqual((found.passage, found.is_gone), ("gave the harbour away", False))
        self.assertEqual(found.quotation, "sold the port")

    def test_one_that_is_taken_out_is_gone_and_comes_back_with_its_words(self):
        for gone in ([TEXTS[0], TEXTS[2]], [TEXTS[0], "It went home."], []):
            with self.subTest(gone):
                found = self.moved(gone)
                self.assertEqual(found, replace(PORT, is_gone=True))
                self.assertEqual(self.moved(TEXTS, found), PORT)

    def test_it_does_not_jump_to_the_same_words_somewhere_else(self):
        self.assertTrue(self.moved(["He sold the port again, said another man in court."]).is_gone)

    def test_what_was_not_saved_yet_is_found_once_it_is(self):
        anchor = not_saved_yet("sold the port", before="It ", after=" for 230,000")
        self.assertFalse(self.moved(TEXTS, anchor).is_gone)

    def test_a_comment_on_the_whole_text_is_never_gone(self):
        self.assertEqual(follow(WHOLE, []), WHOLE)

    @given(SEVERAL, st.data())
    def test_in_the_same_text_it_stays_where_it_is(self, texts, data):
        number = data.draw(st.integers(0, max(len(texts) - 1, 0)))
        words = data.draw(st.sampled_from(texts[number].split() or [""])) if texts else ""
        anchor = anchored(words, texts)
        self.assertEqual(follow(anchor, texts), anchor)

    @given(SEVERAL, SEVERAL, SEVERAL)
    def test_whatever_is_written_in_other_blocks_it_stands_at_the_same_words(
        self, texts, before, after
    ):
        edited = [*before, *TEXTS, *after] if texts else [*TEXTS, *after]
        found = self.moved(edited)
        self.assertEqual((stands(found, edited), found.is_gone), ("sold the port", False))

    @given(SEVERAL, SEVERAL, st.data())
    def test_in_any_text_it_says_where_its_words_stand_or_that_they_are_gone(
        self, texts, edited, data
    ):
        words = data.draw(LETTERS)
        anchor = anchored(words, texts) or not_saved_yet(words)
        self.moved(edited, anchor)
        self.assertEqual(follow(self.moved(edited, anchor), edited), follow(anchor, edited))
