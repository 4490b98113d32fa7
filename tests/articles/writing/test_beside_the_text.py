"""What is said and suggested of a piece stands beside its text: it reaches no reader and no row of
what is published, is counted nowhere, and is found by no search.
"""

from django.apps import apps
from django.test import TestCase

from articles.models import Article
from articles.publishing.edits import editing
from articles.writing.anchors import anchored, texts_of
from articles.writing.comments import answer, comment
from articles.writing.content import content_of
from articles.writing.proposals import propose
from newsroom.kit.html import words
from tests.articles.reader.crawling import crawl
from tests.factories import make_article, make_editor, publish

BODY = "<p>The council sold the port.</p>"
# Said and suggested, and in no text.
SECRET = "Zanzibar"
BESIDE = {"articles_comment", "articles_proposal"}


class BesideTheTextTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = make_editor()
        cls.article = publish(make_article(by=cls.editor, body=BODY))
        anchor = anchored("sold the port", texts_of(BODY))
        said = comment(cls.article, f"To {SECRET}?", by=cls.editor, anchor=anchor)
        answer(said, f"Not to {SECRET}.", by=cls.editor)
        cls.proposal = propose(
            cls.article, BODY.replace("port", f"port of {SECRET}"), base=BODY, by=cls.editor
        )
        with editing(cls.article, by=cls.editor) as stored:
            stored.title = "Another title"
            stored.save()

    def test_no_reader_is_told_of_it(self):
        told = [address for address, said in crawl(self.client).items() if SECRET in said]
        self.assertEqual(told, [])

    def test_it_is_in_no_other_table(self):
        holding = {
            model._meta.db_table
            for model in apps.get_models()
            if not model._meta.proxy
            for row in model._base_manager.all()
            if any(SECRET in str(column.value_from_object(row)) for column in model._meta.fields)
        }
        self.assertEqual(holding, BESIDE)

    def test_it_is_in_no_content_and_counted_nowhere(self):
        stored = Article.objects.get(pk=self.article.pk)
        self.assertEqual((stored.body, words(stored.body)), (BODY, 5))
        self.assertNotIn(SECRET, str(content_of(stored)))

    def test_what_is_published_meanwhile_holds_nothing_of_it(self):
        self.proposal.delete()
        publish(self.article)
        self.assertEqual({one.body for one in self.article.versions.all()}, {BODY})
