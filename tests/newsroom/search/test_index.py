"""The index says what the rows hold, and is put right where it does not."""

from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import TestCase

from articles.models import Article, Tag
from newsroom.models import Indexed
from newsroom.search.index import keys, searched_models, wrong
from tests.factories import make_article, make_author, make_grant


class IndexTests(TestCase):
    def found(self, word, model=Article):
        return sorted(keys(model, word))

    def test_a_row_is_found_by_its_words_from_the_save_on(self):
        piece = make_article(title="The weir", body="<p>Sluices of <em>Grodno</em>.</p>")
        for word in ("weir", "wei", "sluice", "grodno"):
            self.assertEqual(self.found(word), [piece.pk], word)
        self.assertEqual([self.found(word) for word in ("eir", "em", "p")], [[], [], []])
        piece.title = "The ferry"
        piece.save()
        self.assertEqual([self.found("weir"), self.found("ferry")], [[], [piece.pk]])

    def test_what_is_undone_is_not_found(self):
        with transaction.atomic():
            make_article(title="Undone")
            transaction.set_rollback(True)
        self.assertEqual(self.found("undone"), [])

    def test_what_is_deleted_is_found_no_more(self):
        piece = make_article(title="Deleted")
        piece.delete()
        self.assertEqual(self.found("deleted"), [])
        self.assertFalse(Indexed.objects.filter(terms__contains="deleted").exists())

    def test_rows_of_another_kind_are_not_taken_for_it(self):
        make_author("Weir")
        self.assertEqual(self.found("weir"), [])

    def test_every_kind_of_row_that_is_found_is_kept_in_step(self):
        make_article(tags=["Water"], grants=[make_grant()])
        kinds = {model._meta.label_lower for model in searched_models()}
        self.assertEqual(
            kinds,
            {"articles.article", "articles.photo", "articles.tag", "authors.author"}
            | {"funding.grant", "funding.funder"},
        )
        self.assertEqual(list(wrong()), [])

    def test_the_command_finds_what_is_wrong_and_makes_it_right(self):
        piece = make_article(title="The weir")
        Article.objects.filter(pk=piece.pk).update(title="Behind the desk")
        gone = Tag.objects.create(name="Gone")
        Tag.objects.filter(pk=gone.pk).delete()
        Indexed.objects.create(kind="articles.tag", key=999_999, terms="nothing")
        with self.assertRaisesMessage(CommandError, f"articles.article {piece.pk}"):
            call_command("index_words", check=True)
        call_command("index_words", verbosity=0)
        self.assertEqual(list(wrong()), [])
        self.assertEqual([self.found("weir"), self.found("behind")], [[], [piece.pk]])
        call_command("index_words", check=True)
