"""What is sent to the forms by somebody who means no good is refused in a sentence."""

import sys

from tests.slow.outcomes import printed_by

# Making the demo, and ending.
AROUND = 60


def fuzz(seconds):
    """No form answers with a fault, writes by halves or runs a script, whatever it is sent."""
    command = [
        sys.executable,
        "-m",
        "tests.fuzzing.run",
        f"--seconds={max(5, seconds - AROUND):.0f}",
    ]
    return printed_by(command, max(seconds, 3 * AROUND), DATABASE_URL=None).splitlines()[-1]
