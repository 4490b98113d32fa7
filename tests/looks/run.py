"""What the check `looks` runs: every page of a demo of its own, as it is seen."""

import argparse
import random
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from tests.permissions import process
from tests.slow.demo import free_address, served


def main():
    arguments = parse_arguments()
    with tempfile.TemporaryDirectory(prefix="newsroom-looks-") as folder:
        address = free_address()
        process.keep_in(folder, SITE_URL=address)
        return looked(arguments, address)


def parse_arguments():
    parser = argparse.ArgumentParser(
        prog="python -m tests.looks.run",
        description="Looks at every page of a demo newsroom and at what opens over one, wide and "
        "narrow and on a phone, light and dark, and tells what axe finds and what is wider than "
        "its window; of readers’ pages also what sticks out, lies over something, or is squeezed.",
    )
    parser.add_argument("--seed", default=str(date.today()), help="chooses the order (today)")
    parser.add_argument("--seconds", type=float, default=float("inf"), help="as many as it takes")
    parser.add_argument("--screenshots", type=Path, help="a folder for a picture of each look")
    parser.add_argument("places", nargs="*", help="only those with one of these in their names")
    return parser.parse_args()


def looked(arguments, address):
    until = time.monotonic() + arguments.seconds
    process.begin()
    from tests.looks.eyes import Eyes
    from tests.looks.places import places
    from tests.permissions import world
    from tests.permissions.walk import signed_in

    print("Making a demo newsroom …", flush=True)
    world.make_world()
    people, everybody = world.people()
    sessions = {
        user.username: signed_in(user).cookies["sessionid"].value
        for user in [*people.values(), everybody]
        if user
    }
    there = [
        place
        for place in places(everybody.username)
        if any(part in place.name for part in arguments.places or [""])
    ]
    random.Random(arguments.seed).shuffle(there)
    seen, findings = 0, 0
    with served(address), Eyes(address, sessions, arguments.screenshots) as eyes:
        for place in there:
            if time.monotonic() > until:
                break
            seen += 1
            for what, (width, scheme) in eyes.look_at(place).items():
                findings += 1
                print(f"{place.name}, {width} {scheme}: {what}", flush=True)
    print(f"{seen} of {len(there)} pages in six looks: {findings or 'no'} findings")
    return int(bool(findings))


if __name__ == "__main__":
    sys.exit(main())
