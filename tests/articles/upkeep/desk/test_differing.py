"""Texts as printed beside the texts prescribed in their place."""

from django.test import SimpleTestCase

from articles.upkeep.desk.differing import compared

FUND = "The Fund paid for this in the amount of PLN 230,000."
MENDED = "The Fund paid for this in the amount of PLN 250,000."
VIEWS = "The views expressed are those of the author only."
SAME, ADDED, REMOVED = "same", "added", "removed"


class ComparedTests(SimpleTestCase):
    def test_a_mended_text_is_compared_word_by_word(self):
        ((*_before, removed, added, end),) = compared((FUND,), (MENDED,))
        self.assertEqual(
            [removed, added, end], [(REMOVED, "230,000"), (ADDED, "250,000"), (SAME, ".")]
        )

    def test_a_text_that_stays_is_whole_wherever_it_stands(self):
        for printed, prescribed in [
            ((FUND, VIEWS), (FUND, VIEWS)),
            ((VIEWS, FUND), (FUND, VIEWS)),
        ]:
            with self.subTest(printed):
                self.assertEqual(compared(printed, prescribed), [[(SAME, FUND)], [(SAME, VIEWS)]])

    def test_texts_about_different_things_are_not_mingled(self):
        self.assertEqual(compared((FUND,), (VIEWS,)), [[(REMOVED, FUND)], [(ADDED, VIEWS)]])

    def test_what_comes_and_what_goes_is_shown_whole(self):
        self.assertEqual(compared((), (FUND,)), [[(ADDED, FUND)]])
        self.assertEqual(compared((FUND,), ()), [[(REMOVED, FUND)]])
        self.assertEqual(compared((), ()), [])

    def test_a_printed_text_is_replaced_by_one_prescribed_text_only(self):
        first, second = compared((FUND,), (FUND, FUND))
        self.assertEqual((first, second), ([(SAME, FUND)], [(ADDED, FUND)]))
