"""What a newsroom of this kind wrote comes into another one, and is the same there."""

import tempfile
from datetime import datetime
from io import StringIO
from pathlib import Path

from django.core.management import CommandError, call_command
from django.test import TestCase

from articles.models import Arrival, Article, Photo, PublishedVersion, Redirect, Section
from articles.models.choices import Funding, Stage
from articles.publishing.edits import editing
from authors.models import Author
from newsroom.models import Masthead
from tests.articles.arrivals.own import OwnTestCase, bring
from tests.articles.departures.worlds import afterwards_gone, export, lines, more
from tests.factories import (
    make_article,
    make_author,
    make_contributor,
    make_publisher,
    make_section,
)

# What depends on the grants and statements of a newsroom.
OF_PAYERS = {"funding", "coverage", "waivers", "guesses", "live"}


class ArrivedTests(OwnTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        bring(cls.made)

    def test_all_but_who_paid_is_told_again_as_it_was(self):
        after = export(self.folder.parent / "again")[2]
        self.assertEqual(told_but_for_payers(after), told_but_for_payers(self.before))
        media = {name for name in self.before if name.startswith("media/pictures/")}
        self.assertEqual({name for name in after if name.startswith("media/")}, media)

    def test_what_readers_see_there_they_see_here_at_its_address_since_its_true_date(self):
        told = {one["path"]: one for one in self.lines() if one.get("live")}
        versions = [*PublishedVersion.objects.live(), *PublishedVersion.objects.live_pages()]
        self.assertEqual({one.path for one in versions}, set(told))
        for version in versions:
            piece = told[version.path]
            text = {**piece, **piece["live"]["otherwise"]}
            first = datetime.fromisoformat(piece["first_published_at"])
            self.assertEqual(
                (version.title, version.standfirst, version.first_published_at),
                (text["title"], text["standfirst"], first),
            )

    def test_what_nobody_here_can_print_is_imported_and_what_was_printed_is_told(self):
        found = {one.funding for one in PublishedVersion.objects.live()}
        self.assertEqual(found, {Funding.IMPORTED})
        piece = Article.objects.get(path="/2019/05/03/weirs/")
        whys = [one.why for one in piece.guesses.all()]
        self.assertIn("There it said, and here it does not: “The Weir Fund paid for this.”", whys)
        self.assertIn(
            "“Weirs” is not known here: put the piece under what stands for it here.", whys
        )

    def test_a_second_run_changes_nothing(self):
        before = PublishedVersion.objects.count(), Photo.objects.count(), Author.objects.count()
        self.assertEqual(self.bring()[0], "9 unchanged")
        after = PublishedVersion.objects.count(), Photo.objects.count(), Author.objects.count()
        self.assertEqual(after, before)

    def test_a_newer_export_changes_what_nobody_edited_and_names_the_rest(self):
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
        number = PublishedVersion.objects.count()
        self.change("Worked over", title="Worked over twice")
        self.assertEqual(self.bring()[0], "1 updated")
        piece = Article.objects.get(title="Worked over twice")
        self.assertEqual((piece.stage, PublishedVersion.objects.count()), (Stage.REVIEW, number))

    def test_two_of_one_name_stay_two(self):
        people = Author.objects.named("Ada Lovelace").order_by("pk")
        self.assertEqual(
            [(one.slug, one.bio) for one in people],
            [("ada-lovelace", "Writes."), ("ada-lovelace-2", "Another one.")],
        )

    def test_another_piece_at_an_address_is_a_conflict(self):
        self.change("Imprint", key="2020-01-02T00:00:00+00:00")
        self.assertIn("1 conflict", self.bring())
        self.assertIn("Another piece has this address here", self.report())

    def test_what_is_here_can_be_compared_with_the_file(self):
        self.assertEqual(self.bring(compare=True)[-1], "Everything in the file is here.")
        Article.objects.filter(title="Weirs").update(body="<p>Less.</p>")
        with self.assertRaisesMessage(CommandError, "1 pieces differ"):
            self.bring(compare=True)


class ArrivingTests(OwnTestCase):
    def test_a_run_that_broke_off_goes_on(self):
        whole = self.file.read_bytes()
        self.file.write_bytes(b"".join(whole.splitlines(keepends=True)[:-2]) + b'{"type": "pie')
        self.assertEqual(self.bring()[:2], ["7 new", "1 refused"])
        self.file.write_bytes(whole)
        self.assertEqual(self.bring()[:2], ["2 new", "7 unchanged"])

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


class BackTests(TestCase):
    def test_where_an_export_was_made_it_changes_nothing(self):
        make_publisher(username="ada")
        make_article(title="A draft")
        make_article(title="A piece", stage=Stage.PUBLISHED)
        with tempfile.TemporaryDirectory() as name:
            before = export(Path(name) / "export")[2]
            self.assertEqual(bring(Path(name) / "export")[0], "2 conflict")
            self.assertEqual(export(Path(name) / "again")[2], before)


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
            ["Readers saw nothing of it there any more. It was ours."],
        )
        live = PublishedVersion.objects.live().get()
        self.assertEqual((live.title, live.planned_until is None), ("Twice", False))


def told_but_for_payers(files):
    """The lines of an export without what depends on grants and statements."""
    return [
        {name: said for name, said in one.items() if name not in OF_PAYERS}
        for one in lines(files["articles.jsonl"])
    ]
