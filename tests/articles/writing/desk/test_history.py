"""What was written of a piece is read, laid side by side over every field, and taken back."""

from datetime import timedelta

from django.test import SimpleTestCase
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Coverage, Revision
from articles.models.choices import Stage
from articles.publishing.edits import editing
from articles.writing.folding import folded
from tests.articles.publishing.desk.test_article import DeskTestCase, page_of
from tests.articles.publishing.frozen import make_photo
from tests.factories import (
    cover,
    make_article,
    make_author,
    make_contributor,
    make_grant,
    make_section,
    publish,
)
from tests.filling_in import filled_in


class FoldingTests(SimpleTestCase):
    def test_what_one_person_saves_within_ten_minutes_is_one(self):
        now = timezone.now()
        saved = [
            Revision(edit=10 - n, by_id=by, at=now - timedelta(minutes=minutes))
            for n, (by, minutes) in enumerate([(1, 0), (1, 9), (1, 11), (2, 12), (1, 13), (1, 40)])
        ]
        self.assertEqual(
            [(fold.last.edit, fold.count) for fold in folded(saved)],
            [(10, 2), (8, 1), (7, 1), (6, 1), (5, 1)],
        )


class HistoryTestCase(DeskTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.author = make_author("Anna", bio="Writes.")
        cls.article = make_article(title="Title", body="<p>Body.</p>", authors=[cls.author])
        cls.edit(cls.article)

    @classmethod
    def edit(cls, article, **changes):
        with editing(article, by=cls.editor) as copy:
            for name, value in changes.items():
                setattr(copy, name, value)
            copy.save()

    def address(self, name, *more, article=None):
        return reverse(f"admin:articles_article_{name}", args=[(article or self.article).pk, *more])

    def compare(self, old, new, article=None):
        return self.client.get(self.address("compare", article=article), {"from": old, "to": new})

    def entries(self, old, new, article=None):
        """What differs: (label, its HTML) of each."""
        answer = self.compare(old, new, article)
        return [
            (
                entry.label,
                "".join(p.html for same, passages in entry.runs if not same for p in passages),
            )
            for entry in answer.context["entries"]
        ]


class ReadingTests(HistoryTestCase):
    def test_revisions_are_folded_and_versions_stand_among_them(self):
        self.edit(self.article, title="One")
        self.edit(self.article, title="Two")
        publish(self.article)
        shown = self.client.get(self.address("texts")).context["page"].object_list
        version, fold = shown
        self.assertEqual((version.number, fold.count, fold.last.edit), (1, 3, 3))

    def test_every_field_is_compared(self):
        other = make_author("Bo")
        grant = make_grant(title="Ports")
        with editing(self.article, by=self.editor) as copy:
            copy.title, copy.standfirst, copy.body = "Title two", "New.", "<p>Body, new.</p>"
            copy.lead_caption, copy.lead_credit = "Caption.", "Credit"
            copy.section, copy.kind, copy.language = make_section("Rivers"), "news", "pl"
            copy.slug, copy.dated, copy.funding = "address", "2026-03-01", "funded"
            copy.lead_photo = make_photo(alt="A port")
            copy.save()
            copy.tags.add("Ports")
            copy.bylines.create(author=other, bio="Of Bo.", position=2)
            copy.corrections.create(text="Was wrong.", dated="2026-03-02")
            cover(copy, grant)
        found = dict(self.entries("e1", "now"))
        self.assertEqual(found["Title"], "Title<ins> two</ins>")
        self.assertEqual(found["Body"], "<p>Body<ins>, new</ins>.</p>")
        self.assertEqual(found["Bylines"], "<ins>Bo, author</ins>")
        self.assertEqual(found["Grants"], "<ins>Ports</ins>")
        self.assertEqual(found["Dated"], "<ins>1 March 2026</ins>")
        self.assertEqual(
            [*found],
            [
                "Title", "Standfirst", "Body", "Bylines", "Bios for this piece", "Lead image",
                "Alternative text of the lead image", "Caption of the lead image",
                "Credit of the lead image", "Section", "Kind", "Language", "Funding", "Tags",
                "Corrections", "Address", "Dated", "Grants",
            ],
        )  # fmt: skip

    def test_a_version_is_compared_as_it_was_printed(self):
        photo = make_photo(caption="Of the photo.", credit="Of the photo")
        self.edit(self.article, lead_photo=photo)
        publish(self.article)
        self.assertEqual(self.entries("v1", "now"), [])
        self.edit(self.article, title="Title two")
        publish(self.article)
        self.assertEqual(self.entries("v1", "v2"), [("Title", "Title<ins> two</ins>")])
        self.assertEqual(self.entries("v2", "e2"), [("Title", "Title<del> two</del>")])

    def test_what_names_no_text_of_the_piece_is_a_sentence(self):
        other = make_article()
        for _ in range(9):
            self.edit(other)
        for asked in (
            "e9",
            "v1",
            "e0",
            "x",
            "",
            "e",
            "e999999999999999",
            "v٣",
            "e1&to=now",
        ):
            with self.subTest(asked):
                answer = self.compare(asked, "now")
                self.assertContains(answer, "This piece has no such text.", status_code=404)

    def test_who_may_not_read_the_piece_reads_nothing_of_it(self):
        self.client.force_login(make_contributor())
        for address in (self.address("texts"), self.address("compare")):
            self.assertEqual(self.client.get(address).status_code, 404)
        self.assertEqual(self.client.post(self.address("restore", 1)).status_code, 404)

    def test_a_grant_that_somebody_may_not_read_of_is_in_no_comparison(self):
        writer = make_contributor()
        Article.objects.filter(pk=self.article.pk).update(created_by=writer)
        cover(self.article, make_grant(title="Secret", status="proposed"))
        self.client.force_login(writer)
        self.assertNotContains(self.compare("e1", "now"), "Secret")
        self.assertEqual(self.entries("e1", "now"), [])

    def test_the_list_costs_the_same_with_one_revision_and_with_thirty(self):
        self.client.get(self.address("texts"))
        with self.assertNumQueries(8):
            self.client.get(self.address("texts"))
        for n in range(29):
            self.edit(self.article, title=f"Title {n}")
            Revision.objects.filter(edit=n).update(at=timezone.now() - timedelta(hours=n))
        with self.assertNumQueries(8):
            self.client.get(self.address("texts"))


class RestoringTests(HistoryTestCase):
    def restore(self, edit, article=None):
        address = self.address("restore", edit, article=article)
        return self.client.post(address, follow=True)

    def test_it_is_an_edit_of_its_own_with_everything_as_it_was(self):
        with editing(self.article, by=self.editor) as copy:
            copy.title, copy.body, copy.section = "Two", "<p>Two.</p>", make_section("Rivers")
            copy.save()
            copy.tags.add("Ports")
            copy.bylines.all().delete()
            cover(copy, make_grant())
        answer = self.restore(1)
        self.assertRedirects(answer, page_of(self.article))
        first, last = (self.article.revisions.get(edit=n).content for n in (1, 3))
        self.assertEqual(_without_ids(last), _without_ids(first))
        self.assertEqual(Article.objects.get(pk=self.article.pk).edit, 3)
        self.assertEqual(self.article.coverages.count(), 0)

    def test_readers_see_no_change(self):
        publish(self.article)
        self.edit(self.article, title="Two")
        publish(self.article)
        self.restore(1)
        stored = Article.objects.get(pk=self.article.pk)
        self.assertEqual((stored.title, stored.stage), ("Title", Stage.PUBLISHED))
        self.assertEqual(stored.versions.live().get().title, "Two")

    def test_what_it_needs_that_is_not_there_any_more_is_told_on_the_page(self):
        self.article.revisions.update(
            content=self.article.revisions.get().content | {"section": 10**6}
        )
        answer = self.restore(1)
        self.assertEqual(answer.status_code, 200)
        self.assertEqual([*answer.context["adminform"].form.errors], ["section"])

    def test_what_was_deleted_since_is_named(self):
        photo = make_photo(caption="The ferry.")
        self.edit(self.article, lead_photo=photo)
        self.edit(self.article, lead_photo=None)
        self.client.post(reverse("admin:articles_photo_delete", args=[photo.pk]), {"post": "yes"})
        answer = self.restore(2)
        form = answer.context["adminform"].form
        self.assertEqual(
            form.errors["lead_photo"],
            ["“The ferry.” was deleted since: choose something else, or leave it empty."],
        )
        # Whoever guesses the key of what another piece had is told no name.
        other = make_article(by=self.editor)
        opened = filled_in(self.client.get(page_of(other)), lead_photo=photo.pk)
        answer = self.client.post(page_of(other), opened)
        self.assertNotContains(answer, "The ferry.")
        self.assertEqual([*answer.context["adminform"].form.errors], ["lead_photo"])

    def test_a_grant_of_a_published_piece_is_not_taken_off_without_a_reason(self):
        article = make_article(grants=[make_grant()], funding="funded")
        article.coverages.all().delete()
        self.edit(article)
        cover(article, make_grant())
        publish(article)
        answer = self.restore(1, article)
        self.assertContains(answer, "say why, in a new reason")
        self.assertEqual(Coverage.objects.filter(article=article).count(), 1)

    def test_one_that_reads_the_same_is_no_edit(self):
        self.restore(1)
        self.assertEqual(Article.objects.get(pk=self.article.pk).edit, 1)

    def test_who_may_read_and_not_write_takes_nothing_back(self):
        writer = make_contributor()
        article = make_article(created_by=writer)
        self.edit(article, title="Two")
        Article.objects.filter(pk=article.pk).update(stage=Stage.REVIEW)
        self.client.force_login(writer)
        self.assertEqual(self.compare("e1", "now", article).status_code, 200)
        self.assertNotContains(self.compare("e1", "now", article), "Take the piece back")
        self.assertEqual(self.restore(1, article).status_code, 403)
        self.assertEqual(Article.objects.get(pk=article.pk).title, "Two")

    def test_a_number_of_another_piece_is_none(self):
        other = make_article(title="Other")
        self.edit(other)
        self.edit(other, title="Other, two")
        self.assertEqual(self.restore(2).status_code, 404)

    def test_only_a_press_takes_back(self):
        self.assertEqual(self.client.get(self.address("restore", 1)).status_code, 405)


def _without_ids(content):
    return {
        name: [{k: v for k, v in row.items() if k != "id"} for row in value]
        if isinstance(value, list) and name != "tags"
        else value
        for name, value in content.items()
    }
