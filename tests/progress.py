"""What a run of tests says while it lasts: a line now and then, and the names of failures at once.

It prints lines only, so that it reads the same on a terminal and in the log of a build server.
"""

import time
import unittest

from django.test.runner import RemoteTestResult, RemoteTestRunner

from tests.durations import in_words

EVERY_SECONDS = 10


class Timed:
    """Tells ``took`` the seconds since the test before, in which a class may have set up."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.latest = time.monotonic()

    def stopTest(self, test):  # noqa: N802
        before, self.latest = self.latest, time.monotonic()
        self.took(test, self.latest - before)
        super().stopTest(test)


class RemoteResult(Timed, RemoteTestResult):
    """The result of a class in another process, which arrives as events when the class is done."""

    def took(self, test, seconds):
        self.events.append(("took", self.test_index, seconds))


class RemoteRunner(RemoteTestRunner):
    resultclass = RemoteResult


class Progress(unittest.TextTestResult):
    """The result of a whole run. ``expected`` has the seconds that each of its tests will take.

    Where other ``processes`` run the tests, their events end here.
    """

    def __init__(self, *args, expected, processes=1, **kwargs):
        super().__init__(*args, **kwargs)
        self.dots = False
        self.expected, self.processes = expected, processes
        self.ahead = sum(expected.values())
        # As if so much had been done as expected: the first tests alone tell little of the pace.
        self.done = self.spent = self.ahead / 10
        self.taken = {}
        self.bad = 0
        self.began = self.said = time.monotonic()

    def took(self, test, seconds):
        self.taken[test.id()] = seconds
        self.done += self.expected[test.id()]
        self.ahead -= self.expected[test.id()]

    def stopTest(self, test):  # noqa: N802
        super().stopTest(test)
        before, self.bad = self.bad, sum(map(len, (self.failures, self.errors)))
        if self.bad > before:
            self.say(f"Failed: {test.id()}")
        now = time.monotonic()
        if now - self.said >= EVERY_SECONDS:
            self.said = now
            self.say(self.how_far(now - self.began))

    def how_far(self, seconds):
        """``412 of 1185 tests, about 2 minutes left``, by the pace of these first ``seconds``."""
        pace = (self.spent + seconds * self.processes) / self.done
        left = in_words(self.ahead * pace / self.processes)
        failed = f", {self.bad} failed" if self.bad else ""
        return f"{self.testsRun} of {len(self.expected)} tests{failed}, {left} left"

    def say(self, words):
        self.stream.writeln(words)
        self.stream.flush()


class TimedProgress(Timed, Progress):
    """Where the tests run in this process."""
