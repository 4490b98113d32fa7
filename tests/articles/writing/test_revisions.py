"""Every edit is kept as a whole, from whichever door it comes."""

from django.db import IntegrityError, transaction
from django.test import TestCase

from articles.imports.store import import_manuscript
from articles.models import Article, Revision
from articles.publishing.edits import editing
from articles.upkeep.redaction import redact
from articles.writing.content import content_of
from articles.writing.revisions import base, keep
from tests.articles.publishing.desk.test_article import DeskTestCase, page_of
from tests.articles.upkeep.redacting import make_officer
from tests.factories import make_article, make_editor
from tests.filling_in import filled_in


class RevisionTests(DeskTestCase):
    def kept(self, article):
        return list(article.revisions.order_by("edit").values_list("edit", "by", "content__title"))

    def test_every_edit_is_kept_with_whoever_made_it(self):
        other = make_editor()
        article = make_article(title="None")
        self.send(article, title="One")
        with editing(article, by=other) as copy:
            copy.title = "Two"
            copy.save()
        self.assertEqual(self.kept(article), [(1, self.editor.pk, "One"), (2, other.pk, "Two")])
        self.assertEqual(base(article, 2), content_of(article))

    def test_a_piece_that_is_begun_at_the_desk_is_kept(self):
        page = self.client.get("/desk/articles/article/add/")
        self.client.post("/desk/articles/article/add/", filled_in(page, title="Fresh"))
        self.assertEqual(self.kept(Article.objects.get()), [(1, self.editor.pk, "Fresh")])

    def test_a_manuscript_is_kept_as_it_was_read(self):
        article, _manuscript = import_manuscript(b"Fresh\n\nBy Anna\n\nText.", "a.txt", by=None)
        article.refresh_from_db()
        self.assertEqual(base(article, article.edit), content_of(article))

    def test_a_form_that_changes_nothing_is_no_edit(self):
        article = make_article()
        self.send(article, _continue="1")
        self.assertEqual(self.kept(article), [])

    def test_an_edit_that_fails_is_not_kept(self):
        article = make_article()
        with self.assertRaises(ZeroDivisionError), editing(article, by=self.editor) as copy:
            copy.title = "Another"
            copy.save()
            raise ZeroDivisionError
        self.assertEqual(self.kept(article), [])

    def test_the_same_edit_is_kept_once(self):
        article = make_article()
        keep([article.pk], by=None)
        with self.assertRaises(IntegrityError), transaction.atomic():
            keep([article.pk], by=None)

    def test_a_draft_that_is_deleted_takes_its_revisions_along(self):
        article = make_article()
        self.send(article, title="One")
        self.client.post(page_of(article).replace("change", "delete"), {"post": "yes"})
        self.assertEqual((Article.objects.count(), Revision.objects.count()), (0, 0))


class RedactedTests(TestCase):
    def test_a_revision_that_held_the_name_is_no_base_any_more(self):
        editor, officer = make_editor(), make_officer()
        article = make_article(title="Halina Nowak speaks", body="<p>One.</p>")
        for body in ("<p>Two, by Halina Nowak.</p>", "<p>Three.</p>"):
            with editing(article, by=editor) as copy:
                copy.body = body
                copy.save()
        redact(["Halina Nowak"], by=officer, reason="Safety.")
        article.refresh_from_db()
        old, new, last = article.revisions.order_by("edit")
        self.assertEqual(
            (old.content["title"], old.content["body"]), ("[…] speaks", "<p>Two, by […].</p>")
        )
        self.assertEqual((base(article, 1), base(article, 2)), (None, None))
        self.assertEqual(base(article, last.edit), content_of(article))
        self.assertEqual((old.digest, new.digest, last.edit), ("", "", article.edit))
