"""A newsroom in a folder of its own, asked in processes of their own while the machine fails."""

import atexit
import fcntl
import json
import os
import re
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from django.conf import settings

KEY = "a-key-that-is-random-enough-for-a-test-and-nothing-else-0123456789"
ENVIRONMENT = {
    "PATH": os.environ["PATH"],
    "DJANGO_SETTINGS_MODULE": "newsroom.settings",
    "SECRET_KEY": KEY,
    # The words of a header come from a set.
    "PYTHONHASHSEED": "0",
}
# Asks pages as another process of the newsroom does, and prints what they answered.
ASKING = """
import json, sys, django
django.setup()
from django.conf import settings
from django.db import connection
settings.DATABASES["default"]["OPTIONS"].update(json.loads(sys.argv[2]))
# As in every test: nothing was collected.
settings.STORAGES["staticfiles"] = {
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
from django.test import Client
client = Client(raise_request_exception=False, headers={"host": "127.0.0.1"})
for path in json.loads(sys.argv[1]):
    answer = client.get(path)
    connection.close()
    body = b"".join(answer) if answer.streaming else answer.content
    print(json.dumps([answer.status_code, dict(answer.headers), body.decode("utf-8", "replace")]))
"""
COMMANDING = """
import contextlib, io, json, sys
import manage
from django.conf import settings
settings.DATABASES["default"].get("OPTIONS", {}).update(json.loads(sys.argv[2]))
for words in json.loads(sys.argv[1]):
    sys.argv, said, code = ["manage.py", *words], io.StringIO(), 0
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(said):
        try:
            manage.main()
        except SystemExit as end:
            code, words = (end.code, "") if isinstance(end.code, int | None) else (1, end.code)
            said.write(words)
    from django.db import connection
    connection.close()
    print(json.dumps([code, said.getvalue()]))
"""


def no_room():
    """Nothing can be written into any file any more, as on a full disk."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


@cache
def the_machine():
    """One for all tests of a process, as the demo leaves it: a copy of what the first one made."""
    machine = Machine()
    atexit.register(machine.remove)
    # Of this run: see tests/runner.py.
    made = Path(settings.MEDIA_ROOT).parent / "machine"
    with made.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            machine.load_the_demo()
            shutil.copytree(machine.folder, made)
            return machine
    shutil.copytree(made, machine.folder, dirs_exist_ok=True)
    return machine


class Machine:
    """A newsroom on SQLite, in a folder of its own."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="newsroom-machine-"))
        self.database = self.folder / "data" / "news.sqlite3"
        self.database.parent.mkdir()
        self.environment = ENVIRONMENT | {
            "DATABASE_URL": f"sqlite:///{self.database}",
            "MEDIA_ROOT": str(self.folder / "media"),
        }

    @classmethod
    def nowhere(cls, address):
        """One whose database has this address, and which has nothing to be removed."""
        machine = cls.__new__(cls)
        machine.environment = ENVIRONMENT | {"DATABASE_URL": address}
        return machine

    def load_the_demo(self):
        for words in (["migrate", "--no-input"], ["load_demo"]):
            done = self.run("manage.py", *words)
            if done.returncode:
                raise AssertionError(done.stderr)
        (self.folder / "piece").write_text(re.search(r"Article  http://[^/]+(\S+)", done.stdout)[1])

    @property
    def piece(self):
        """The path of a piece of the demo."""
        return (self.folder / "piece").read_text()

    def remove(self):
        shutil.rmtree(self.folder)

    def run(self, *words, fault=None, within=(), **environment):
        return subprocess.run(
            [*within, sys.executable, *words],
            cwd=settings.BASE_DIR,
            env=self.environment | environment,
            preexec_fn=fault,
            capture_output=True,
            text=True,
            timeout=120,
        )

    def _each(self, script, asked, options, **circumstances):
        done = self.run("-c", script, json.dumps(asked), json.dumps(options), **circumstances)
        if done.returncode:
            raise AssertionError(done.stderr)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def ask(self, *paths, options=(), **circumstances):
        """[(status, headers, body), …] of pages; the name of a request is another each time."""
        answers = self._each(ASKING, paths, dict(options), **circumstances)
        for _status, headers, _body in answers:
            headers.pop("X-Request-ID")
        return [tuple(answer) for answer in answers]

    def command(self, *commands, options=(), **circumstances):
        """[(exit code, what was said), …] of commands, each a list of words."""
        answers = self._each(COMMANDING, commands, dict(options), **circumstances)
        return [(code, said.strip()) for code, said in answers]

    @contextmanager
    def somebody_writing(self):
        """The lock of a writer who does not come to an end."""
        writer = sqlite3.connect(self.database, isolation_level=None)
        writer.execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            writer.execute("ROLLBACK")
            writer.close()

    @contextmanager
    def only_read(self):
        """Files and folders that nobody may write; yields what a process of root runs within."""
        paths = [*self.folder.rglob("*"), self.folder]
        for path in paths:
            path.chmod(0o555 if path.is_dir() else 0o444)
        try:
            yield self.bound_by_modes()
        finally:
            for path in paths:
                path.chmod(0o755 if path.is_dir() else 0o644)

    @staticmethod
    def bound_by_modes():
        """Root may write what nobody may, unless it is run without that power."""
        if os.geteuid() != 0:
            return []
        return ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]
