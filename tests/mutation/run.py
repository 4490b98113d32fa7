"""What bin/mutate runs: each mutant in a process of its own, until a test notices it.

The processes are forked from one that has loaded the packages but nothing of ours, so a
mutant is in place before anybody imports it, whether it is in a function or in a table.
"""

import argparse
import importlib
import json
import os
import random
import resource
import shutil
import sys
import tempfile
import time
import tomllib
import traceback
import unittest
from collections import Counter
from contextlib import contextmanager, suppress
from functools import partial
from importlib.machinery import SourceFileLoader
from pathlib import Path

from tests.everything import label
from tests.mutation.mutants import mutants

LIST = Path(__file__).with_name("mutants.toml")
OURS = {"articles", "authors", "funding", "newsroom", "tests"}
# Of processor time, whatever else the machine is busy with.
SECONDS = 120
# Of a process: its tests passed, one of them failed, or it broke off.
SURVIVED, KILLED, BROKEN = 0, 1, 2


def main():
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
        "of each, and the mistakes that change nothing.",
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
    """Try the mutants of a module, or of lines of it, and tell; whether none of them survived."""
    every = list(mutants(path))
    entries = [entry for entry in equivalent if entry["file"] == path]
    stale = [entry for entry in entries if not any(one.is_named(entry) for one in every)]
    for entry in stale:
        print(f"{path}: no mutant is {entry['before']} → {entry['after']} in {entry['where']}.")
    tried = [one for one in every if not any(one.is_named(entry) for entry in entries)]
    tried = [one for one in tried if one.line in lines or not lines]
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
    counts = Counter({KILLED: 0, SURVIVED: 0})
    for mutant in tried:
        if until and time.monotonic() > until:
            break
        tests = noticing(mutant, covering)
        outcome = in_a_fork(partial(attempt, mutant, tests, folder)) if tests else SURVIVED
        counts[outcome] += 1
        if outcome == SURVIVED:
            print(f"{mutant}   survived {len(tests)} tests", flush=True)
    counts["equivalent"], counts["not tried"] = len(entries), len(tried) - counts.total()
    told = {SURVIVED: "survived", KILLED: "killed", BROKEN: "broke off"}
    sums = [f"{count} {told.get(what, what)}" for what, count in counts.items() if count]
    print(f"{path}: {', '.join(sums)}", flush=True)
    return not counts[SURVIVED] and not stale


def noticing(mutant, covering):
    """The tests that run the statement of a mutant; all of them if it runs at import."""
    lines = {str(line) for line in mutant.lines}
    if lines & set(covering["at_import"]):
        return covering["order"]
    reached = {test for line in lines for test in covering["by_line"].get(line, ())}
    return [test for test in covering["order"] if test in reached]


def in_a_fork(work):
    """The exit status of some work in a process of its own; BROKEN if it did not end well."""
    process = os.fork()
    if process:
        _process, status = os.waitpid(process, 0)
        return os.WEXITSTATUS(status) if os.WIFEXITED(status) else BROKEN
    status = BROKEN
    try:
        status = work()
    except Exception:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        os._exit(status)


def measure(path, labels, folder):
    """Make the database, run the tests as they are, and keep which of them runs which line."""
    import coverage

    tracer = coverage.Coverage(data_file=None, include=[path])
    tracer.start()
    with silence():
        runner, connection = django_is_set_up()
        connection.settings_dict["TEST"]["NAME"] = f"{folder}/as-it-is.sqlite3"
        runner.setup_databases()
        connection.close()
        shutil.copy(connection.settings_dict["NAME"], f"{folder}/template.sqlite3")
        failed, seconds = run(runner.build_suite(labels), tracer.switch_context)
    tracer.stop()
    for test, words in failed:
        print(test, words, sep="\n")
    lines = tracer.get_data().contexts_by_lineno(str(Path(path).absolute()))
    order = sorted(seconds, key=lambda test: (_rank(test, labels), seconds[test]))
    told = {
        "order": order,
        "by_line": {
            line: [test for test in order if {test, test.rpartition(".")[0]} & {*contexts}]
            for line, contexts in lines.items()
        },
        "at_import": [str(line) for line, contexts in lines.items() if "" in contexts],
        "packages": [name for name in sys.modules if name.split(".")[0] not in OURS],
        "contents": connection._test_serialized_contents,
    }
    connection.close()
    (Path(folder) / "covering.json").write_text(json.dumps(told))
    return KILLED if failed else SURVIVED


def _rank(test, labels):
    """What stands first among the labels is nearest to the module, and is asked first."""
    return next(place for place, name in enumerate(labels) if test.startswith(name))


def load_packages(names):
    """Import what the tests need and is not ours, as far as Django allows before it is set up."""
    for name in names:
        with suppress(Exception):
            importlib.import_module(name)


def attempt(mutant, tests, folder):
    """Run the tests with a mutant (or None) in the place of its module, until one fails."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    if mutant:
        put_in_place(mutant)
    # What cannot even be imported was noticed too.
    with silence(), suppress(Exception):
        _runner, connection = django_is_set_up()
        for leftover in Path(folder).glob("mutant.sqlite3*"):
            leftover.unlink()
        connection.settings_dict["NAME"] = shutil.copy(
            f"{folder}/template.sqlite3", f"{folder}/mutant.sqlite3"
        )
        told = json.loads((Path(folder) / "covering.json").read_text())
        connection._test_serialized_contents = told["contents"]
        suite = unittest.defaultTestLoader.loadTestsFromNames(tests)
        failed, _seconds = run(suite)
        return KILLED if failed else SURVIVED
    return KILLED


def put_in_place(mutant):
    """Whoever imports the module of a mutant from now on gets the mutant."""
    path = str(Path(mutant.path).absolute())
    code = compile(mutant.tree(), path, "exec")
    as_written = SourceFileLoader.get_code

    def get_code(loader, name):
        return code if loader.path == path else as_written(loader, name)

    SourceFileLoader.get_code = get_code


def django_is_set_up():
    """The runner of our tests and the connection to the database that they get."""
    sys.argv = ["manage.py", "test"]
    os.environ["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"
    import django
    import hypothesis

    django.setup()
    from django.db import connection

    from tests.runner import Runner

    # An example that a mutant failed must not be tried with the next one.
    hypothesis.settings.register_profile("mutation", deadline=None, derandomize=True)
    hypothesis.settings.load_profile("mutation")
    runner = Runner(verbosity=0, interactive=False)
    runner.setup_test_environment()
    return runner, connection


class Result(unittest.TestResult):
    """Stops at the first failure, and knows how many seconds each test took."""

    def __init__(self, enter, seconds):
        super().__init__()
        self.failfast, self.enter, self.seconds = True, enter, seconds

    def startTest(self, test):  # noqa: N802
        self.enter(test.id())
        self.seconds[test.id()] = -time.monotonic()
        super().startTest(test)

    def stopTest(self, test):  # noqa: N802
        super().stopTest(test)
        self.seconds[test.id()] += time.monotonic()


def run(suite, enter=lambda name: None):
    """Run tests, class by class, until one fails: (what failed and how, the seconds of each).

    `enter` is told the name of each class and of each test before it runs. What commits
    comes last: it empties the database when it is done.
    """
    from django.test import TestCase, TransactionTestCase

    def commits(case):
        return issubclass(case, TransactionTestCase) and not issubclass(case, TestCase)

    classes, seconds = {}, {}
    for test in each_test(suite):
        classes.setdefault(type(test), []).append(test)
    for case in sorted(classes, key=commits):
        enter(f"{case.__module__}.{case.__qualname__}")
        result = Result(enter, seconds)
        unittest.TestSuite(classes[case]).run(result)
        if not result.wasSuccessful():
            return [*result.failures, *result.errors], seconds
    return [], seconds


def each_test(suite):
    for one in suite:
        if isinstance(one, unittest.TestSuite):
            yield from each_test(one)
        else:
            yield one


@contextmanager
def silence():
    """Nothing that is printed meanwhile is seen, whoever prints it."""
    sys.stdout.flush()
    kept = os.dup(1), os.dup(2)
    with open(os.devnull, "w") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)
    try:
        yield
    finally:
        sys.stdout.flush()
        os.dup2(kept[0], 1)
        os.dup2(kept[1], 2)


if __name__ == "__main__":
    sys.exit(main())
