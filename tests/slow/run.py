"""What bin/check runs: each check with its share of the minutes, and a line on how it ended."""

import argparse
import os
import sys
import tempfile
import time

from tests.slow.advisories import advisories
from tests.slow.examples import examples
from tests.slow.fuzz import fuzz
from tests.slow.killed import killed
from tests.slow.looks import looks
from tests.slow.mutants import mutants
from tests.slow.operators import operators
from tests.slow.outcomes import Failed, Skipped
from tests.slow.pages import html, lighthouse
from tests.slow.permissions import permissions
from tests.slow.walks import walks

# A check takes the seconds that it has, and returns in words what it found well.
CHECKS = {
    "operators": operators,
    "advisories": advisories,
    "html": html,
    "lighthouse": lighthouse,
    "permissions": permissions,
    "fuzz": fuzz,
    "killed": killed,
    "walks": walks,
    "looks": looks,
    "examples": examples,
    "mutants": mutants,
}
# What there is no half of has more than one share of the time.
SHARES = {"permissions": 3}


def main():
    arguments = parse_arguments()
    with tempfile.TemporaryDirectory(prefix="newsroom-check-") as folder:
        os.environ["TMPDIR"] = folder
        checks = {name: CHECKS[name] for name in arguments.checks or CHECKS}
        return run(checks, arguments.minutes * 60)


def parse_arguments():
    parser = argparse.ArgumentParser(
        prog="bin/check", description="Runs what takes too long for bin/test."
    )
    parser.add_argument("--minutes", type=float, default=10, help="for all of them (10)")
    parser.add_argument("checks", nargs="*", help=", ".join(CHECKS))
    arguments = parser.parse_args()
    if unknown := set(arguments.checks) - set(CHECKS):
        parser.error(f"there is no check {min(unknown)}; there are {', '.join(CHECKS)}.")
    return arguments


def run(checks, seconds):
    """Make the checks, and tell; 1 if one failed. What one leaves of its time, the next have."""
    ended = {"passed": [], "failed": [], "skipped": []}
    until = time.monotonic() + seconds
    left = sum(map(share, checks))
    for name, check in checks.items():
        began = time.monotonic()
        verdict, words = outcome(check, (until - began) * share(name) / left)
        left -= share(name)
        ended[verdict].append(name)
        print(f"{name} {verdict} after {time.monotonic() - began:.0f} s: {words}", flush=True)
    told = [f"{verdict}: {', '.join(names)}" for verdict, names in ended.items() if names]
    print(f"Slow checks {'; '.join(told)}")
    return int(bool(ended["failed"]))


def share(name):
    return SHARES.get(name, 1)


def outcome(check, seconds):
    """``(verdict, words)`` of a check that has so many seconds."""
    if seconds <= 0:
        return "skipped", "no time was left"
    try:
        return "passed", check(seconds)
    except Skipped as why:
        return "skipped", str(why)
    except Failed as found:
        return "failed", f"\n{found}"


if __name__ == "__main__":
    sys.exit(main())
