import unittest

from django.test import LiveServerTestCase, SimpleTestCase, TestCase, TransactionTestCase
from django.test.utils import iter_test_cases

from tests.browser.chromium import BrowserTestCase
from tests.durations import Durations
from tests.runner import Runner, longest_first, says_the_same_everywhere


def test_of(kind, name="Sample", **attributes):
    return type(name, (kind,), {"runTest": lambda self: None, **attributes})()


def found(*labels, **options):
    """``(the runner, the ids of what it would run)``."""
    runner = Runner(verbosity=0, **options)
    suite = runner.build_suite([f"tests.{label}" for label in labels])
    return runner, [test.id() for test in iter_test_cases(suite)]


class OnceTests(SimpleTestCase):
    def test_what_may_touch_the_database_runs_on_each_and_what_needs_a_browser_on_one(self):
        kinds = (SimpleTestCase, BrowserTestCase)
        kinds += (TestCase, TransactionTestCase, LiveServerTestCase, unittest.TestCase)
        self.assertEqual(
            [says_the_same_everywhere(test_of(kind)) for kind in kinds],
            [True, True, False, False, False, False],
        )
        self.assertFalse(says_the_same_everywhere(test_of(SimpleTestCase, databases={"default"})))

    def test_the_second_database_leaves_out_nothing_else(self):
        labels = ("newsroom.test_ledger", "browser.test_editor")
        first, second = (found(*labels, second_database=second)[1] for second in (False, True))
        self.assertEqual([test for test in first if test in second], second)
        self.assertEqual(
            {test.split(".")[-2] for test in set(first) - set(second)},
            {"DigestTests", "EditorTests"},
        )

    def test_a_second_database_may_have_nothing_to_do_and_a_first_one_may_not(self):
        nothing = unittest.TestResult()
        runner, tests = found("newsroom.kit.test_slugs", second_database=True)
        self.assertEqual((tests, runner.suite_result(None, nothing)), ([], 0))
        runner, _ = found("newsroom.kit.test_slugs", second_database=False)
        self.assertEqual(runner.suite_result(None, nothing), 1)
        runner, tests = found("newsroom", second_database=True, test_name_patterns=["no such test"])
        self.assertEqual((tests, runner.suite_result(None, nothing)), ([], 1))


class ProcessesTests(SimpleTestCase):
    def test_a_handful_of_tests_stays_in_one_process(self):
        self.assertEqual(found("newsroom.kit.test_slugs", parallel=2)[0].parallel, 1)
        self.assertEqual(found("newsroom.kit", parallel=2)[0].parallel, 2)

    def test_the_longest_class_goes_first_and_what_empties_the_database_last(self):
        tests = {
            name: test_of(kind, name)
            for name, kind in {
                "Empties": TransactionTestCase,
                "Short": SimpleTestCase,
                "Long": TestCase,
                "EmptiesLong": TransactionTestCase,
            }.items()
        }
        durations = Durations("nowhere")
        durations.seconds = {
            tests[name].id(): seconds
            for name, seconds in {"Empties": 3, "Short": 1, "Long": 2, "EmptiesLong": 4}.items()
        }
        parts = longest_first(map(unittest.TestSuite, zip(tests.values(), strict=True)), durations)
        names = [type(test).__name__ for part in parts for test in part]
        self.assertEqual(names, ["Long", "Short", "EmptiesLong", "Empties"])
