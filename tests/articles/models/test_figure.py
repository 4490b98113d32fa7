"""Which photos stand in which working copy: it follows from the text, and keeps them."""

from django.db import connection
from django.db.models import ProtectedError
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from articles.desk.scope import may_change_photo
from articles.models import Article, Figure
from articles.models.choices import Stage
from articles.models.figure import photos_in
from tests.articles.publishing.frozen import make_photo
from tests.factories import figure_of, make_article, make_contributor, make_editor


def text(*photos):
    return "".join(f"{figure_of(photo)}<p>a</p>" for photo in photos)


class FigureTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.writer = make_contributor()
        cls.one, cls.two = (make_photo(alt=alt, created_by=cls.writer) for alt in ("One", "Two"))
        cls.article = make_article(
            body=text(cls.two, cls.one, cls.two), stage=Stage.DRAFT, created_by=cls.writer
        )

    def figures(self):
        rows = Figure.objects.filter(article=self.article).order_by("photo_id")
        return [row.photo for row in rows]

    def test_they_are_those_of_the_text_each_once(self):
        self.assertEqual(self.figures(), [self.one, self.two])
        self.assertEqual(photos_in(self.article.body), [self.two.pk, self.one.pk])

    def test_they_follow_the_text_through_every_save_of_it(self):
        self.article.body = text(self.two)
        self.article.save(update_fields=["body"])
        self.assertEqual(self.figures(), [self.two])
        Article.objects.get(pk=self.article.pk).save()
        self.assertEqual(self.figures(), [self.two])
        self.article.body = "<p>a</p>"
        self.article.save()
        self.assertEqual(self.figures(), [])

    def test_a_save_of_something_else_asks_nothing(self):
        with CaptureQueriesContext(connection) as asked:
            self.article.save(update_fields=["title"])
        self.assertEqual([one for one in asked if "articles_figure" in one["sql"]], [])
        self.assertEqual([one for one in asked if "articles_photo" in one["sql"]], [])

    def test_a_photo_that_is_not_there_is_no_figure(self):
        self.article.body = '<figure data-photo="999999999"></figure>'
        self.article.save()
        self.assertEqual(self.figures(), [])

    def test_a_photo_that_stands_in_a_text_is_not_deleted(self):
        with self.assertRaises(ProtectedError):
            self.one.delete()
        self.article.body = "<p>a</p>"
        self.article.save()
        self.one.delete()

    def test_its_pieces_are_those_that_show_it_anywhere(self):
        lead = make_article(lead_photo=self.one)
        make_article(lead_photo=self.two)
        self.assertCountEqual(self.one.pieces(), [lead, self.article])

    def test_writers_change_it_while_nothing_but_their_drafts_shows_it(self):
        self.assertTrue(may_change_photo(self.writer, self.one))
        make_article(body=text(self.one), stage=Stage.DRAFT)
        self.assertFalse(may_change_photo(self.writer, self.one))
        self.assertTrue(may_change_photo(self.writer, self.two))
        self.assertTrue(may_change_photo(make_editor(), self.one))
