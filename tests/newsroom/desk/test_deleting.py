from django.test import TestCase
from django.urls import reverse

from articles.front import kinds
from articles.models import Article
from articles.publishing.edits import edited
from tests.articles.front.arranged import publish_draft, put
from tests.factories import make_article, make_author, make_editor


class DeletingTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = make_editor()
        ada, bo = make_author("Ada"), make_author("Bo")
        cls.article = make_article(title="The port", authors=[ada, bo], tags=["Ports", "Rivers"])
        edited(cls.article, by=cls.editor)
        edited(cls.article, by=cls.editor)

    def asked(self):
        self.client.force_login(self.editor)
        return self.client.get(reverse("admin:articles_article_delete", args=[self.article.pk]))

    def test_it_lists_what_people_know_and_counts_the_rest(self):
        page = self.asked().context
        link = reverse("admin:articles_article_change", args=[self.article.pk])
        self.assertEqual(
            page["deleted_objects"],
            [
                f'Article: <a href="{link}">The port</a>',
                ["Byline: Ada (author)", "Byline: Bo (author)"],
            ],
        )
        counted = {str(name): number for name, number in page["model_count"]}
        others = counted.pop("kept along with it, as what was written before")
        self.assertEqual(counted, {"articles": 1, "bylines": 2})
        self.assertEqual(others, self.article.revisions.count() + 2 + 1)

    def test_what_is_deleted_is_all_of_it(self):
        self.asked()
        address = reverse("admin:articles_article_delete", args=[self.article.pk])
        self.client.post(address, {"post": "yes"})
        self.assertFalse(Article.objects.filter(pk=self.article.pk).exists())

    def test_a_draft_that_stands_in_a_published_front_page_says_in_which(self):
        put(kinds.HAND, self.article)
        arrangement = publish_draft()
        self.assertEqual(
            self.asked().context["protected"],
            [f"“The port” stands in “{arrangement}”, which is kept as it was published."],
        )
