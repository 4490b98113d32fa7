import unittest

from django.test import LiveServerTestCase, SimpleTestCase, TestCase, TransactionTestCase
from django.test.utils import iter_test_cases

from tests.browser.chromium import BrowserTestCase
from tests.durations import Durations
from tests.everything import LEFT_TO_THE_OTHER
from tests.runner import LEFT_OUT, Runner, longest_first


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
        found = {
            name: [kind for kind in kinds if is_left_out(test_of(kind))]
            for name, is_left_out in LEFT_OUT.items()
        }
        self.assertEqual(found, {"plain": [SimpleTestCase], "browser": [BrowserTestCase]})
        self.assertFalse(LEFT_OUT["plain"](test_of(SimpleTestCase, databases={"default"})))

    def test_two_databases_leave_out_nothing_between_them_and_nothing_else(self):
        self.assertEqual(set(LEFT_TO_THE_OTHER.values()), set(LEFT_OUT))
        labels = ("newsroom.test_ledger", "browser.test_editor")
        _, everything = found(*labels)
        parts = [found(*labels, leave_out=kind)[1] for kind in LEFT_OUT]
        self.assertEqual(set().union(*parts), set(everything))
        self.assertEqual(
            [{test.split(".")[-2] for test in set(everything) - set(part)} for part in parts],
            [{"DigestTests"}, {"EditorTests"}],
        )

    def test_one_of_two_databases_may_have_nothing_to_do_and_the_only_one_may_not(self):
        nothing = unittest.TestResult()
        runner, tests = found("newsroom.kit.test_slugs", leave_out="plain")
        self.assertEqual((tests, runner.suite_result(None, nothing)), ([], 0))
        runner, _ = found("newsroom.kit.test_slugs")
        self.assertEqual(runner.suite_result(None, nothing), 1)
        runner, tests = found("newsroom", leave_out="plain", test_name_patterns=["no such test"])
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
