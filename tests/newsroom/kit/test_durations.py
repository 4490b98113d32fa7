from django.test import SimpleTestCase

from newsroom.kit.durations import in_words


class DurationTests(SimpleTestCase):
    def test_it_is_told_in_the_largest_unit_that_holds_it_evenly(self):
        for seconds, words in (
            (1, "1 minute"),
            (60, "1 minute"),
            (61, "2 minutes"),
            (900.0, "15 minutes"),
            (3600, "1 hour"),
            (5400, "90 minutes"),
            (36 * 3600, "36 hours"),
            (7 * 24 * 3600, "7 days"),
        ):
            self.assertEqual(in_words(seconds), words)
