"""Whoever leaves takes along what there is of every piece."""

import hashlib
import json
import tempfile
from io import StringIO
from pathlib import Path

from django.core.management import CommandError, call_command
from django.test import SimpleTestCase, TestCase

from articles.models import Article, Photo
from newsroom.kit import clock
from tests.architecture import ROOT
from tests.articles.departures.worlds import FIRST, export, lines, more, rich
from tests.factories import make_article
from tests.flushing import CommittingTestCase

DOCUMENT = ROOT / "docs/operators/export-and-import.md"


class InAFolder(SimpleTestCase):
    def setUp(self):
        super().setUp()
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)


class LeavingTests(InAFolder, TestCase):
    maxDiff = None

    @classmethod
    def setUpTestData(cls):
        cls.world = rich()

    def written(self, name="export"):
        return export(self.folder / name)

    def pieces(self):
        told = lines(self.written()[2]["articles.jsonl"])
        return {one["title"]: one for one in told if one["type"] == "piece"}

    def test_an_export_of_the_same_newsroom_is_the_same_file_by_file(self):
        self.assertEqual(self.written()[2], self.written("again")[2])

    def test_each_line_is_json_that_anybody_can_read_and_the_first_says_which_format_it_is(self):
        _counts, _gone, files = self.written()
        for name in ("articles.jsonl", "grants.jsonl"):
            told = lines(files[name])
            head = {"type": "format", "version": 1, "site": "http://127.0.0.1:8000"}
            self.assertEqual(told[0], head)
            self.assertEqual(
                [json.dumps(one, ensure_ascii=False, sort_keys=True) for one in told],
                files[name].decode().splitlines(),
            )

    def test_every_file_that_is_named_is_there_as_it_was_uploaded(self):
        _counts, gone, files = self.written()
        media = {name: content for name, content in files.items() if name.startswith("media/")}
        self.assertEqual((gone, len(media)), ([], 6))
        for name, content in media.items():
            self.assertIn(hashlib.sha256(content).hexdigest(), name)

    def test_a_file_that_is_gone_is_named_and_all_else_is_written(self):
        Photo.objects.filter(pk=self.world.quay.pk).update(file="pictures/aa/gone.png")
        _counts, gone, files = self.written()
        self.assertEqual(gone, ["pictures/aa/gone.png"])
        self.assertEqual(len([name for name in files if name.startswith("media/")]), 6)

    def test_a_piece_is_told_as_readers_see_it_and_as_editors_have_it(self):
        piece = self.pieces()["Worked over"]
        self.assertEqual(
            (piece["stage"], piece["section"], piece["tags"], piece["lead"]),
            ("review", "rivers", ["fire"], None),
        )
        otherwise = piece["live"]["otherwise"]
        self.assertEqual(
            {name: otherwise[name] for name in ("title", "body", "section", "tags")},
            {"title": "Reworked", "body": "<p>A text.</p>", "section": "ports", "tags": []},
        )
        self.assertEqual(piece["photos"][otherwise["lead"] - 1]["called"], "navy.png")

    def test_photos_in_a_text_are_called_by_their_number(self):
        piece = self.pieces()["Quays"]
        self.assertIn('<figure data-photo="2" data-width="wide">', piece["body"])
        self.assertEqual([one["called"] for one in piece["photos"]], ["navy.png", "teal.png"])

    def test_what_was_printed_on_who_paid_is_told_word_for_word(self):
        piece = self.pieces()["Weirs"]
        weirs = {"slug": "weirs", "title": "Weirs"}
        self.assertEqual((piece["funding"], piece["live"]["grants"]), ("funded", [weirs]))
        self.assertEqual(
            [one["text"] for one in piece["live"]["disclosures"]],
            [
                "The Weir Fund paid for this.",
                "These are our views.",
                "The fund lent us a boat.",
                "We own a mill.",
            ],
        )
        conflict = {"grant": None, "funder": None, "kind": "conflict", "label": "", "number": 1}
        self.assertEqual(
            [(one["grant"], one["statement"]) for one in piece["coverage"]],
            [(weirs, None), (None, conflict)],
        )

    def test_moments_to_come_and_ends_are_told(self):
        scheduled, withdrawn, updated = more()
        told = self.pieces()
        self.assertEqual(len(told["Tomorrow"]["scheduled"]), 1)
        self.assertIsNone(told["Tomorrow"]["live"])
        self.assertEqual(told["Gone"]["withdrawn"]["text"], "It was ours.")
        self.assertIsNotNone(told["Twice"]["live"]["updated"])
        self.assertIsNotNone(told["Twice"]["live"]["until"])
        self.assertEqual(
            told["Quays"]["first_published_at"], f"{FIRST:%Y-%m-%dT%H:%M:%S}.000000+00:00"
        )

    def test_pieces_of_one_moment_are_told_apart(self):
        now = clock.now()
        twins = [make_article(title=title).pk for title in ("A twin", "B twin")]
        Article.objects.filter(pk__in=twins).update(created_at=now)
        told = self.pieces()
        self.assertEqual(told["B twin"]["key"], f"{told['A twin']['key']} 2")

    def test_every_name_in_a_line_is_explained(self):
        more()
        _counts, _gone, files = self.written()
        document = DOCUMENT.read_text(encoding="utf-8")
        told = [*lines(files["articles.jsonl"]), *lines(files["grants.jsonl"])]
        missing = {name for one in told for name in names_in(one) if f"`{name}`" not in document}
        self.assertEqual(missing, set())


class CommandTests(InAFolder, CommittingTestCase):
    def run_it(self, folder):
        out = StringIO()
        call_command("export_articles", folder, stdout=out)
        return out.getvalue()

    def test_a_folder_is_whole_or_not_there(self):
        make_article(title="A weir")
        folder = self.folder / "export"
        self.assertEqual(self.run_it(folder), f"{folder}/articles.jsonl holds 1 pieces.\n")
        self.assertEqual(
            sorted(path.name for path in folder.iterdir()),
            ["SHA256SUMS", "articles.jsonl", "grants.jsonl"],
        )
        with self.assertRaisesMessage(CommandError, "each export is a folder of its own"):
            self.run_it(folder)


def names_in(value):
    """The names of all that a line tells, however deep."""
    if isinstance(value, dict):
        yield from value
        for one in value.values():
            yield from names_in(one)
    elif isinstance(value, list):
        for one in value:
            yield from names_in(one)
