"""A backup that is killed on its way leaves nothing that looks like a whole one."""

import os
import shutil
import signal
import subprocess
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory

from django.test import SimpleTestCase

SCRIPT = Path(__file__).resolve().parents[2] / "deploy" / "newsroom-backup"
COMMANDS = ("date", "mkdir", "runuser", "tar", "sync", "mv", "mv", "find")
# Each command counts itself, and ends the whole backup, by SIGKILL, before or amid its turn.
STEP = """\
#!/bin/sh
echo {name} >> "$STEPS"
[ "$(wc -l < "$STEPS")" -ne "$LAST" ] || {amid}
exec {does} "$@"
"""
KILL = "{ kill -9 0; sleep 9; }"
# What stands for pg_dump: its answer is that to which the files of the newsroom belong.
DUMP = """\
printf "the rows "
[ "$(wc -l < "$STEPS")" -ne "$AMID" ] || { kill -9 0; sleep 9; }
cat "$ROWS"
"""


class BackupTests(SimpleTestCase):
    def setUp(self):
        folder = TemporaryDirectory(prefix="newsroom-backup-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.kept, self.media = self.folder / "backups", self.folder / "srv" / "media"
        self.programs = self.folder / "bin"
        for made in (self.media, self.programs):
            made.mkdir(parents=True)
        (self.folder / "pg_dump").write_text(DUMP)
        for name in {*COMMANDS}:
            does = shutil.which(name) if name != "runuser" else f"sh {self.folder}/pg_dump"
            program = self.programs / name
            program.write_text(STEP.format(name=name, amid=KILL, does=does))
            program.chmod(0o755)

    def upload(self, name):
        """A file, and the row that names it."""
        (self.media / name).write_bytes(os.urandom(1000))
        with (self.folder / "rows").open("a") as rows:
            rows.write(f"{name} ")

    def back_up(self, last=0, amid=0):
        """Returns the names of its commands, until the one that was the last."""
        steps = self.folder / "steps"
        steps.write_text("")
        script = SCRIPT.read_text().replace("/var/backups/newsroom", str(self.kept))
        script = script.replace("/srv/newsroom", str(self.media.parent))
        known = {
            "PATH": f"{self.programs}:{os.environ['PATH']}",
            "STEPS": str(steps),
            "LAST": str(last),
            "AMID": str(amid),
            "ROWS": str(self.folder / "rows"),
        }
        ran = subprocess.run(
            ["sh", "-c", script], env=known, start_new_session=True, capture_output=True, text=True
        )
        self.assertEqual(ran.returncode, -signal.SIGKILL if last or amid else 0, ran.stderr)
        self.assertEqual(ran.stdout, "")
        return steps.read_text().split()

    def assert_all_that_looks_whole_is(self):
        """Each dump ends as it was to, and has beside it every file that it names. How many."""
        dumps = [one for one in self.kept.glob("*") if one.suffix == ".dump"]
        for dump in dumps:
            words = dump.read_text().split()
            self.assertGreater(len(words), 2)
            self.assertEqual(words[:2], ["the", "rows"])
            with tarfile.open(dump.with_suffix(".media.tar.gz")) as archive:
                files = {Path(one).name for one in archive.getnames()}
            self.assertLessEqual({*words[2:]}, files)
        return len(dumps)

    def test_before_each_of_its_commands(self):
        self.upload("first")
        steps = self.back_up()
        self.assertEqual(steps, [*COMMANDS])
        for is_the_first in (True, False):
            for step in range(1, len(steps) + 1):
                if is_the_first:
                    shutil.rmtree(self.kept)
                self.upload(f"{is_the_first}-{step}")
                with self.subTest(killed_before=steps[step - 1], is_the_first=is_the_first):
                    self.assertEqual(self.back_up(last=step), steps[:step])
                    self.assert_all_that_looks_whole_is()
                    self.back_up()
                    self.assertEqual(self.assert_all_that_looks_whole_is(), 1)

    def test_amid_the_dump(self):
        self.upload("first")
        self.back_up(amid=3)
        self.assertEqual([one.name[10:] for one in self.kept.iterdir()], [".dump.part"])
        self.back_up()
        self.assertEqual(self.assert_all_that_looks_whole_is(), 1)
