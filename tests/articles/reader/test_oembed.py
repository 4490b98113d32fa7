import json
import re
from html import unescape
from urllib.parse import urlencode

from defusedxml import ElementTree
from django.test import TestCase

from articles.models import Redirect
from articles.models.choices import Stage
from articles.publishing.perform import perform
from articles.upkeep.outside import disclosures_in
from newsroom.models import Masthead
from tests.articles.reader.photos import make_photo
from tests.articles.reader.pieces import labelled
from tests.factories import make_article, make_author, make_grant, make_publisher, publish

SITE = "http://127.0.0.1:8000"


class OembedTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        Masthead.objects.update(name="News & Views")
        cls.article = publish(
            make_article(
                title="Rivers & <weirs>",
                authors=[make_author("Anna"), make_author("Bo")],
                grants=[make_grant("The Fund pays.")],
                lead_photo=make_photo(2000, 1500),
            )
        )

    def ask(self, url, **more):
        return self.client.get(f"/oembed?{urlencode({'url': url, **more})}")

    def test_a_piece_is_embedded_with_its_title_authors_picture_and_who_paid(self):
        answer = self.ask(SITE + self.article.path, format="json")
        told = answer.json()
        html = told.pop("html")
        self.assertRegex(told.pop("thumbnail_url"), rf"^{SITE}/pictures/share-1200-\d+/\w+\.jpg$")
        self.assertEqual(
            told,
            {
                "version": "1.0",
                "type": "rich",
                "title": "Rivers & <weirs>",
                "author_name": "Anna, Bo",
                "author_url": f"{SITE}/author/anna/",
                "provider_name": "News & Views",
                "provider_url": f"{SITE}/",
                "cache_age": 3600,
                "thumbnail_width": 1200,
                "thumbnail_height": 630,
                "width": 600,
                "height": None,
            },
        )
        self.assertEqual(disclosures_in(html), ["The Fund pays."])
        self.assertIn(f'<a href="{SITE}{self.article.path}"><strong>Rivers &amp; &lt;weirs', html)
        self.assertTrue(html.startswith('<blockquote lang="en" dir="ltr"'))
        self.assertNotIn(self.article.body, html)
        self.assertEqual(answer["Access-Control-Allow-Origin"], "*")

    def test_its_page_says_where_that_is_and_asks_for_nothing(self):
        page = self.client.get(self.article.path).content.decode()
        (address,) = re.findall(r'type="application/json\+oembed" href="(.*?)"', page)
        answer = self.client.get(unescape(address).removeprefix(SITE))
        self.assertEqual(answer.json()["title"], self.article.title)

    def test_nothing_is_wider_or_higher_than_whoever_asks_can_show(self):
        told = self.ask(SITE + self.article.path, maxwidth=400, maxheight=300).json()
        self.assertEqual(told["width"], 400)
        self.assertNotIn("thumbnail_url", told)
        for odd in ("0", "-1", "x", "９", "9" * 40):
            told = self.ask(SITE + self.article.path, maxwidth=odd).json()
            self.assertEqual((told["width"], told["thumbnail_width"]), (600, 1200), odd)

    def test_the_label_of_paid_content_goes_before_its_title(self):
        paid = publish(labelled())
        told = self.ask(SITE + paid.path).json()
        self.assertEqual(told["title"], "A label of law. · Labelled")
        self.assertEqual(disclosures_in(told["html"]), ["A label of law.", "An acknowledgement."])

    def test_an_old_address_gives_what_it_leads_to(self):
        Redirect.objects.create(old_path="/2020/01/01/old/", new_path=self.article.path)
        told = self.ask(f"{SITE}/2020/01/01/old/").json()
        self.assertEqual(told["title"], self.article.title)

    def test_what_is_no_live_piece_of_ours_has_none(self):
        draft = make_article(title="Draft")
        gone = make_article(stage=Stage.PUBLISHED, title="Gone")
        perform("withdraw", gone, by=make_publisher(), note="An error.")
        for url in (
            *("", "x", SITE, f"{SITE}/", f"{SITE}/funding/", "https://example.org/2024/01/01/a/"),
            *(f"{SITE}/2024/01/01/a%00/", f"{SITE}/2024/01/01/a\x00/", "😀", "/" * 9000),
            *(f"{SITE}/2024/01/01/{draft.slug}/", SITE + gone.path, SITE + self.article.path * 2),
        ):
            self.assertEqual(self.ask(url).status_code, 404, url[:60])
        self.assertEqual(self.client.get("/oembed").status_code, 404)

    def test_xml_says_the_same(self):
        answer = self.ask(SITE + self.article.path, format="xml")
        found = {one.tag: one.text for one in ElementTree.fromstring(answer.content)}
        told = self.ask(SITE + self.article.path).json()
        self.assertEqual(answer["Content-Type"], "text/xml; charset=utf-8")
        self.assertEqual(found, {k: None if v is None else str(v) for k, v in told.items()})
        self.assertEqual(self.ask(SITE + self.article.path, format="yaml").status_code, 404)

    def test_it_costs_three_queries(self):
        with self.assertNumQueries(3):
            self.ask(SITE + self.article.path)

    def test_what_is_copied_ends_no_script_that_it_is_written_into(self):
        self.assertNotIn("<weirs>", json.loads(self.ask(SITE + self.article.path).content)["html"])
