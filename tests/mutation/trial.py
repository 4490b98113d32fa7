"""One trial: a process of its own in which tests run, as they are or with a mutant in place."""

import importlib
import json
import os
import resource
import shutil
import sys
import time
import traceback
import unittest
from contextlib import contextmanager, suppress
from importlib.machinery import SourceFileLoader
from pathlib import Path

OURS = {"articles", "authors", "funding", "newsroom", "tests"}
# Of processor time, whatever else the machine is busy with.
SECONDS = 120
# Of a process: its tests passed, one of them failed, or it broke off.
SURVIVED, KILLED, BROKEN = 0, 1, 2


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
