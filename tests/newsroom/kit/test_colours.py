from django.core.exceptions import ValidationError
from django.test import SimpleTestCase

from newsroom.kit.colours import AA, contrast, least_contrast, readable, refuse_unreadable

LIGHT, DARK = ("#ffffff", "#f5f1ea"), ("#171614",)


class ContrastTests(SimpleTestCase):
    def test_it_is_that_of_the_guidelines(self):
        # Worked examples: black on white, the lightest grey of AA and the darkest that is not,
        # and one of each primary colour on white.
        for one, other, ratio in (
            ("#000000", "#ffffff", 21),
            ("#ffffff", "#ffffff", 1),
            ("#767676", "#ffffff", 4.54),
            ("#777777", "#ffffff", 4.48),
            ("#ff0000", "#ffffff", 4.0),
            ("#0000ff", "#ffffff", 8.59),
            ("#00ff00", "#000000", 15.3),
        ):
            with self.subTest(one=one, other=other):
                self.assertEqual(round(contrast(one, other), 2), ratio)
                self.assertEqual(contrast(one, other), contrast(other, one))

    def test_the_worst_of_some_papers_decides(self):
        self.assertEqual(least_contrast("#767676", LIGHT), contrast("#767676", LIGHT[1]))
        self.assertLess(least_contrast("#767676", LIGHT), AA)


class ReadableTests(SimpleTestCase):
    def test_a_colour_that_can_be_read_stays(self):
        self.assertEqual(readable("#962a1e", LIGHT), "#962a1e")

    def test_any_other_is_made_darker_or_lighter_until_it_can_be_read(self):
        for colour in ("#ffff00", "#ff8800", "#888888", "#fefefe"):
            self.assertGreaterEqual(least_contrast(readable(colour, LIGHT), LIGHT), AA, colour)
        for colour in ("#0b5e4f", "#000080", "#000000", "#555555"):
            self.assertGreaterEqual(least_contrast(readable(colour, DARK), DARK), AA, colour)

    def test_it_is_refused_with_its_ratio_and_with_what_would_do(self):
        with self.assertRaisesMessage(
            ValidationError,
            "This colour is hard to read on the pages: its contrast is 4.47 to 1, and at least "
            f"4.5 to 1 is needed. {readable('#777777', LIGHT[:1])} would do.",
        ):
            refuse_unreadable("#777777", LIGHT[:1])
        refuse_unreadable("#767676", LIGHT[:1])
