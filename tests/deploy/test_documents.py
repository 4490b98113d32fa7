"""Every command in the operators' documents is walked by deploy/try, or it is said why not."""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from unittest import skipUnless

from django.conf import settings
from django.core.management import get_commands
from django.test import SimpleTestCase

DEPLOY = settings.BASE_DIR / "deploy"
OPERATORS = settings.BASE_DIR / "docs" / "operators"
sys.path.insert(0, str(DEPLOY))

from walk.documents import between, blocks  # noqa: E402

sys.path.remove(str(DEPLOY))

SAMPLE = """# Title
## One
Do this:

    first

    still first

```
    an example
```

<!-- deploy/try leaves this out: it needs the moon. -->

    second

## Two
    third
"""
# The documents that deploy/walk/story.py walks; the others are about a newsroom that runs.
WALKED = {
    "installation.md": {"1. Packages", "2. The user, the code, its packages", "3. The database"}
    | {"4. Settings", "5. First start", "6. nginx and a certificate", "8. What runs by the clock"},
    "backups.md": {"Every night", "Restore", "To another database", "Try it"},
    "upgrades.md": {"To the next version"},
}
HOW_TO_WALK = ("installation.md", "Try it first")


class BlocksTests(SimpleTestCase):
    def test_a_block_is_what_is_indented_and_knows_where_it_stands(self):
        self.assertEqual(
            [(one.heading, one.line, one.commands, one.left_out) for one in blocks(SAMPLE)],
            [
                ("One", 5, "first\n\nstill first\n", ""),
                ("One", 15, "second\n", "it needs the moon."),
                ("Two", 18, "third\n", ""),
            ],
        )

    def test_a_heading_that_was_renamed_is_told(self):
        found = list(blocks(SAMPLE))
        self.assertEqual([one.commands for one in between(found, "Two", "Two")], ["third\n"])
        with self.assertRaisesMessage(ValueError, "No commands stand under “Three”."):
            between(found, "One", "Three")

    def test_every_command_of_the_documents_is_walked(self):
        for page, headings in WALKED.items():
            found = {block.heading for block in blocks((OPERATORS / page).read_text())}
            self.assertEqual({(page, one) for one in found - headings} - {HOW_TO_WALK}, set())
            self.assertEqual(headings - found, set())
        story = (DEPLOY / "walk" / "story.py").read_text()
        named = set(re.findall(r'target\.walk\("(\w+)", "([^"]+)"', story))
        self.assertEqual({f"{page}.md" for page, _heading in named}, set(WALKED))

    def test_every_program_that_is_stood_in_for_is_in_the_documents(self):
        text = "".join(page.read_text() for page in OPERATORS.glob("*.md"))
        commands = {
            word for line in text.splitlines() if line[:4] == "    " for word in line.split()
        }
        for program in (DEPLOY / "walk" / "stand_ins").iterdir():
            self.assertIn(program.name, {word.strip("();") for word in commands})


class UnitTests(SimpleTestCase):
    unit = (DEPLOY / "newsroom.service").read_text()

    def test_there_is_no_reload_that_would_keep_old_settings(self):
        self.assertNotIn("ExecReload", self.unit)

    @skipUnless(shutil.which("systemd-analyze"), "systemd-analyze is not here")
    def test_systemd_finds_little_to_harden(self):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "newsroom.service"
            file.write_text(self.unit)
            said = subprocess.run(
                ["systemd-analyze", "security", "--offline=true", "--threshold=30", file],
                capture_output=True,
                text=True,
            )
        self.assertEqual(said.returncode, 0, said.stdout[-300:] + said.stderr)

    def test_it_writes_where_the_settings_say_and_nowhere_else(self):
        written = re.search(r"^ReadWritePaths=(.+)$", self.unit, re.MULTILINE)[1].split()
        environment = (DEPLOY / "newsroom.env").read_text()
        roots = re.findall(r"^(?:MEDIA|STATIC)_ROOT=(\S+)", environment, re.MULTILINE)
        self.assertEqual(written, ["/srv/newsroom", "/opt/newsroom/var"])
        # A folder that is not in a clone keeps the unit from being started.
        self.assertTrue((settings.BASE_DIR / "var" / ".gitignore").is_file())
        self.assertEqual({str(Path(root).parent) for root in roots}, {"/srv/newsroom"})


class CronTests(SimpleTestCase):
    def test_every_line_runs_a_command_of_the_newsroom_as_root(self):
        lines = re.findall(r"^[\d*].+", (DEPLOY / "newsroom.cron").read_text(), re.MULTILINE)
        commands = [re.fullmatch(r"(?:[\d*/-]+ +){5}root +(newsroom\S*)(.*)", one) for one in lines]
        self.assertNotIn(None, commands)
        self.assertEqual({one[1] for one in commands}, {"newsroom", "newsroom-backup"})
        ours = {one[2].split()[0] for one in commands if one[1] == "newsroom"}
        self.assertEqual(ours - get_commands().keys(), set())
