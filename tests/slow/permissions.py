"""What the documentation tells of permissions is what everybody may do."""

import sys

from tests.slow.outcomes import printed_by


def permissions(seconds):
    """Nobody reads or writes anything but what `docs/permissions.md` says, or less."""
    command = [sys.executable, "-m", "tests.permissions.run", "--check"]
    return printed_by(command, seconds).splitlines()[-1]
