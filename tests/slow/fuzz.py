"""What is sent to the forms by somebody who means no good is refused in a sentence."""

import sys

from tests.slow.outcomes import printed_within


def fuzz(seconds):
    """No form answers with a fault, writes by halves or runs a script, whatever it is sent."""
    command = [sys.executable, "-m", "tests.fuzzing.run"]
    return printed_within(command, seconds, DATABASE_URL=None).splitlines()[-1]
