"""What a newsroom of this kind wrote comes into another one, and is the same there."""

import json
import shutil
import tempfile
from io import StringIO
from pathlib import Path

from django.core.management import CommandError, call_command
from django.test import TestCase

from articles.models import Arrival, Article, Photo, PublishedVersion, Redirect, Section
from articles.models.choices import Funding, Stage
from articles.publishing.edits import editing
from authors.models import Author
from funding.models import Funder, Grant, Statement
from newsroom.models import Masthead
from tests.articles.departures.worlds import afterwards_gone, export, lines, more, rich
from tests.factories import (
    broken,
    make_author,
    make_contributor,
    make_funding_manager,
    make_grant,
    make_publisher,
    make_section,
)

# What depends on the grants and statements of a newsroom.
OF_PAYERS = {"funding", "coverage", "waivers", "guesses", "live"}


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
        out = StringIO()
        told = {"by": "ada", "stdout": out, "stderr": StringIO(), **options}
        call_command("import_articles", self.folder, **told)
        return out.getvalue().splitlines()

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


class ArrivingTests(OwnTestCase):
    def test_all_but_who_paid_is_told_again_as_it_was(self):
        self.assertEqual(self.bring()[0], "9 new")
        after = export(self.folder.parent / "again")[2]
        self.assertEqual(told_but_for_payers(after), told_but_for_payers(self.before))
        media = {name for name in self.before if name.startswith("media/pictures/")}
        self.assertEqual({name for name in after if name.startswith("media/")}, media)

    def test_what_readers_see_there_they_see_here_at_its_address_since_its_true_date(self):
        self.bring()
        told = {one["path"]: one for one in self.lines() if one.get("live")}
        versions = [*PublishedVersion.objects.live(), *PublishedVersion.objects.live_pages()]
        self.assertEqual({one.path for one in versions}, set(told))
        for version in versions:
            piece = told[version.path]
            text = {**piece, **piece["live"]["otherwise"]}
            self.assertEqual(
                (version.title, version.standfirst, version.first_published_at.isoformat()),
                (
                    text["title"],
                    text["standfirst"],
                    version.first_published_at.fromisoformat(
                        piece["first_published_at"]
                    ).isoformat(),
                ),
            )

    def test_what_nobody_here_can_print_is_imported_and_what_was_printed_is_told(self):
        self.bring()
        found = {one.funding for one in PublishedVersion.objects.live()}
        self.assertEqual(found, {Funding.IMPORTED})
        piece = Article.objects.get(path="/2019/05/03/weirs/")
        whys = [one.why for one in piece.guesses.all()]
        self.assertIn("There it said, and here it does not: “The Weir Fund paid for this.”", whys)
        self.assertIn(
            "“Weirs” is not known here: put the piece under what stands for it here.", whys
        )

    def test_a_second_run_changes_nothing(self):
        self.bring()
        before = PublishedVersion.objects.count(), Photo.objects.count(), Author.objects.count()
        self.assertEqual(self.bring()[0], "9 unchanged")
        after = PublishedVersion.objects.count(), Photo.objects.count(), Author.objects.count()
        self.assertEqual(after, before)

    def test_a_run_that_broke_off_goes_on(self):
        whole = self.file.read_bytes()
        self.file.write_bytes(b"".join(whole.splitlines(keepends=True)[:-2]) + b'{"type": "pie')
        self.assertEqual(self.bring()[:2], ["7 new", "1 refused"])
        self.file.write_bytes(whole)
        self.assertEqual(self.bring()[:2], ["2 new", "7 unchanged"])

    def test_a_newer_export_changes_what_nobody_edited_and_names_the_rest(self):
        self.bring()
        draft = Article.objects.get(title="A draft")
        with editing(draft, by=make_contributor()) as stored:
            stored.title = "My draft"
            stored.save()
        self.change("A draft", standfirst="Newer.")
        self.change("Quays", standfirst="Newer.")
        self.assertEqual(self.bring()[:3], ["1 updated", "7 unchanged", "1 conflict"])
        draft.refresh_from_db()
        self.assertEqual((draft.title, draft.standfirst), ("My draft", ""))
        live = PublishedVersion.objects.live().get(title="Quays")
        self.assertEqual((live.standfirst, live.path), ("Newer.", "/2019/05/03/quays/"))

    def test_a_working_copy_alone_can_be_newer_and_readers_see_the_same(self):
        self.bring()
        number = PublishedVersion.objects.count()
        self.change("Worked over", title="Worked over twice")
        self.assertEqual(self.bring()[0], "1 updated")
        piece = Article.objects.get(title="Worked over twice")
        self.assertEqual((piece.stage, PublishedVersion.objects.count()), (Stage.REVIEW, number))

    def test_a_trial_keeps_nothing(self):
        told = self.bring(dry_run=True)
        self.assertEqual(told[0], "9 new")
        for model in (Article, Photo, Author, Section, Arrival, Redirect):
            self.assertFalse(model.objects.exists(), model)

    def test_what_is_here_already_is_used(self):
        make_section("Ports", slug="harbours")
        ben = make_author("Ben")
        self.bring()
        self.assertEqual(Section.objects.count(), 2)
        piece = Article.objects.get(title="Weirs")
        self.assertEqual(piece.section.slug, "harbours")
        self.assertEqual([one.author for one in piece.bylines.all()], [ben])

    def test_two_of_one_name_stay_two(self):
        self.bring()
        people = Author.objects.named("Ada Lovelace").order_by("pk")
        self.assertEqual(
            [(one.slug, one.bio) for one in people],
            [("ada-lovelace", "Writes."), ("ada-lovelace-2", "Another one.")],
        )

    def test_another_piece_at_an_address_is_a_conflict(self):
        self.bring()
        self.change("Imprint", key="2020-01-02T00:00:00+00:00")
        self.assertIn("1 conflict", self.bring())
        self.assertIn("Another piece has this address here", self.report())

    def test_four_eyes_keep_what_was_approved_there_in_review(self):
        Masthead.objects.update(four_eyes=True)
        self.bring()
        self.assertFalse(Article.objects.filter(stage=Stage.READY).exists())
        self.assertIn("It was approved there, and is in review here", self.report())

    def test_a_photo_that_is_missing_is_named_and_taken_by_a_later_run(self):
        picture = next((self.folder / "media/pictures").rglob("17*/*.png"))
        content = picture.read_bytes()
        picture.write_bytes(content + b"x")
        self.bring()
        self.assertIn("The file is not what was written", self.report())
        self.assertNotIn("<figure", Article.objects.get(title="Quays").body)
        picture.write_bytes(content)
        self.bring()
        self.assertIn("<figure", Article.objects.get(title="Quays").body)

    def test_what_is_here_can_be_compared_with_the_file(self):
        self.bring()
        self.assertEqual(self.bring(compare=True)[-1], "Everything in the file is here.")
        Article.objects.filter(title="Weirs").update(body="<p>Less.</p>")
        with self.assertRaisesMessage(CommandError, "1 pieces differ"):
            self.bring(compare=True)


class HostileTests(OwnTestCase):
    """Whatever a file says, there is a sentence with its place, and nothing half-written."""

    def piece(self):
        return next(one for one in self.whole() if one.get("title") == "Quays")

    def whole(self):
        return lines(self.before["articles.jsonl"])

    def refused(self, line):
        self.write([self.whole()[0], line])
        told = self.bring()
        self.assertEqual(told[0], "1 refused", line)
        self.assertFalse(Article.objects.exists())
        return self.report()

    def test_lines_that_are_none(self):
        for line, words in (
            (b"{", "This is no JSON."),
            (b"[" * 100_000, "This is no JSON."),
            (b"\xff\xfe", "This is no JSON."),
            (b'{"type": ' + b"9" * 10_000 + b"}", "This is no JSON."),
            (b"[]", "This is no object with a type."),
            (b'{"type": "piece"}', "says nothing of: body"),
            (b'"' + b"x" * (17 * 1024 * 1024) + b'"', "The line is too long to be read."),
        ):
            with self.subTest(line[:20]):
                report = self.refused(line)
                self.assertIn(words, report)
                self.assertIn("articles.jsonl, line 2", report)

    def test_columns_that_say_what_they_may_not(self):
        photo = self.piece()["photos"][0]
        for said, words in (
            ({"title": 7}, "title: is no text"),
            ({"title": ""}, "This field cannot be blank."),
            ({"title": "x" * 300}, "at most 250 characters"),
            ({"title": "a\u0000b"}, "U+0000"),
            ({"title": "a\ud800b"}, "U+D800"),
            ({"body": "<blockquote>" * 200}, "more deeply in each other"),
            ({"body": "x" * 600_000}, "a text may have"),
            ({"kind": "advert"}, "kind: is none of:"),
            ({"language": []}, "language: is no text"),
            ({"stage": "live"}, "stage: is none of:"),
            ({"part": -1}, "part: is no number"),
            ({"part": 10**30}, "part: is no number"),
            ({"part": True}, "part: is no number"),
            ({"dated": "2019-13-01"}, "dated: is no day"),
            (
                {"first_published_at": "9999-12-31T23:59:59-23:00"},
                "first_published_at: is no moment",
            ),
            ({"first_published_at": "2019-05-03"}, "first_published_at: is no moment"),
            ({"first_published_at": None}, "it does not say where"),
            ({"path": "/../../etc/"}, "path: is no address"),
            ({"key": "first"}, "key: is no moment"),
            ({"tags": {"a": 1}}, "tags: is no list"),
            ({"tags": ["a b"]}, "tags: 1: is no address"),
            ({"bylines": [{"author": "ada"}]}, "bylines: 1: says nothing of: bio, role"),
            ({"photos": [{**photo, "file": "../../secret.png"}]}, "photos: 1: file: is no name"),
            ({"photos": [{**photo, "alt": None}]}, "photos: 1: alt: is no text"),
            ({"live": []}, "live: is no object"),
        ):
            with self.subTest(said=str(said)[:80]):
                self.assertIn(words, self.refused({**self.piece(), **said}))

    def test_text_that_no_page_may_hold_is_taken_out(self):
        self.change("A draft", body='<p onclick="x()">A<script>b()</script></p>')
        self.bring()
        self.assertEqual(Article.objects.get(title="A draft").body, "<p>A</p>")
        self.assertIn("What no text may hold was taken out of it.", self.report())

    def test_a_photo_that_is_none_is_left_out(self):
        self.change("A draft", body='<figure data-photo="9"><figcaption>A</figcaption></figure>')
        self.bring()
        self.assertEqual(Article.objects.get(title="A draft").body, "<p>A</p>")

    def test_what_stands_around_is_read_as_carefully(self):
        told = self.lines()
        told.insert(1, {**told[1], "name": 3})
        told.insert(1, {"type": "tag", "slug": "bad", "name": "a, b"})
        told.insert(1, {"type": "comment", "text": "Hello"})
        self.write(told)
        said = self.bring()
        self.assertEqual(said[:2], ["9 new", "2 refused"])
        report = self.report()
        self.assertIn("name: is no text", report)
        self.assertIn("a tag has no comma", report)
        self.assertIn("comment: 1", report)

    def test_what_is_no_export_is_refused_as_a_whole(self):
        site = "https://weir.example"
        for first, words in (
            (b"", "does not say which format"),
            ({"type": "piece"}, "does not say which format"),
            ({"type": "format", "version": 2, "site": site}, "is of format 2"),
            ({"type": "format", "version": 1, "site": "javascript:x"}, "of which site it is"),
            ({"type": "format", "version": 1, "site": site}, "holds no pieces"),
        ):
            with self.subTest(first), self.assertRaisesMessage(CommandError, words):
                self.write([first])
                self.bring()
        self.file.unlink()
        with self.assertRaisesMessage(CommandError, "There is no articles.jsonl in"):
            self.bring()


class LeftBehindTests(TestCase):
    def test_what_is_scheduled_or_withdrawn_comes_in_as_a_draft_and_says_so(self):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name) / "export"
            with afterwards_gone():
                more()
                export(folder)
            make_publisher(username="ada")
            told = {"by": "ada", "stdout": StringIO(), "stderr": StringIO()}
            call_command("import_articles", folder, **told)
        stages = dict(Article.objects.values_list("title", "stage"))
        self.assertEqual(
            stages, {"Tomorrow": Stage.DRAFT, "Gone": Stage.DRAFT, "Twice": Stage.PUBLISHED}
        )
        gone = Article.objects.get(title="Gone")
        self.assertEqual(
            [one.why for one in gone.guesses.all()],
            ["Nothing of it was to be read there any more: it is a draft here. It was ours."],
        )
        live = PublishedVersion.objects.live().get()
        self.assertEqual((live.title, live.planned_until is None), ("Twice", False))


def told_but_for_payers(files):
    """The lines of an export without what depends on grants and statements."""
    return [
        {name: said for name, said in one.items() if name not in OF_PAYERS}
        for one in lines(files["articles.jsonl"])
    ]


class WithGrantsTests(OwnTestCase):
    def setUp(self):
        super().setUp()
        shutil.copy(self.made / "grants.jsonl", self.folder)
        make_funding_manager(username="maria")

    def test_an_empty_newsroom_tells_everything_again_byte_by_byte(self):
        self.assertEqual(self.bring(grants_by="maria")[0], "9 new")
        after = export(self.folder.parent / "again")[2]
        for name in ("articles.jsonl", "grants.jsonl"):
            self.assertEqual(lines(after[name]), lines(self.before[name]))
        self.assertEqual(after, self.before)
        self.assertEqual(broken(), [])

    def funding(self):
        return dict(PublishedVersion.objects.live().values_list("title", "funding"))

    def test_who_paid_is_declared_where_all_is_known_and_never_guessed(self):
        self.bring(grants_by="maria")
        self.assertEqual(
            self.funding(),
            {
                "Quays": Funding.NONE,
                "Weirs": Funding.FUNDED,
                "Found": Funding.IMPORTED,
                "Jazy": Funding.NONE,
                "Reworked": Funding.NONE,
            },
        )

    def test_grants_that_come_later_declare_what_was_imported(self):
        self.bring()
        self.assertEqual(set(self.funding().values()), {Funding.IMPORTED})
        said = self.bring(grants_by="maria")
        self.assertEqual(said[:2], ["4 updated", "5 unchanged"])
        self.assertEqual(
            self.funding() | {"Weirs": Funding.FUNDED, "Found": Funding.IMPORTED}, self.funding()
        )
        self.assertEqual(self.bring(grants_by="maria")[0], "9 unchanged")

    def test_another_grant_at_the_same_address_is_not_taken_for_it(self):
        make_grant("Somebody else paid.", title="Other weirs", slug="weirs")
        self.bring()
        self.assertEqual(self.funding()["Weirs"], Funding.IMPORTED)

    def test_grants_are_taken_in_by_whoever_may_approve_wordings_alone(self):
        with self.assertRaisesMessage(CommandError, "ada may not approve wordings"):
            self.bring(grants_by="ada")
        (self.folder / "grants.jsonl").unlink()
        with self.assertRaisesMessage(CommandError, "There is no file"):
            self.bring(grants_by="maria")

    def test_a_trial_takes_in_no_grants(self):
        self.bring(grants_by="maria", dry_run=True)
        self.assertFalse(Funder.objects.exists() or Grant.objects.exists())

    def test_a_grant_comes_in_whole_or_not_at_all(self):
        told = lines(self.before["grants.jsonl"])
        grant = next(one for one in told if one.get("title") == "Weirs")
        wording = {**grant["statements"][0]["wordings"][0], "text": " "}
        statement = {**grant["statements"][0], "wordings": [wording]}
        coverage = {**grant["coverage"][0], "section": "nowhere"}
        for said, words in (
            ({"amount": "1e9"}, "amount: is no amount in digits"),
            ({"amount": "0.00"}, "greater than or equal to 0.01"),
            ({"parties": [{"funder": "nobody", "role": "funding", "share": None}]}, "“nobody”"),
            ({"statements": [statement]}, "cannot be blank"),
            ({"coverage": [coverage]}, "Choose one target"),
            ({"agreement": f"evidence/aa/{'a' * 64}/a.pdf"}, "The file is not there"),
            ({"ends_on": "2018-01-01"}, "The grant ends before it starts."),
        ):
            with self.subTest(said=str(said)[:60]):
                rows = [json.dumps(one) for one in (*told[:3], {**grant, **said})]
                (self.folder / "grants.jsonl").write_text("\n".join(rows))
                self.assertIn("1 refused", self.bring(grants_by="maria"))
                self.assertIn(words, self.report())
                self.assertIn("grants.jsonl, line 4", self.report())
                self.assertFalse(Grant.objects.exists() or Statement.objects.filter(funder=None))
