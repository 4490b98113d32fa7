"""An edit is counted, whichever door it comes through."""

from django.test import TestCase

from articles.models import Article
from articles.models.choices import Stage
from articles.publishing.edits import editing
from tests.factories import make_article, make_editor, make_section


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

    def test_who_changes_no_word_has_not_written_in_the_piece(self):
        article = make_article()
        with editing(article, by=self.editor) as copy:
            copy.tags.add("Ports")
            copy.section = make_section("Rivers")
            copy.save()
        self.assertEqual((article.edit, article.writers.count()), (1, 0))

    def test_every_column_with_words_of_the_piece_is_one_to_write_in(self):
        article = make_article()
        changes = {
            "title": "Another",
            "standfirst": "Another.",
            "body": "<p>Another.</p>",
            "lead_caption": "Another.",
            "lead_credit": "Another",
        }
        for column, value in changes.items():
            article.writers.clear()
            with self.subTest(column):
                with editing(article, by=self.editor) as copy:
                    setattr(copy, column, value)
                    copy.save()
                self.assertEqual(article.writers.count(), 1)
        for change in (
            lambda: article.bylines.update(bio="Another."),
            lambda: article.corrections.create(text="Another."),
        ):
            article.writers.clear()
            with editing(article, by=self.editor):
                change()
            self.assertEqual(article.writers.count(), 1)

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
