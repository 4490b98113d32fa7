"""How a slow check ends other than well, and how it asks for a program."""

import os
import shutil
import signal
import subprocess
from contextlib import suppress


class Failed(Exception):
    """A check found something. The message tells it."""


class Skipped(Exception):
    """A check was not made, or not to its end. The message says why."""


def need(program, advice):
    """Raise Skipped unless there is such a program on this machine."""
    if not shutil.which(program):
        raise Skipped(f"there is no {program} here; {advice}")


def printed_by(command, seconds, **variables):
    """What a command prints, with more variables; one that is None is taken away.

    Raises Failed if it ends badly and Skipped if it does not end in time. Nothing that it
    started outlives it.
    """
    environment = {**os.environ, **variables}
    with subprocess.Popen(
        command,
        env={name: value for name, value in environment.items() if value is not None},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        start_new_session=True,
    ) as process:
        try:
            printed, _nothing = process.communicate(timeout=max(1, seconds))
        except subprocess.TimeoutExpired:
            raise Skipped(f"not done in {seconds:.0f} seconds") from None
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
    if process.returncode:
        raise Failed(printed)
    return printed


# Making the demo, and ending what is under way when the time is up.
AROUND = 60


def printed_within(command, seconds, **variables):
    """As `printed_by`, for what goes on as long as its `--seconds` say. Raises Skipped where it
    would have hardly begun.
    """
    if seconds < 1.5 * AROUND:
        raise Skipped(f"it has {seconds:.0f} seconds, and needs {AROUND} before it begins")
    command = [*command, f"--seconds={seconds - AROUND:.0f}"]
    return printed_by(command, seconds + AROUND, **variables)
