"""What was returned to its writer, and stays so until it is submitted again."""

from django.test import TestCase

from articles.models import Article
from articles.publishing.perform import perform
from articles.publishing.returned import returned
from tests.factories import make_article, make_contributor, make_editor, publish


class ReturnedTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.writer, cls.editor = make_contributor(), make_editor()

    def give_back(self, note):
        article = make_article(by=self.writer)
        perform("submit", article, by=self.writer)
        perform("return", article, by=self.editor, note=note)
        return article

    def told(self):
        return [(one.piece, one.note) for one in returned(Article.objects.all())]

    def test_the_note_stands_until_it_is_submitted_again(self):
        first, second = self.give_back("More."), self.give_back("Less.")
        make_article(by=self.writer)
        self.assertEqual(self.told(), [(second, "Less."), (first, "More.")])
        perform("submit", first, by=self.writer)
        self.assertEqual(self.told(), [(second, "Less.")])

    def test_what_is_reopened_was_not_returned(self):
        article = self.give_back("More.")
        publish(article)
        perform("reopen", article, by=self.editor)
        self.assertEqual(self.told(), [])

    def test_it_asks_twice_however_many_there_are(self):
        self.give_back("More.")
        for number in (1, 3):
            with self.subTest(number), self.assertNumQueries(2):
                self.assertEqual(len(self.told()), number)
            self.give_back("More."), self.give_back("More.")
