import unittest

from django.test import SimpleTestCase, TestCase, TransactionTestCase
from django.test.utils import iter_test_cases

from tests.durations import Durations
from tests.runner import Runner, longest_first


def test_of(kind, name="Sample", **attributes):
    return type(name, (kind,), {"runTest": lambda self: None, **attributes})()


def found(*labels, **options):
    """``(the runner, the ids of what it would run)``."""
    runner = Runner(verbosity=0, **options)
    suite = runner.build_suite([f"tests.{label}" for label in labels])
    return runner, [test.id() for test in iter_test_cases(suite)]


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
