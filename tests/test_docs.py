"""The documentation names only what exists, and repeats the code's tables as they are."""

import os
import re
import tomllib
from pathlib import Path

from django.apps import apps
from django.contrib.auth.models import Group
from django.core.management import get_commands
from django.db import connection
from django.test import SimpleTestCase, TestCase

from articles.models.choices import Stage
from articles.publishing.moves import MOVES
from articles.upkeep.persons import THEIRS
from tests.architecture import APPS, problem_codes

ROOT = Path(__file__).resolve().parent.parent
PAGES = [
    *(ROOT / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
]
FOLDERS = {*APPS, ".ci", "bench", "bin", "deploy", "docs", "static", "templates", "tests"}
ROLES = ("Contributor", "Editor", "Publisher", "Funding manager", "Administrator")


def page(name):
    return (ROOT / "docs" / name).read_text()


def prose(text):
    """The page without its blocks of code."""
    return re.sub(r"^```.*?^```|^ {4}.*?$", "", text, flags=re.MULTILINE | re.DOTALL)


def anchors(text):
    """The names that GitHub gives to the headings of a page."""
    headings = re.findall(r"^#+ (.+)$", prose(text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def rows(text):
    """The cells of every line of every table, without the lines of headings."""
    lines = re.findall(r"^\| *(.+?) *\|$", text, re.MULTILINE)
    return [re.split(r" *\| *", line) for line in lines if not set(line) <= set("-| ")]


def firsts(text):
    """What stands as code in the first cell of the rows."""
    return [cells[0].strip("`") for cells in rows(text) if cells[0].startswith("`")]


class NamesTests(SimpleTestCase):
    def each(self, pattern, text_of=Path.read_text):
        """Yield (page, match) for every match of a pattern on every page."""
        for path in PAGES:
            for found in re.finditer(pattern, text_of(path), re.MULTILINE):
                yield path, found[1]

    def test_every_link_leads_to_a_file_and_to_a_heading_of_it(self):
        links = list(self.each(r"\]\(([^)\s]+)\)", lambda path: prose(path.read_text())))
        self.assertGreater(len(links), 50)
        for path, link in links:
            if re.match(r"https?://|mailto:", link):
                continue
            with self.subTest(page=str(path.relative_to(ROOT)), link=link):
                name, _, anchor = link.partition("#")
                target = (path.parent / name).resolve() if name else path
                self.assertTrue(target.is_file(), "There is no such file.")
                if anchor:
                    self.assertIn(anchor, anchors(target.read_text()))

    def test_every_page_is_listed_where_a_reader_looks_for_it(self):
        """The decisions in their own list by number and title, all others in that of the docs."""
        decisions, others = ROOT / "docs" / "decisions", page("README.md")
        listed = re.findall(r"^\* \[(.+?)\]\((.+?)\) (.+)$", page("decisions/README.md"), re.M)
        written = [
            (path.name[:4], path.name, path.read_text().partition("\n")[0].removeprefix("# "))
            for path in sorted(decisions.glob("0*.md"))
        ]
        self.assertEqual([(a, b, f"{a} {title}") for a, b, title in listed], written)
        for path in sorted((ROOT / "docs").rglob("*.md")):
            name = str(path.relative_to(ROOT / "docs"))
            if name != "README.md" and not path.name.startswith("0"):
                self.assertIn(f"]({name})", others)

    def test_every_command_of_manage_py_exists(self):
        named = [*self.each(r"manage\.py ([a-z_]+)"), *self.each(r"(?:^ {4}|root +)newsroom (\w+)")]
        self.assertGreater(len(named), 20)
        for path, command in named:
            with self.subTest(page=str(path.relative_to(ROOT)), command=command):
                self.assertIn(command, get_commands())

    def test_every_command_in_bin_exists_and_can_be_run(self):
        named = list(self.each(r"(?<![\w/.:])bin/([a-z-]+)\b(?!\.\w)"))
        self.assertGreater(len(named), 5)
        for path, command in named:
            with self.subTest(page=str(path.relative_to(ROOT)), command=command):
                self.assertTrue(os.access(ROOT / "bin" / command, os.X_OK))

    def test_every_path_of_the_project_exists(self):
        named = [(path, span) for path, span in self.each(r"`(\.?[\w-]+/[\w./-]*)`")]
        for path, span in named:
            if span.split("/")[0] in FOLDERS:
                with self.subTest(page=str(path.relative_to(ROOT)), path=span):
                    self.assertTrue((ROOT / span).exists())

    def test_every_test_that_is_named_exists(self):
        tests = "\n".join(path.read_text() for path in (ROOT / "tests").rglob("test_*.py"))
        known = set(re.findall(r"def (test_\w+)", tests))
        for path, name in self.each(r"`(test_\w+)`"):
            with self.subTest(page=str(path.relative_to(ROOT))):
                self.assertIn(name, known)

    def test_no_table_says_of_one_thing_two_things(self):
        """Two who write at once add two rows, and nothing is in the way when both are merged."""
        for path in PAGES:
            for table in re.split(r"\n(?!\|)", path.read_text()):
                subjects = [cells[0] for cells in rows(table)]
                with self.subTest(page=str(path.relative_to(ROOT))):
                    self.assertEqual(sorted(subjects), sorted(set(subjects)))

    def test_the_licence_is_the_one_that_the_readme_names(self):
        project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
        self.assertEqual(project["license-files"], ["LICENSE"])
        self.assertIn(f"[{project['license']}](LICENSE)", (ROOT / "README.md").read_text())


class TableTests(TestCase):
    def test_the_moves_are_those_of_the_code(self):
        written = [cells for cells in rows(page("editors/moves.md")) if cells[0] != "move"]
        self.assertEqual(written, [self.row(move) for move in MOVES.values()])

    def row(self, move):
        sources = [str(stage.label) for stage in move.sources]
        needs = ["a note"] * ("note" in move.asks)
        needs += ["a note where it changes who paid"] * ("note" in move.explains)
        needs += [str(need.words) for need in [move.needs] if need]
        return [
            str(move.label),
            "any stage" if len(sources) == len(Stage) else ", ".join(sources),
            self.target(move),
            self.who(move),
            ", ".join(needs),
        ]

    def target(self, move):
        if isinstance(move.target, dict):
            ways = move.target.items()
            words = ", ".join(f"{Stage(new).label} if {Stage(old).label}" for old, new in ways)
            return f"{words}, else stays"
        return str(Stage(move.target).label) if move.target else "stays"

    def who(self, move):
        if move.permission is None:
            return "whoever changed what must be said"
        app, codename = move.permission.split(".")
        groups = Group.objects.filter(
            permissions__content_type__app_label=app, permissions__codename=codename
        )
        names = set(groups.values_list("name", flat=True))
        return ", ".join(role for role in ROLES if role in names)

    def test_every_problem_of_the_gate_is_explained(self):
        sources = [path.read_text() for path in (ROOT / "articles").rglob("*.py")]
        made = set().union(*map(problem_codes, sources))
        self.assertEqual(sorted(firsts(page("editors/gate.md"))), sorted(made))

    def test_every_setting_is_explained(self):
        read = self.settings()
        self.assertEqual(sorted(firsts(page("operators/settings.md"))), sorted(read))
        example = (ROOT / "deploy" / "newsroom.env").read_text()
        offered = set(re.findall(r"^(?:# )?([A-Z_]+)=", example, re.MULTILINE))
        self.assertEqual(offered, read - {"SECRET_KEY"})

    def test_every_setting_is_forgotten_where_a_demo_or_a_test_begins(self):
        shell = (ROOT / "bin" / "environment.sh").read_text()
        unset = re.search(r"forget_settings\(\) \{\s+unset ((?:.*\\\n)*.*)\n\}", shell)[1]
        others = {"DJANGO_SETTINGS_MODULE", "GUNICORN_CMD_ARGS"}
        self.assertEqual(set(unset.replace("\\", "").split()), self.settings() | others)

    def settings(self):
        """The variables that the settings are read from."""
        sources = [ROOT / "newsroom" / name for name in ("settings.py", "environment.py")]
        code = "\n".join(path.read_text() for path in sources)
        return set(re.findall(r'(?:read\(\s*|environ\.get\()"([A-Z_]+)"', code))

    def test_every_table_of_people_is_told_of_and_no_other_is_named(self):
        persons = {name.rsplit(".", 1)[0] for name in THEIRS}
        tables = {apps.get_model(name)._meta.db_table for name in persons}
        named = set(re.findall(r"`([a-z]+_[a-z_]+)`", page("privacy.md")))
        self.assertEqual(tables - named, set())
        known = {*connection.introspection.table_names(), *get_commands()}
        self.assertEqual(named - known - {"created_by", "decided_by", "stands_in"}, set())

    def test_every_command_of_ours_is_explained(self):
        ours = {name for name, app in get_commands().items() if app in APPS}
        words = [cell.split() for cell in firsts(page("operators/commands.md"))]
        explained = {second for first, second, *_ in words if first == "manage.py"}
        self.assertEqual(ours - explained, set())
