"""What the sitemaps say beside addresses, by the schemas of sitemaps.org and Google."""

import re
from datetime import datetime, timedelta

from defusedxml import ElementTree
from django.test import TestCase
from django.utils import timezone
from django.utils.http import http_date

from articles.models.choices import Stage
from articles.publishing.perform import perform
from newsroom.models import Masthead
from tests.articles.reader.photos import make_photo
from tests.articles.reader.pieces import labelled
from tests.factories import figure_of, make_article, make_publisher, publish, publish_many

SITE = "http://127.0.0.1:8000"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
IMAGE = "{http://www.google.com/schemas/sitemap-image/1.1}"
XHTML = "{http://www.w3.org/1999/xhtml}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
MAPS = ("/sitemap.xml", "/sitemap-pieces.xml", "/sitemap-lists.xml", "/sitemap-funding.xml")
# www.sitemaps.org/schemas/sitemap/0.9/sitemap.xsd and google.com/schemas: what follows what.
CHILDREN = {
    "sitemapindex": r"(sitemap )*",
    "sitemap": r"loc (lastmod )?",
    "urlset": r"(url )*",
    "url": r"loc (lastmod )?(news |(link )*(image )*)",
    "image": r"loc ",
    "news": r"publication publication_date title ",
    "publication": r"name language ",
}


def named(element):
    return element.tag.rpartition("}")[2]


def broken(element):
    """Yield every element of a sitemap that has other children than it may, or says nothing."""
    children = "".join(f"{named(child)} " for child in element)
    rule = CHILDREN.get(named(element))
    if named(element) == "link":
        rule = "" if element.get("href", "").startswith(f"{SITE}/") else "href"
    if rule is None and (children or not (element.text or "").strip()):
        yield named(element)
    if rule is not None and not re.fullmatch(rule, children):
        yield f"{named(element)}: {children}"
    if named(element) == "loc" and not element.text.startswith(f"{SITE}/"):
        yield element.text
    if named(element) in ("lastmod", "publication_date"):
        datetime.fromisoformat(element.text)
    for child in element:
        yield from broken(child)


class SitemapTests(TestCase):
    def root(self, path):
        answer = self.client.get(path)
        self.assertEqual((answer.status_code, answer["Content-Type"]), (200, "application/xml"))
        return ElementTree.fromstring(answer.content)

    def news(self):
        return [
            [url.findtext(f"{MAP}loc").removeprefix(SITE)]
            + [url.findtext(f".//{NEWS}{name}") for name in ("name", "language", "title")]
            for url in self.root("/news-sitemap.xml").iter(f"{MAP}url")
        ]

    def test_each_is_what_its_schema_allows_with_much_and_with_nothing(self):
        for number in (0, 2):
            for photo in [make_photo(), None][:number]:
                body = f"<p>a</p>{figure_of(make_photo(300, 150))}" if photo else "<p>a</p>"
                make_article(stage=Stage.PUBLISHED, lead_photo=photo, body=body, title="A & <b>")
            for path in (*MAPS, "/news-sitemap.xml"):
                self.assertEqual(list(broken(self.root(path))), [], path)

    def test_a_piece_is_told_with_each_of_its_pictures_once(self):
        lead, other = make_photo(), make_photo(300, 150)
        body = f"<p>a</p>{figure_of(other)}{figure_of(lead)}"
        make_article(stage=Stage.PUBLISHED, lead_photo=lead, body=body)
        found = [loc.text for loc in self.root("/sitemap-pieces.xml").iter(f"{IMAGE}loc")]
        self.assertEqual(found, [SITE + photo.picture.whole for photo in (lead, other)])

    def test_a_piece_in_several_languages_names_them_all_and_itself(self):
        original = make_article(stage=Stage.PUBLISHED, language="en")
        polish = make_article(stage=Stage.PUBLISHED, language="pl", translation_of=original)
        make_article(language="uk", translation_of=original)
        alone = make_article(stage=Stage.PUBLISHED)
        with self.assertNumQueries(2):
            self.client.get("/sitemap-pieces.xml")
        found = {
            url.findtext(f"{MAP}loc").removeprefix(SITE): [
                (link.get("hreflang"), link.get("href").removeprefix(SITE))
                for link in url.iter(f"{XHTML}link")
            ]
            for url in self.root("/sitemap-pieces.xml").iter(f"{MAP}url")
        }
        each = [("en", original.path), ("pl", polish.path)]
        self.assertEqual(
            {path: sorted(links) for path, links in found.items()},
            {original.path: each, polish.path: each, alone.path: []},
        )

    def test_the_news_are_what_appeared_in_two_days_and_nobody_paid_to_appear(self):
        Masthead.objects.update(name="News & Views", language="en")
        fresh = make_article(stage=Stage.PUBLISHED, title="Fresh & <new>", language="uk")
        publish(labelled())
        old = timezone.localdate() - timedelta(days=3)
        publish(make_article(title="Old"), first_published=old)
        publish(make_article(title="Later"), at=timezone.now() + timedelta(days=1))
        gone = make_article(stage=Stage.PUBLISHED, title="Gone")
        perform("withdraw", gone, by=make_publisher(), note="An error.")
        self.assertEqual(self.news(), [[fresh.path, "News & Views", "uk", "Fresh & <new>"]])

    def test_the_news_cost_the_same_for_one_piece_and_for_thirty(self):
        for number in (1, 29):
            publish_many(number)
            with self.assertNumQueries(2):
                self.client.get("/news-sitemap.xml")

    def test_whoever_has_a_map_already_is_not_sent_it_again_until_it_changes(self):
        _older, newest = publish_many(2)
        since = http_date(timezone.now().timestamp() + 60)
        for path in (*MAPS, "/news-sitemap.xml"):
            known = self.client.get(path)
            self.assertNotIn("Last-Modified", known.headers, path)
            again = self.client.get(path, headers={"if-none-match": known["ETag"]})
            self.assertEqual((again.status_code, again.content), (304, b""), path)
        perform("withdraw", newest, by=make_publisher(), note="An error.")
        for path in ("/sitemap-pieces.xml", "/news-sitemap.xml"):
            answer = self.client.get(path, headers={"if-modified-since": since})
            self.assertNotContains(answer, newest.path, msg_prefix=path)
