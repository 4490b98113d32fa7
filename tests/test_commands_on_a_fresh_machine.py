"""What bin/demo and bin/test say where something is missing. Nothing is installed here."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

from django.conf import settings
from django.test import SimpleTestCase

TOOLS = ("sh", "cat", "cmp", "cp", "cut", "dirname", "mkdir", "mktemp", "rm", "sleep")


class FreshMachineTests(SimpleTestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.home = Path(folder.name) / "a clone"
        self.home.mkdir()
        shutil.copytree(settings.BASE_DIR / "bin", self.home / "bin")
        for name in ("requirements.txt", "requirements-test.txt"):
            shutil.copy(settings.BASE_DIR / name, self.home)
        self.tools = Path(folder.name) / "tools"
        self.tools.mkdir()
        for name in TOOLS:
            (self.tools / name).symlink_to(shutil.which(name))

    def python(self, script):
        """Install a python3 that is this shell script."""
        (self.tools / "python3").write_text(f"#!/bin/sh\n{script}\n")
        (self.tools / "python3").chmod(0o755)

    def run_here(self, *command):
        """``(return code, everything said)``; also checks that nothing was made."""
        done = subprocess.run(
            command,
            cwd="/",
            env={"PATH": str(self.tools)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.assertEqual(
            sorted(os.listdir(self.home)), ["bin", "requirements-test.txt", "requirements.txt"]
        )
        return done.returncode, done.stdout.strip()

    def demo(self, *arguments):
        return self.run_here(self.home / "bin/demo", *arguments)

    def test_help_tells_the_options(self):
        code, said = self.demo("--help")
        self.assertEqual(code, 0)
        self.assertIn("--port N", said)
        self.assertIn("--no-serve", said)
        # Where browsers take passkeys: an address that is a number is none.
        self.assertIn("http://localhost:8000", said)

    def test_an_unknown_option_is_named(self):
        code, said = self.demo("--prot", "8001")
        self.assertEqual((code, said.splitlines()[-1]), (1, "bin/demo does not know --prot."))

    def test_a_port_is_a_number_from_1_to_65535(self):
        for port in ("0", "65536", "99999999999", "-1", "80a", ""):
            with self.subTest(port):
                self.assertEqual(
                    self.demo("--port", port),
                    (1, f"--port takes a number from 1 to 65535, not '{port}'."),
                )
        self.assertEqual(self.demo("--port"), (1, "--port needs a number, like --port 8001."))

    def test_a_busy_port_is_told_before_anything_is_made(self):
        self.python(f'exec "{sys.executable}" "$@"')
        with socket.create_server(("127.0.0.1", 0)) as server:
            port = server.getsockname()[1]
            code, said = self.demo("--port", str(port))
        self.assertEqual(code, 1)
        self.assertTrue(said.startswith(f"Port {port} is in use by another program. "), said)

    def test_without_python_it_says_what_to_install(self):
        self.assertEqual(
            self.demo(),
            (1, "Python is missing. Install python3 (3.11, 3.12 or 3.13) and python3-venv."),
        )

    def test_a_python_of_another_version_is_refused_by_number(self):
        self.python('[ "$1" = -V ] && echo "Python 3.9.2" || exit 1')
        self.assertEqual(
            self.demo(), (1, "Python 3.11, 3.12 or 3.13 is needed; python3 here is 3.9.2.")
        )

    def test_a_python_that_cannot_make_environments_says_which_package_is_missing(self):
        self.python(
            f'case "$2" in *ensurepip*) exit 1;; esac; exec "{sys.executable}" "$@"',
        )
        for command in (["bin/test"], ["bin/demo", "--no-serve"]):
            with self.subTest(command):
                code, said = self.run_here(self.home / command[0], *command[1:])
                self.assertEqual(code, 1)
                self.assertIn("Install python3-venv", said)

    def test_what_python_compiles_is_kept_whatever_the_shell_says(self):
        self.python(
            'case "$*" in *"-m venv"*) echo "[$PYTHONDONTWRITEBYTECODE]"; exit 1;; esac; '
            f'exec "{sys.executable}" "$@"',
        )
        code, said = self.run_here(
            "sh", "-c", 'PYTHONDONTWRITEBYTECODE=1 exec "$0"', self.home / "bin/test"
        )
        self.assertEqual((code, said.splitlines()[1:2]), (1, ["[]"]))


class PostgresTests(SimpleTestCase):
    def test_a_server_lives_as_long_as_its_command_and_the_code_is_passed_on(self):
        question = (
            "import os, psycopg2; c = psycopg2.connect(os.environ['DATABASE_URL']).cursor(); "
            "c.execute('show data_directory'); print(c.fetchone()[0]); raise SystemExit(7)"
        )
        done = subprocess.run(
            [sys.executable, "bin/postgres", sys.executable, "-c", question],
            cwd=settings.BASE_DIR,
            capture_output=True,
            text=True,
        )
        self.assertEqual((done.returncode, done.stderr), (7, ""))
        self.assertTrue(done.stdout.strip().endswith("/data"))
        self.assertFalse(os.path.exists(done.stdout.strip()))
