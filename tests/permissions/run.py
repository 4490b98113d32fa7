"""What bin/permissions runs: the walk on a demo of its own, and the page that it makes."""

import argparse
import difflib
import sys
import tempfile
from pathlib import Path

from tests.permissions import process

PAGE = Path(__file__).resolve().parents[2] / "docs" / "permissions.md"


def main():
    parser = argparse.ArgumentParser(
        prog="bin/permissions",
        description="Makes docs/permissions.md. Somebody of each role asks for every address of a "
        "demo newsroom, sends what every button would send and a row for every table, and asks "
        "for what forms and lists would tell. Takes some minutes.",
    )
    parser.add_argument("--check", action="store_true", help="write nothing; fail if it differs")
    check_only = parser.parse_args().check
    with tempfile.TemporaryDirectory(prefix="newsroom-permissions-") as folder:
        process.keep_in(folder)
        found, beyond = measured()
    for sentence in beyond:
        print(sentence)
    return (say_differences(found) if check_only else write(found)) or int(bool(beyond))


def measured():
    """The page, and a sentence for each role that does what the table of roles does not give it."""
    process.begin()
    from tests.permissions import page, world
    from tests.permissions.walk import Walk

    print("Making a demo newsroom …", flush=True)
    world.make_world()
    walk = Walk(*world.people(), told=print)
    return page.page(walk), [*walk.told, *page.beyond_the_roles(walk)]


def say_differences(found):
    lines = difflib.unified_diff(
        PAGE.read_text().splitlines(), found.splitlines(), "docs/permissions.md", "the code", n=0
    )
    told = list(lines)
    print("\n".join(told) or "docs/permissions.md says what the code does.")
    if told:
        print("If that is meant, run bin/permissions and commit the page.")
    return int(bool(told))


def write(found):
    PAGE.write_text(found)
    print("docs/permissions.md is written. git diff docs/permissions.md shows what changed.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
