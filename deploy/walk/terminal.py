"""A terminal with somebody at it: commands are run in one, and what they ask is answered."""

import os
import pty
import select
import signal
import time


class Failed(Exception):
    """A command ended badly, or something is not as it was promised. The message tells it."""


def run(command, *, cwd, env, answers, seconds=300):
    """What a command prints. ``answers`` maps the end of a question to what is typed then.

    Raises Failed if it ends with anything but 0, or not in time; with the end of what it said.
    """
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(cwd)
        os.execvpe(command[0], command, env)  # noqa: S606
    said, answered, latest = "", 0, time.monotonic() + seconds
    try:
        while time.monotonic() < latest:
            if not select.select([terminal], [], [], 0.5)[0]:
                continue
            try:
                piece = os.read(terminal, 65536)
            except OSError:  # How Linux tells that the other end is closed.
                break
            if not piece:
                break
            said += piece.decode(errors="replace").replace("\r\n", "\n")
            for question, answer in answers.items():
                if said[answered:].rstrip().endswith(question):
                    os.write(terminal, f"{answer}\n".encode())
                    answered = len(said)
        else:
            os.kill(child, signal.SIGKILL)
            raise Failed(f"It did not end in {seconds} seconds:\n{_end(said)}")
    finally:
        os.close(terminal)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if code:
        raise Failed(f"It ended with {code}:\n{_end(said)}")
    return said


def _end(said):
    return "\n".join(said.splitlines()[-40:])
