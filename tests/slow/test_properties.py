import io
import time
import unittest

from django.test import SimpleTestCase
from django.test.utils import iter_test_cases

from tests.slow.properties import UntilTheTimeIsUp, is_property


class PropertiesTests(SimpleTestCase):
    def test_they_are_what_hypothesis_makes_examples_for_and_the_moves_of_a_newsroom(self):
        names = ("newsroom.kit.test_slugs", "articles.publishing.test_stateful")
        suite = unittest.defaultTestLoader.loadTestsFromNames(f"tests.{name}" for name in names)
        self.assertEqual(
            {test._testMethodName for test in iter_test_cases(suite) if is_property(test)},
            {
                "test_every_text_with_a_letter_has_a_valid_address",
                "test_a_slug_is_its_own_slug",
                "test_whatever_happens_readers_see_one_declared_and_disclosed_text_or_none",
            },
        )

    def test_a_run_stops_after_the_test_during_which_the_time_was_up(self):
        tests = [PropertiesTests("nothing") for _number in range(3)]
        for until, ran in ((0, 1), (time.monotonic() + 600, 3)):
            stream = unittest.runner._WritelnDecorator(io.StringIO())
            expected = {test.id(): 1 for test in tests}
            result = UntilTheTimeIsUp(stream, True, 1, expected=expected, until=until)
            unittest.TestSuite(tests).run(result)
            self.assertEqual(result.testsRun, ran)

    def nothing(self):
        pass
