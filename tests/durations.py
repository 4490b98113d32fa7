"""What each test took when it last ran on a database, kept in ``var/tests`` between runs."""

import json
import os

from django.conf import settings
from django.test.utils import iter_test_cases

# For a test that nobody has timed yet, on two processors that share two databases.
A_GUESS = 0.4


class Durations:
    def __init__(self, database):
        self.path = settings.VAR / "tests" / f"{database}.json"
        try:
            self.seconds = json.loads(self.path.read_text())
        except (OSError, ValueError):
            self.seconds = {}
        self.usual = sum(self.seconds.values()) / len(self.seconds) if self.seconds else A_GUESS

    def of(self, tests):
        """The seconds that a test or a suite of them will take; one that is new, the usual time."""
        return sum(self.seconds.get(test.id(), self.usual) for test in iter_test_cases([tests]))

    def save(self, taken):
        """Keep the seconds ``taken``, by the names of tests, for the next run."""
        taken = {name: max(0.001, round(seconds, 3)) for name, seconds in taken.items()}
        self.path.parent.mkdir(parents=True, exist_ok=True)
        # Another run may be reading: it finds the old file or the new one, whole.
        new = self.path.with_suffix(f".{os.getpid()}")
        new.write_text(json.dumps({**self.seconds, **taken}, indent=0))
        new.replace(self.path)


def in_words(seconds):
    """``a few seconds``, ``about 40 seconds``, ``about 4 minutes``."""
    if seconds < 10:
        return "a few seconds"
    if seconds < 90:
        return f"about {round(seconds, -1):.0f} seconds"
    return f"about {seconds / 60:.0f} minutes"
