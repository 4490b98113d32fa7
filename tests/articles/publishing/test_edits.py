"""An edit is counted, whichever door it comes through."""

from django.test import TestCase

from articles.models import Article
from articles.models.choices import Stage
from articles.publishing.edits import editing
from tests.factories import make_article, make_editor


class EditingTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = make_editor()

    def test_a_change_behind_the_desk_counts_and_names_its_writer(self):
        article = make_article()
        with editing(article, by=self.editor) as copy:
            copy.title = "Another title"
            copy.save()
        stored = Article.objects.get(pk=article.pk)
        self.assertEqual((stored.title, stored.edit), ("Another title", 1))
        self.assertEqual(list(stored.writers.all()), [self.editor])
        self.assertEqual((article.title, article.edit), ("Another title", 1))

    def test_a_tag_counts_as_well(self):
        article = make_article()
        with editing(article, by=self.editor) as copy:
            copy.tags.add("Ports")
        self.assertEqual(Article.objects.get(pk=article.pk).edit, 1)

    def test_a_ready_piece_whose_words_changed_is_in_review_again(self):
        article = make_article(stage=Stage.READY)
        with editing(article, by=self.editor) as copy:
            copy.standfirst = "Another standfirst."
            copy.save()
        self.assertEqual(article.stage, Stage.REVIEW)

    def test_what_fails_half_way_changes_nothing(self):
        article = make_article(title="As it was")
        with self.assertRaises(ZeroDivisionError), editing(article, by=self.editor) as copy:
            copy.title = "Another title"
            copy.save()
            raise ZeroDivisionError
        stored = Article.objects.get(pk=article.pk)
        self.assertEqual((stored.title, stored.edit), ("As it was", 0))
