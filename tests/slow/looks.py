"""No page keeps anybody out or is wider than its window, however it is looked at."""

import sys

from tests.browser.chromium import find_chromium
from tests.slow.outcomes import Skipped, printed_within


def looks(seconds):
    """As many pages as there is time for, in another order every day."""
    if not find_chromium():
        raise Skipped("there is no Chromium here; apt-get install chromium-headless-shell")
    command = [sys.executable, "-m", "tests.looks.run"]
    return printed_within(command, seconds, DATABASE_URL=None).splitlines()[-1]
