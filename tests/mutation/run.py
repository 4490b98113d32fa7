"""What bin/mutate runs: each mutant in a process of its own, until a test notices it.

The processes are forked from one that has loaded the packages but nothing of ours, so a
mutant is in place before anybody imports it, whether it is in a function or in a table.
"""

import argparse
import json
import os
import random
import sys
import tempfile
import time
import tomllib
from collections import Counter
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from tests.everything import label
from tests.mutation.mutants import mutants
from tests.mutation.trial import (
    BROKEN,
    KILLED,
    SURVIVED,
    attempt,
    in_a_fork,
    load_packages,
    measure,
)

LIST = Path(__file__).with_name("mutants.toml")
# What is told of a mutant, by what came of it and by whether it is listed as equivalent.
TOLD = {
    (SURVIVED, False): "survived",
    (SURVIVED, True): "equivalent",
    (KILLED, False): "killed",
    (KILLED, True): "listed as equivalent, yet killed",
    (BROKEN, False): "broke off",
    (BROKEN, True): "listed as equivalent, yet broke off",
}
WRONG = {told for (outcome, listed), told in TOLD.items() if (outcome == SURVIVED) != listed}


def main():
    # What fits into some minutes is the same all day: who looks again sees the same.
    random.seed(datetime.now(UTC).date().toordinal())
    known = tomllib.loads(LIST.read_text())
    arguments = parse_arguments(known["tests"])
    failed = False
    with tempfile.TemporaryDirectory(prefix="newsroom-mutants-") as folder:
        os.environ["TMPDIR"] = folder
        until = time.monotonic() + arguments.minutes * 60 if arguments.minutes else None
        places = list(arguments.places.items())
        if until:
            random.shuffle(places)
        for path, lines in places:
            if until and time.monotonic() > until:
                print(f"{path}: not tried")
                continue
            labels = arguments.tests or known["tests"][path]
            failed |= not examine(path, lines, labels, known["equivalent"], folder, until)
    return int(failed)


def parse_arguments(tests):
    parser = argparse.ArgumentParser(
        prog="bin/mutate",
        description="Makes one small mistake after another in the modules that promises depend "
        f"on, and tells which of them no test notices. {LIST.name} lists the modules, the tests "
        "of each, and the mistakes that change nothing: those are tried too, and told "
        "where a test notices one.",
    )
    parser.add_argument("--minutes", type=float, help="try what fits, in random order")
    parser.add_argument("--tests", nargs="+", help="with these tests instead of those listed")
    parser.add_argument(
        "places", nargs="*", help="articles/publishing/freeze.py, or with a line: …/freeze.py:120"
    )
    arguments = parser.parse_args()
    asked, arguments.places = arguments.places or tests, {}
    for place in asked:
        path, _, line = place.partition(":")
        if path not in tests:
            parser.error(f"{LIST.name} lists no module {path}.")
        arguments.places.setdefault(path, set()).update([int(line)] if line.isdigit() else ())
    return arguments


def examine(path, lines, labels, equivalent, folder, until):
    """Try the mutants of a module, or of lines of it, and tell; whether the list is right:
    nothing survived but what it calls equivalent, and all of that did.
    """
    every = list(mutants(path))
    entries = [entry for entry in equivalent if entry["file"] == path]
    stale = [entry for entry in entries if not any(one.is_named(entry) for one in every)]
    for entry in stale:
        print(f"{path}: no mutant is {entry['before']} → {entry['after']} in {entry['where']}.")
    tried = [one for one in every if one.line in lines or not lines]
    if until:
        random.shuffle(tried)
    print(f"{path}: the tests as they are …", flush=True)
    if in_a_fork(partial(measure, path, [label(name) for name in labels], folder)) != SURVIVED:
        print(f"{path}: its tests do not pass, or break off.")
        return False
    covering = json.loads((Path(folder) / "covering.json").read_text())
    load_packages(covering["packages"])
    if in_a_fork(partial(attempt, None, covering["order"][:9], folder)) != SURVIVED:
        print(f"{path}: its tests do not pass any more in another process.")
        return False
    counts = Counter()
    for mutant in tried:
        if until and time.monotonic() > until:
            break
        tests = noticing(mutant, covering)
        outcome = in_a_fork(partial(attempt, mutant, tests, folder)) if tests else SURVIVED
        told = TOLD[outcome, any(mutant.is_named(entry) for entry in entries)]
        counts[told] += 1
        if told in WRONG:
            print(f"{mutant}   {told} ({len(tests)} tests)", flush=True)
    counts["not tried"] = len(tried) - counts.total()
    sums = [f"{count} {told}" for told, count in counts.items() if count]
    print(f"{path}: {', '.join(sums)}", flush=True)
    return not stale and not any(counts[told] for told in WRONG)


def noticing(mutant, covering):
    """The tests that run the statement of a mutant; all of them if it runs at import."""
    lines = {str(line) for line in mutant.lines}
    if lines & set(covering["at_import"]):
        return covering["order"]
    reached = {test for line in lines for test in covering["by_line"].get(line, ())}
    return [test for test in covering["order"] if test in reached]


if __name__ == "__main__":
    sys.exit(main())
