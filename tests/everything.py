"""What bin/test runs: the checks, the suite on both databases, and the sum at the end."""

import argparse
import os
import re
import secrets
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor

MANAGE = [sys.executable, "manage.py"]
ON_DATABASE = {"SQLite": [], "PostgreSQL": [sys.executable, "bin/postgres"]}
# What .pre-commit-config.yaml asks as well, before a commit or a push.
LINT = {
    "Lint": "ruff check --output-format=concise",
    "Format": "ruff format --check",
    "Types": "mypy",
}
PRODUCTION = {"SECRET_KEY": secrets.token_urlsafe(64), "SITE_URL": "https://example.org"}
# Of the tests that say the same on every database; so both take about as long.
LEFT_TO_THE_OTHER = {"SQLite": "plain", "PostgreSQL": "browser"}
RAN = re.compile(r"^Ran (\d+) tests? in ", re.MULTILINE)
VERDICT = re.compile(r"^(OK|FAILED|NO TESTS RAN)(?: \((.*)\))?$", re.MULTILINE)
FAILED = re.compile(r"^Failed: (\S+)$", re.MULTILINE)
LEFT_OUT = re.compile(r"^All of them run on another database\.$", re.MULTILINE)
NOT_PASSED = ("failures", "errors", "unexpected successes", "skipped")


def main():
    arguments = parse_arguments()
    databases = [name for name in ON_DATABASE if arguments.only in (None, name)]
    sums = {}
    with tempfile.TemporaryDirectory(prefix="newsroom-") as folder:
        os.environ["TMPDIR"] = folder
        if not (arguments.selection or arguments.names):
            sums["Checks"] = run_checks(f"sqlite:///{folder}/checks.sqlite3")
        sums |= run_suites(databases, options(arguments))
    return report(sums)


def parse_arguments(words=None):
    parser = argparse.ArgumentParser(
        prog="bin/test",
        description="Runs lint, migrations and deployment checks, and the tests on SQLite and "
        "PostgreSQL. With a selection, only those tests.",
    )
    one = parser.add_mutually_exclusive_group()
    one.add_argument("--sqlite", dest="only", action="store_const", const="SQLite")
    one.add_argument("--postgres", dest="only", action="store_const", const="PostgreSQL")
    parser.add_argument(
        "-k",
        dest="names",
        action="append",
        metavar="NAME",
        help="only tests with this in their name, or that match it, as in *_is_refused",
    )
    parser.add_argument("--failfast", action="store_true", help="stop at the first failure")
    parser.add_argument(
        "--keepdb",
        action="store_true",
        help="keep the migrated SQLite database until a migration changes (in var/tests; each "
        "run works on a copy). PostgreSQL begins anew: its server is thrown away",
    )
    parser.add_argument(
        "selection",
        nargs="*",
        help="articles.publishing, tests/newsroom/test_environment.py or a dotted name of a test",
    )
    return parser.parse_args(words)


def options(arguments):
    """What Django's runner is told: flags, and the names of what to run."""
    flags = [f"--{flag}" for flag in ("failfast", "keepdb") if getattr(arguments, flag)]
    names = [part for name in arguments.names or () for part in ("-k", name)]
    labels = [label(selection) for selection in arguments.selection]
    return [*flags, *names, *(labels or ["tests"])]


def label(selection):
    """The dotted name of a test: from ``articles.publishing``, or the path of a test file."""
    dotted = selection.removeprefix("./").removesuffix(".py").strip("/").replace("/", ".")
    return dotted if dotted.split(".")[0] == "tests" else f"tests.{dotted}"


def run_checks(database):
    """``(passed, failed, skipped)`` of what is true of the project as a whole."""
    results = [
        *(
            passes(name, [sys.executable, "-m", *words.split()], DATABASE_URL=database, DEBUG="1")
            for name, words in LINT.items()
        ),
        passes(
            "No migration is missing",
            [*MANAGE, "makemigrations", "--check", "--dry-run"],
            DATABASE_URL=database,
            DEBUG="1",
        ),
        passes(
            "Production settings",
            [*MANAGE, "check", "--deploy", "--fail-level", "WARNING"],
            DATABASE_URL=database,
            **PRODUCTION,
        ),
        a_browser_is_here(),
    ]
    return results.count(True), results.count(False), results.count(None)


def passes(words, command, **variables):
    print(f"{words} …", end=" ", flush=True)
    done = subprocess.run(
        command,
        env={**os.environ, **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    print("failed" if done.returncode else "ok")
    if done.returncode:
        print(done.stdout)
    return done.returncode == 0


def a_browser_is_here():
    """None, a skip, where people work without one; False on a build server."""
    # The import takes longer than the test that somebody may be waiting for.
    from tests.browser.chromium import find_chromium

    if find_chromium():
        return True
    print("NO CHROMIUM: browser tests are skipped (apt-get install chromium-headless-shell).")
    return False if os.environ.get("CI") else None


def run_suites(databases, options):
    """The sums of the databases by their names. All are tested at once.

    Of the tests that say the same on every database, each runs on one.
    """
    print(f"\nTests on {' and '.join(databases)}", flush=True)

    def run_one(database):
        command = [*ON_DATABASE[database], *MANAGE, "test", "--parallel=auto", "--no-input"]
        if len(databases) > 1:
            command.append(f"--leave-out={LEFT_TO_THE_OTHER[database]}")
        shown_as = f"{database}: " if len(databases) > 1 else ""
        started = time.monotonic()
        returncode, output = run_aloud([*command, *options], shown_as)
        ended = "took" if VERDICT.search(output) else f"broke off (code {returncode}) after"
        print(f"{database} {ended} {time.monotonic() - started:.0f} s", flush=True)
        return count(output, returncode)

    with ThreadPoolExecutor() as pool:
        return dict(zip(databases, pool.map(run_one, databases), strict=True))


def run_aloud(command, shown_as):
    """The return code and everything printed, which is also shown as it comes."""
    printed = []
    with subprocess.Popen(
        command,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as process:
        for line in process.stdout:
            printed.append(line)
            print(f"{shown_as}{line}", end="", flush=True)
    return process.returncode, "".join(printed)


def count(output, returncode):
    """``(passed, failed, skipped)`` from what Django's runner printed.

    A run that broke off, ran nothing, or failed without saying what, is one failure. One
    of two databases that left every test to the other, is none.
    """
    if LEFT_OUT.search(output) and not returncode:
        return 0, 0, 0
    ran, verdict = RAN.findall(output), VERDICT.findall(output)
    if not ran or not verdict:
        return 0, 1, 0
    total, details = int(ran[-1]), verdict[-1][1]
    told = dict(part.split("=") for part in details.split(", ") if part)
    *bad, skipped = (int(told.get(word, 0)) for word in NOT_PASSED)
    # Each failing subtest is told in the verdict; what stands before it are the tests themselves.
    failed = len(set(FAILED.findall(output))) or sum(bad)
    passed = max(0, total - failed - skipped)
    return passed, failed or int(returncode != 0 or not total), skipped


def report(sums):
    print()
    for name, (passed, failed, skipped) in sums.items():
        more = f", {skipped} skipped" if skipped else ""
        print(f"{name}: {passed} passed, {failed} failed{more}")
    passed, failed, _ = map(sum, zip(*sums.values(), strict=True))
    print(f"{passed} passed, {failed} failed")
    return int(failed > 0 or passed == 0)


if __name__ == "__main__":
    sys.exit(main())
