from django.test import TestCase

from articles.models import Redirect
from articles.models.choices import Stage
from tests.factories import make_article, make_author, make_section

FORMER = {
    # WordPress
    "/feed/": "/feed/rss.xml",
    "/feed": "/feed/rss.xml",
    "/feed/rss/": "/feed/rss.xml",
    "/feed/rss2/": "/feed/rss.xml",
    "/feed/rdf/": "/feed/rss.xml",
    "/feed/atom/": "/feed/atom.xml",
    "/feed/json/": "/feed/feed.json",
    "/comments/feed/": "/feed/rss.xml",
    "/?feed=rss2": "/feed/rss.xml",
    "/?feed=atom": "/feed/atom.xml",
    "/category/essays/feed/": "/section/essays/feed/rss.xml",
    "/category/news/essays/feed/atom/": "/section/essays/feed/atom.xml",
    "/tag/ports/feed/": "/tag/ports/feed/rss.xml",
    "/author/anna/feed/rss2/": "/author/anna/feed/rss.xml",
    # Ghost
    "/rss/": "/feed/rss.xml",
    "/rss": "/feed/rss.xml",
    "/tag/ports/rss/": "/tag/ports/feed/rss.xml",
    "/author/anna/rss/": "/author/anna/feed/rss.xml",
}


class FormerFeedTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        section = make_section("Essays")
        filed = {"section": section, "authors": [make_author("Anna")], "tags": ["Ports"]}
        make_article(stage=Stage.PUBLISHED, **filed)

    def test_the_feeds_of_wordpress_and_ghost_lead_to_ours(self):
        found = {}
        for path in FORMER:
            answer = self.client.get(path)
            self.assertEqual(answer.status_code, 301, path)
            found[path] = answer["Location"]
            self.assertEqual(self.client.get(answer["Location"]).status_code, 200, path)
        self.assertEqual(found, FORMER)

    def test_what_there_is_not_has_none(self):
        for path in ("/category/x/feed/", "/tag/x/rss/", "/feed/other/", "/rss/atom/", "/a/feed/"):
            self.assertEqual(self.client.get(path).status_code, 404, path)
        for path in ("/?feed=other", "/?feed=", "/?page=1&feed=rss2;"):
            self.assertEqual(self.client.get(path).status_code, 200, path)

    def test_a_redirect_of_the_desk_goes_first(self):
        Redirect.objects.create(old_path="/rss/", new_path="/feed/feed.json")
        self.assertEqual(self.client.get("/rss/")["Location"], "/feed/feed.json")
