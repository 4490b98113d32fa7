"""Properties with many more examples than bin/test has time for, one after another."""

import re
import sys

from tests.slow.outcomes import printed_by

# The last property may have begun when the time is up.
GRACE_SECONDS = 90
HELD = re.compile(r"^\d+ of \d+ properties held.*$", re.MULTILINE)


def examples(seconds):
    command = [sys.executable, "manage.py", "test", "--no-input", "tests"]
    command += ["--testrunner=tests.slow.properties.Runner", f"--seconds={seconds:.0f}"]
    # Others every time, but on a build server, which has to say the same twice.
    return HELD.search(printed_by(command, seconds + GRACE_SECONDS))[0]
