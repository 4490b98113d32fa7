"""An export of ours, and a newsroom into which it comes."""

import json
import shutil
import tempfile
from io import StringIO
from pathlib import Path

from django.core.management import call_command
from django.test import TestCase

from tests.articles.departures.worlds import afterwards_gone, export, lines, rich
from tests.factories import make_publisher


class OwnTestCase(TestCase):
    maxDiff = None

    @classmethod
    def setUpTestData(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.made = Path(folder.name) / "export"
        with afterwards_gone():
            rich()
            cls.before = export(cls.made)[2]
        make_publisher(username="ada")

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name) / "export"
        shutil.copytree(self.made, self.folder)
        (self.folder / "grants.jsonl").unlink()
        self.file = self.folder / "articles.jsonl"

    def bring(self, **options):
        return bring(self.folder, **options)

    def report(self):
        return (self.folder / "articles.report.html").read_text(encoding="utf-8")

    def lines(self):
        return lines(self.file.read_bytes())

    def write(self, told):
        rows = [one if isinstance(one, bytes) else json.dumps(one).encode() for one in told]
        self.file.write_bytes(b"\n".join(rows) + b"\n")

    def change(self, piece, **said):
        """Let a newer export say something else of the piece of a title."""
        self.write([{**one, **(said if one.get("title") == piece else {})} for one in self.lines()])


def bring(folder, **options):
    """Import an export as Ada; returns what is said, line by line."""
    out = StringIO()
    told = {"by": "ada", "stdout": out, "stderr": StringIO(), **options}
    call_command("import_articles", folder, **told)
    return out.getvalue().splitlines()
