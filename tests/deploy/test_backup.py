"""A backup that is killed on its way leaves nothing that looks like a whole one."""

import os
import shutil
import signal
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from django.test import SimpleTestCase

SCRIPT = Path(__file__).resolve().parents[2] / "deploy" / "newsroom-backup"
COMMANDS = ("date", "mkdir", "chmod", "rm", "mkdir", "chown", "newsroom", "chown", "mv", "find")
COMMANDS += ("rm",)
# Each command counts itself, and ends the whole backup, by SIGKILL, before its turn.
STEP = """\
#!/bin/sh
echo {name} >> "$STEPS"
[ "$(wc -l < "$STEPS")" -ne "$LAST" ] || {{ kill -9 0; sleep 9; }}
{does} "$@"
"""
# What stands for `newsroom backup FOLDER`: it tells what it was called with, and makes it whole.
NEWSROOM = """\
echo "$@" >> "$CALLS"
[ -z "$AMID" ] || { command -p mkdir "$2.part"; kill -9 0; sleep 9; }
[ -z "$NOTHING" ] || { echo "It cannot be made." >&2; exit 1; }
command -p mkdir "$2" && echo all of it > "$2/manifest.json"
[ -z "$LACKS" ] || { echo "A file is gone." >&2; exit 1; }
"""


class BackupTests(SimpleTestCase):
    def setUp(self):
        folder = TemporaryDirectory(prefix="newsroom-backup-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.kept, self.keys = self.folder / "backups", self.folder / "keys"
        self.programs = self.folder / "bin"
        self.programs.mkdir()
        (self.folder / "backup").write_text(NEWSROOM)
        does = {name: shutil.which(name) for name in COMMANDS}
        # Here is no user newsroom; and several backups are made within a second.
        does |= {
            "newsroom": f"sh {self.folder}/backup",
            "chown": ":",
            "date": f"{does['date']} +%FT%T:%N #",
        }
        for name in {*COMMANDS}:
            program = self.programs / name
            program.write_text(STEP.format(name=name, does=does[name]))
            program.chmod(0o755)

    def back_up(self, last=0, code=0, **circumstances):
        """Returns the names of its commands, until the one that was the last."""
        steps = self.folder / "steps"
        steps.write_text("")
        script = SCRIPT.read_text().replace("/var/backups/newsroom", str(self.kept))
        script = script.replace("/etc/newsroom/backup-keys", str(self.keys))
        known = {"PATH": f"{self.programs}:{os.environ['PATH']}", "STEPS": str(steps)}
        known |= {"LAST": str(last), "CALLS": str(self.folder / "calls"), **circumstances}
        self.ran = subprocess.run(
            ["sh", "-c", script], env=known, start_new_session=True, capture_output=True, text=True
        )
        killed = last or "AMID" in circumstances
        expected = -signal.SIGKILL if killed else code
        self.assertEqual(self.ran.returncode, expected, self.ran.stderr)
        self.assertEqual(self.ran.stdout, "")
        return steps.read_text().split()

    def whole(self):
        """How many backups there are by their names; each is whole."""
        named = [path for path in self.kept.glob("*") if path.suffix != ".part"]
        for one in named:
            self.assertEqual((one / "manifest.json").read_text(), "all of it\n")
        return len(named)

    def test_before_each_of_its_commands(self):
        steps = self.back_up()
        self.assertEqual(steps, [*COMMANDS])
        for step in range(1, len(steps) + 1):
            before = self.whole()
            with self.subTest(killed_before=steps[step - 1]):
                self.assertEqual(self.back_up(last=step), steps[:step])
                self.assertIn(self.whole(), (before, before + 1))
                self.back_up()
                self.assertGreater(self.whole(), before)

    def test_amid_the_backup(self):
        self.back_up(AMID="yes")
        self.assertEqual([one.suffix for one in self.kept.iterdir()], [".part"])
        self.back_up()
        self.assertEqual(self.whole(), 1)

    def test_one_that_lacks_a_file_is_kept_and_told(self):
        self.back_up(LACKS="yes", code=1)
        self.assertEqual((self.whole(), self.ran.stderr), (1, "A file is gone.\n"))

    def test_of_one_that_cannot_be_made_nothing_is_left(self):
        self.back_up(NOTHING="yes", code=1)
        self.assertEqual(self.ran.stderr, "It cannot be made.\n")
        self.assertEqual(list(self.kept.iterdir()), [])

    def test_it_is_encrypted_for_each_key_that_is_there(self):
        self.keys.write_text("age1one\nage1two\n")
        self.back_up()
        called = (self.folder / "calls").read_text().split()
        self.assertEqual(called[2:], ["--recipient", "age1one", "--recipient", "age1two"])

    def test_a_key_is_one_without_an_end_of_its_line_too(self):
        self.keys.write_text("# Of Ada, in the safe.\n\nage1one # Ada\nage1two")
        self.back_up()
        called = (self.folder / "calls").read_text().split()
        self.assertEqual(called[2:], ["--recipient", "age1one", "--recipient", "age1two"])

    def test_where_keys_are_meant_and_none_is_there_nothing_is_made_that_all_can_read(self):
        self.keys.write_text("# None yet.\n\n")
        self.back_up(code=1)
        self.assertIn("holds no key: write one into it, or remove it.", self.ran.stderr)
        self.assertEqual((self.whole(), (self.folder / "calls").exists()), (0, False))

    def test_those_older_than_thirty_days_are_removed_once_there_is_a_new_one(self):
        self.back_up()
        (old,) = self.kept.iterdir()
        os.utime(old, (0, 0))
        self.back_up(NOTHING="yes", code=1)
        self.assertTrue(old.exists(), "the last good one, and no new one")
        self.back_up()
        self.assertEqual((self.whole(), old.exists()), (1, False))
