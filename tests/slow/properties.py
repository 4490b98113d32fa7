"""The runner of tests that Hypothesis makes examples for: many examples, until the time is up."""

import random
import time
from functools import partial

import hypothesis

from tests import runner
from tests.durations import Durations
from tests.progress import TimedProgress

EXAMPLES = 1000


class Runner(runner.Runner):
    def __init__(self, seconds, **kwargs):
        super().__init__(**kwargs)
        self.until = time.monotonic() + seconds
        self.last_time = Durations("properties")
        profiles = hypothesis.settings
        profiles.register_profile("thorough", profiles.default, max_examples=EXAMPLES)
        profiles.load_profile("thorough")

    @classmethod
    def add_arguments(cls, parser):
        super().add_arguments(parser)
        parser.add_argument("--seconds", type=float, required=True)

    def left_of(self, tests):
        """The properties, in another order every time: there may be no time for all."""
        properties = [test for test in tests if is_property(test)]
        random.shuffle(properties)
        return properties

    def get_resultclass(self):
        return partial(UntilTheTimeIsUp, expected=self.expected, until=self.until)

    def suite_result(self, suite, result, **kwargs):
        self.log(
            f"{result.testsRun} of {len(self.expected)} properties held for up to "
            f"{EXAMPLES} examples each"
        )
        return super().suite_result(suite, result, **kwargs)


class UntilTheTimeIsUp(TimedProgress):
    def __init__(self, *args, until, **kwargs):
        super().__init__(*args, **kwargs)
        self.until = until

    def stopTest(self, test):  # noqa: N802
        super().stopTest(test)
        if time.monotonic() >= self.until:
            self.stop()


def is_property(test):
    """Whether Hypothesis makes the examples of a test, or the moves of a whole newsroom."""
    from tests.articles.publishing.test_stateful import RandomMovesTests

    method = getattr(test, test._testMethodName)
    return getattr(method, "is_hypothesis_test", False) or isinstance(test, RandomMovesTests)
