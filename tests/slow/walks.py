"""Tests of many pages in a browser, each of which takes longer than bin/test has time for."""

import re
import sys

from tests.browser.chromium import find_chromium
from tests.slow.outcomes import Skipped, printed_by

WALKS = ("tests.walks.funding", "tests.walks.guard")
RAN = re.compile(r"^Ran (\d+) tests? in ", re.MULTILINE)


def walks(seconds):
    """What `tests/walks` promises."""
    if not find_chromium():
        raise Skipped("there is no Chromium here; apt-get install chromium-headless-shell")
    command = [sys.executable, "manage.py", "test", "--no-input", *WALKS]
    return f"{RAN.search(printed_by(command, seconds))[1]} walks"
