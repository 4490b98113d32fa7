"""The test runner: which tests, in how many processes, on which database.

Uploads of tests go to a temporary folder, and no test is no success.
"""

import gc
import tempfile
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.test import TestCase, TransactionTestCase
from django.test.runner import (
    DiscoverRunner,
    ParallelTestSuite,
    _init_worker,
    partition_suite_by_case,
)
from django.test.utils import iter_test_cases, override_settings

from tests import kept_database
from tests.browser.chromium import BrowserTestCase
from tests.durations import Durations, in_words
from tests.progress import Progress, RemoteRunner, TimedProgress

# To copy the database for one more process costs as much as some tests.
TESTS_PER_PROCESS = 40
# Objects made between two looks for garbage; Python's own 700 are a tenth of the time of tests.
OBJECTS_BETWEEN_LOOKS = 50_000


def uses_no_database(test):
    """Django sees to it that such a test uses none."""
    return getattr(test, "databases", None) == set()


def is_in_a_browser(test):
    return isinstance(test, BrowserTestCase)


# What says the same on every database, so that one of them will do.
LEFT_OUT = {"plain": uses_no_database, "browser": is_in_a_browser}


def begin_process(*args, **kwargs):
    """Of processes that run at once each has its own uploads: equal pictures are one file."""
    look_for_garbage_seldom()
    _init_worker(*args, **kwargs)
    of_this_run = Path(settings.MEDIA_ROOT).parent
    override_settings(MEDIA_ROOT=tempfile.mkdtemp(dir=of_this_run)).enable()


def look_for_garbage_seldom():
    """Whatever is there before the tests will stay, and is looked at no more."""
    gc.freeze()
    gc.set_threshold(OBJECTS_BETWEEN_LOOKS)


class Suite(ParallelTestSuite):
    runner_class = RemoteRunner
    init_worker = begin_process


class Runner(DiscoverRunner):
    def __init__(self, leave_out=None, **kwargs):
        super().__init__(**kwargs)
        self.leave_out = leave_out
        self.last_time = Durations(connection.vendor)

    @classmethod
    def add_arguments(cls, parser):
        super().add_arguments(parser)
        parser.add_argument(
            "--leave-out",
            choices=LEFT_OUT,
            help="Leaves out what says the same on every database and runs on another one: "
            "tests that use none, or tests in a browser.",
        )

    def build_suite(self, test_labels=None, **kwargs):
        most, self.parallel = self.parallel, 1
        tests = self.left_of(list(iter_test_cases(super().build_suite(test_labels, **kwargs))))
        self.expected = {test.id(): self.last_time.of(test) for test in tests}
        self.parallel = max(1, min(most, len(tests) // TESTS_PER_PROCESS))
        if tests:
            self.log(self.estimate())
        suite = self.test_suite(tests)
        if self.parallel == 1:
            return suite
        parts = longest_first(partition_suite_by_case(suite), self.last_time)
        return Suite(parts, self.parallel, self.failfast, self.debug_mode, self.buffer)

    def left_of(self, tests):
        """What is left of the tests where another database has run the rest."""
        left_out = list(filter(LEFT_OUT[self.leave_out], tests)) if self.leave_out else []
        self.all_left_out = len(left_out) == len(tests) > 0
        if left_out:
            count = "All" if self.all_left_out else len(left_out)
            self.log(f"{count} of them run on another database.")
        return [test for test in tests if test not in left_out]

    def estimate(self):
        words = in_words(sum(self.expected.values()) / self.parallel)
        return f"They will take {words}{'' if self.last_time.seconds else ', at a guess'}."

    def setup_test_environment(self, **kwargs):
        super().setup_test_environment(**kwargs)
        self.uploads = tempfile.TemporaryDirectory(prefix="newsroom-test-media-")
        settings.MEDIA_ROOT = tempfile.mkdtemp(dir=self.uploads.name)

    def teardown_test_environment(self, **kwargs):
        self.uploads.cleanup()
        super().teardown_test_environment(**kwargs)

    def setup_databases(self, **kwargs):
        """On SQLite --keepdb keeps what is migrated; a run works on a copy and throws it away."""
        if not (self.keepdb and connection.vendor == "sqlite" and kwargs["aliases"]):
            return super().setup_databases(**kwargs)
        self.keepdb = kept_database.take(connection.settings_dict["TEST"]["NAME"])
        config = super().setup_databases(**kwargs)
        if not self.keepdb:
            kept_database.keep(connection.settings_dict["NAME"])
        self.keepdb = False
        return config

    def get_resultclass(self):
        kind = TimedProgress if self.parallel == 1 else Progress
        return super().get_resultclass() or partial(
            kind, expected=self.expected, processes=self.parallel
        )

    def run_suite(self, suite, **kwargs):
        look_for_garbage_seldom()
        result = super().run_suite(suite, **kwargs)
        self.last_time.save(getattr(result, "taken", {}))
        return result

    def suite_result(self, suite, result, **kwargs):
        nothing = not result.testsRun and not self.all_left_out
        return super().suite_result(suite, result, **kwargs) or int(nothing)


def longest_first(parts, durations):
    """Classes of tests in the order that leaves no process alone with a long one at the end.

    Those that empty the database stay behind all others, as Django puts them.
    """

    def place(part):
        first = next(iter(part))
        empties = isinstance(first, TransactionTestCase) and not isinstance(first, TestCase)
        return empties, -durations.of(part)

    return sorted(parts, key=place)
