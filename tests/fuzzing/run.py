"""What the check `fuzz` runs: an attacker of each role, at every form of a demo of its own."""

import argparse
import os
import sys
import tempfile
from datetime import date

from tests.permissions import process


def main():
    arguments = parse_arguments()
    with tempfile.TemporaryDirectory(prefix="newsroom-fuzz-") as folder:
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/demo.sqlite3")
        os.environ |= {
            "MEDIA_ROOT": f"{folder}/media",
            "DEBUG": "1",
            "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        }
        return fuzzed(arguments)


def parse_arguments():
    parser = argparse.ArgumentParser(
        prog="python -m tests.fuzzing.run",
        description="Sends what no browser sends to every form of a demo newsroom, as somebody of "
        "each role, and tells what was answered with a fault, written by halves or run as a "
        "script. Beside bin/postgres it does so on PostgreSQL.",
    )
    parser.add_argument("--seed", default=str(date.today()), help="chooses the cases (today)")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--case", type=int, help="only this one of the seed, and tell everything")
    return parser.parse_args()


def fuzzed(arguments):
    process.begin()
    from tests.fuzzing.attack import Attack

    print("Making a demo newsroom …", flush=True)
    attack = Attack(arguments.seed)
    if arguments.case is not None:
        case, found = attack.of(arguments.case)
        print(case, *(found or ["Nothing is wrong with it."]), sep="\n")
        return int(bool(found))
    return tell(attack, arguments.seed, attack.until(arguments.seconds))


def tell(attack, seed, findings):
    """Say what is wrong, each kind of it once, and how to see it again; 1 if anything is."""
    once = {}
    for number, found in findings:
        once.setdefault(found[0], (number, found))
    for number, found in once.values():
        print(*found, f"Again: python -m tests.fuzzing.run --seed {seed} --case {number}", sep="\n")
    print(
        f"{attack.tried} cases of the seed {seed} at {len(attack.places)} addresses: "
        f"{len(once) or 'no'} findings"
    )
    return int(bool(once))


if __name__ == "__main__":
    sys.exit(main())
