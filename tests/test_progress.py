import io
import unittest

from django.test import SimpleTestCase

from tests.progress import Progress, RemoteRunner, TimedProgress
from tests.runner import Suite


class Sample(unittest.TestCase):
    """Is run by the tests below; nobody else finds it, for it has no test of its own."""

    def good(self):
        pass

    def bad(self):
        self.fail("It is bad.")

    def bad_in_two_ways(self):
        for way in (1, 2):
            with self.subTest(way):
                self.fail("It is bad.")

    def left(self):
        self.skipTest("Not here.")


GOOD, BAD, TWICE, LEFT = (Sample(name) for name in ("good", "bad", "bad_in_two_ways", "left"))
EXPECTED = {GOOD.id(): 6, BAD.id(): 2, TWICE.id(): 1, LEFT.id(): 1}


class ProgressTests(SimpleTestCase):
    def run_here(self, *tests):
        """``(result, what it said)`` of a run in this process."""
        said = io.StringIO()
        decorated = unittest.runner._WritelnDecorator(said)
        result = TimedProgress(decorated, True, 1, expected=EXPECTED)
        unittest.TestSuite(tests).run(result)
        return result, said.getvalue()

    def test_a_failing_test_is_named_at_once_and_once(self):
        _, said = self.run_here(GOOD, BAD, TWICE, LEFT)
        self.assertEqual(said, f"Failed: {BAD.id()}\nFailed: {TWICE.id()}\n")

    def test_the_time_left_is_told_by_the_last_run_and_the_pace_so_far(self):
        result, _ = self.run_here()
        self.assertEqual(result.how_far(0), "0 of 4 tests, about 10 seconds left")
        result, _ = self.run_here(GOOD)
        self.assertEqual(result.how_far(6), "1 of 4 tests, a few seconds left")
        self.assertEqual(result.how_far(60), "1 of 4 tests, about 30 seconds left")
        result, _ = self.run_here(BAD, LEFT)
        self.assertEqual(result.how_far(60), "2 of 4 tests, 1 failed, about 2 minutes left")

    def test_every_test_is_timed(self):
        result, _ = self.run_here(GOOD, BAD, TWICE, LEFT)
        self.assertEqual(set(result.taken), set(EXPECTED))
        self.assertTrue(all(0 < seconds < 5 for seconds in result.taken.values()))

    def test_another_process_tells_the_same(self):
        here, _ = self.run_here(GOOD, BAD, TWICE, LEFT)
        tests = [GOOD, BAD, TWICE, LEFT]
        there = RemoteRunner().run(unittest.TestSuite(tests))
        said = unittest.runner._WritelnDecorator(io.StringIO())
        result = Progress(said, True, 1, expected=EXPECTED)
        for event in there.events:
            Suite([], 2).handle_event(result, tests, event)
        self.assertEqual(set(result.taken), set(EXPECTED))
        self.assertEqual(result.how_far(60), here.how_far(60))
        self.assertEqual(said.stream.getvalue(), f"Failed: {BAD.id()}\nFailed: {TWICE.id()}\n")
