"""What every page tells of itself to whoever shows a link to it, and in the words of schema.org."""

import json
import re
from html import unescape
from pathlib import Path

from django.conf import settings
from django.test import TestCase

from articles.models.choices import Kind
from newsroom.models import Masthead
from tests.articles.reader.crawling import crawl
from tests.articles.reader.photos import make_photo
from tests.articles.reader.pieces import publish_every_kind
from tests.factories import (
    figure_of,
    make_article,
    make_author,
    make_funder,
    make_grant,
    make_issue,
    make_page,
    make_section,
    make_series,
    publish,
    publish_many,
)

VOCABULARY = json.loads(Path(__file__).with_name("schema_org.json").read_text())["types"]
DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
META = re.compile(r'<meta (?:name|property)="([\w:]+)" content="([^"]*)">')
ONCE = ("description", "robots", "og:type", "og:site_name", "og:title", "og:description", "og:url")
ONCE += ("og:locale", "twitter:card")
# What schema.org writes as text.
TEXTS = {"Text", "URL", "Date", "DateTime", "Boolean", "Number", "Integer", "CssSelectorType"}


def is_a(kind, ranges):
    return bool({kind, *VOCABULARY[kind]["is"]} & {*ranges})


def ranges_of(kind, name):
    """What a property of a type may hold; None where the type has no such property."""
    for one in (kind, *VOCABULARY[kind]["is"]):
        if name in VOCABULARY[one]["has"]:
            return VOCABULARY[one]["has"][name]
    return None


def wrong(node, where="", kind=None):
    """Yield what schema.org does not know, or does not allow there, and what is empty."""
    kind = node.get("@type", kind)
    if kind is None:
        # A funder of no known kind, which has a name alone.
        return
    if kind not in VOCABULARY:
        yield f"{where}: no type {kind}"
        return
    for name, value in node.items():
        if name.startswith("@") or name.endswith("-input"):
            continue
        place, ranges = f"{where}/{kind}.{name}", ranges_of(kind, name)
        if ranges is None:
            yield f"{place}: no such property"
            continue
        if value in ("", None, [], {}):
            yield f"{place}: empty"
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                if "@type" in one and not is_a(one["@type"], ranges):
                    yield f"{place}: no {one['@type']}"
                yield from wrong(one, place)
            # An address may stand for whatever is there.
            elif not TEXTS & {*ranges} and not str(one).startswith("http"):
                yield f"{place}: no text"


class HeadTests(TestCase):
    maxDiff = None

    @classmethod
    def setUpTestData(cls):
        Masthead.objects.update(
            tagline="Rivers & “weirs”",
            legal_name="Weir gGmbH",
            profiles="https://example.social/@weirs",
            belongs_to="https://association.example/",
        )
        publish(make_page("about", title="About & “us”", body="<p>About & us.</p>"))
        publish_every_kind()
        cls.author = make_author("Anna & Co", bio="Writes.", affiliation="A fund")
        cls.author.handles.create(platform="mastodon", handle="@anna@example.social")
        section = make_section("Essays & <more>")
        grant = make_grant(funders=[make_funder("The Fund", kind="foundation")], title="Weirs")
        cls.cover = make_photo(1300, 700, alt="A cover")
        photo, other = make_photo(alt='A "quay"', credit="A."), make_photo(300, 150, alt="Reeds")
        cls.issue = make_issue("7", cover=cls.cover)
        filed = {"issue": cls.issue, "series": make_series("Dams")}
        for kind in [kind for kind in Kind if kind != Kind.PAGE]:
            cls.article = make_article(
                title=f"On “weirs” & <{kind}>",
                kind=kind,
                **filed,
                section=section,
                authors=[make_author("Bo"), cls.author],
                tags=["Ports & quays"],
                grants=[grant],
                lead_photo=photo,
                body=f"<p>Words.</p>{figure_of(other)}",
            )
            cls.article.corrections.create(text="A figure was wrong.")
            publish(cls.article)
        publish_many(4)
        bare = make_article(standfirst="", body=f"<p>{'Reeds and sedges. ' * 30}</p>")
        cls.bare = publish(bare, acknowledged=["standfirst-missing"])
        # A feed has no head, and takes long.
        said = crawl(cls.client_class(), without=r"(/.*)?/(feed|pictures|text)/")
        pages = {path: page for path, page in said.items() if "<!doctype html>" in page}
        cls.pages = {
            path: page.partition("<head>")[2].partition("</head>")[0]
            for path, page in pages.items()
            if '<meta name="robots" content="noindex' not in page
        }
        cls.hidden = {path: page for path, page in pages.items() if path not in cls.pages}

    def test_every_page_says_of_itself_each_thing_once_and_nothing_empty(self):
        found = []
        for path, head in self.pages.items():
            meta = META.findall(head)
            names = [name for name, _content in meta]
            found += [f"{path}: {n} {names.count(n)}" for n in ONCE if names.count(n) != 1]
            found += [f"{path}: {name} is empty" for name, content in meta if not content.strip()]
            canonical = re.findall(r'<link rel="canonical" href="([^"]*)">', head)
            told = [settings.SITE_URL + path, dict(meta).get("og:url")]
            if [*canonical, *canonical] != told and "year=" not in path:
                found.append(f"{path}: {canonical} and {told}")
        self.assertEqual(found, [])
        self.assertGreater(len(self.pages), 30)

    def test_every_page_speaks_the_words_of_schema_org(self):
        found, kinds = [], set()
        for path, head in self.pages.items():
            for text in DATA.findall(head):
                data = json.loads(text)
                kinds.add(data["@type"])
                self.assertEqual(data["@context"], "https://schema.org")
                found += [f"{path}{words}" for words in wrong(data)]
            if len(DATA.findall(head)) != 1:
                found.append(f"{path}: {len(DATA.findall(head))}")
        self.assertEqual(found, [])
        self.assertEqual(
            kinds,
            {
                *("AboutPage", "CollectionPage", "ProfilePage", "WebPage", "WebSite"),
                *("NewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle"),
                *("ReportageNewsArticle", "ReviewNewsArticle"),
            },
        )

    def test_a_word_that_schema_org_does_not_know_is_found(self):
        for node in (
            {"@type": "Weir"},
            {"@type": "WebPage", "headlines": "A"},
            {"@type": "NewsArticle", "breadcrumb": "A"},
            {"@type": "WebPage", "name": ""},
            {"@type": "WebPage", "publisher": {"@type": "ListItem"}},
            {"@type": "WebPage", "publisher": "A name"},
        ):
            self.assertEqual(len(list(wrong(node))), 1, node)

    def test_what_is_for_nobody_else_tells_others_nothing(self):
        self.assertTrue(self.hidden)
        for path, page in self.hidden.items():
            head = page.partition("</head>")[0]
            for part in ("og:", "twitter:", "ld+json", 'name="description"'):
                self.assertNotIn(part, head, path)

    def meta(self, path):
        return {name: unescape(content) for name, content in META.findall(self.pages[path])}

    def data(self, path):
        return json.loads(DATA.search(self.pages[path])[1])

    def test_a_piece_without_a_standfirst_is_described_by_its_first_words(self):
        told = self.meta(self.bare.path)["description"]
        self.assertTrue(told.startswith("Reeds and sedges. Reeds"))
        self.assertTrue(told.endswith("…"))
        self.assertLessEqual(len(told), 200)

    def test_a_list_shows_the_first_picture_in_it_and_its_later_pages_what_is_on_them(self):
        first, second = self.meta("/"), self.meta("/?page=2")
        self.assertEqual(first["og:description"], "Rivers & “weirs”")
        self.assertIn("/pictures/share-1200-", first["og:image"])
        self.assertEqual(first["og:image:alt"], 'A "quay"')
        self.assertEqual(first["twitter:card"], "summary_large_image")
        self.assertEqual(second["og:description"], "Funded")
        self.assertEqual((second.get("og:image"), second["twitter:card"]), (None, "summary"))

    def test_an_issue_is_shown_with_its_cover(self):
        told = self.meta(self.issue.get_absolute_url())
        self.assertEqual(told["og:image:alt"], "A cover")
        self.assertEqual(told["og:image"], settings.SITE_URL + self.cover.picture.shared)

    def test_a_picture_is_told_with_the_size_that_it_is_sent_in(self):
        told = self.meta(self.article.path)
        size = (int(told["og:image:width"]), int(told["og:image:height"]))
        self.assertEqual(size, (952, 500))
        self.assertEqual(
            self.client.get(told["og:image"].removeprefix(settings.SITE_URL)).status_code, 200
        )

    def test_the_first_author_with_an_account_in_the_fediverse_is_its_creator(self):
        self.assertEqual(self.meta(self.article.path)["fediverse:creator"], "@anna@example.social")
        self.assertNotIn("fediverse:creator", self.meta(self.bare.path))

    def test_the_front_page_tells_how_the_site_is_searched_and_whose_it_is(self):
        site = self.data("/")
        self.assertEqual(
            site["potentialAction"]["target"]["urlTemplate"],
            f"{settings.SITE_URL}/search/?q={{search_term_string}}",
        )
        publisher = site["publisher"]
        self.assertEqual(publisher["sameAs"], ["https://example.social/@weirs"])
        self.assertEqual(publisher["memberOf"][0]["url"], "https://association.example/")
        logo = publisher["logo"]["url"].removeprefix(settings.SITE_URL)
        self.assertEqual(self.client.get(logo).status_code, 200)

    def test_an_author_is_told_with_where_else_they_are_found(self):
        path = self.author.get_absolute_url()
        person = self.data(path)["mainEntity"]
        self.assertEqual(person["sameAs"], ["https://example.social/@anna"])
        self.assertEqual(person["affiliation"]["name"], "A fund")
        self.assertEqual(self.meta(path)["description"], "Writes.")
        page = self.client.get(path).content.decode()
        self.assertIn('<a href="https://example.social/@anna" rel="me">', page)

    def test_a_page_and_a_piece_tell_the_way_to_them(self):
        steps = self.data(self.article.path)["mainEntityOfPage"]["breadcrumb"]["itemListElement"]
        self.assertEqual([step["position"] for step in steps], [1, 2, 3])
        self.assertEqual(steps[1]["name"], "Essays & <more>")
        self.assertEqual(steps[2]["item"], settings.SITE_URL + self.article.path)
        self.assertTrue(self.data(self.article.path)["isAccessibleForFree"])

    def test_the_label_of_paid_content_goes_before_its_title_on_other_sites(self):
        labelled = [path for path in self.pages if path.endswith("/labelled/")]
        told = self.meta(*labelled)
        self.assertEqual(told["og:title"], "A label of law. · Labelled")
        self.assertEqual(self.data(*labelled)["headline"], "A label of law. · Labelled")
        self.assertIn("<title>A label of law. · Labelled · ", self.pages[labelled[0]])
