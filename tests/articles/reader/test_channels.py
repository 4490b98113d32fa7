"""The channel contract: in every channel the funders' words stand letter for letter, each once."""

import json
import re
from datetime import UTC, datetime
from html.parser import HTMLParser

from defusedxml import ElementTree
from django.test import SimpleTestCase, TestCase
from hypothesis import given
from hypothesis import strategies as st

from articles.models import PublishedVersion, VersionDisclosure
from articles.models.printed import Printed, read_printed
from articles.reader.channels.about import About
from articles.reader.channels.channel import FORMATS
from articles.reader.channels.feed_entry import FeedEntry
from articles.reader.scopes import Scope
from funding.models import Appeal
from newsroom.kit.text import UNPRINTABLE, tidy
from newsroom.models import Identity, Masthead
from tests.articles.reader.pieces import SECRET, publish_every_kind

SITE = "http://127.0.0.1:8000"
ATOM = "{http://www.w3.org/2005/Atom}"


class Reader(HTMLParser):
    """All text of a document, and the texts of the elements of a class by themselves."""

    def __init__(self, html, mark="disclosure"):
        super().__init__(convert_charrefs=True)
        self.mark, self.texts, self.said, self.open = mark, [], "", None
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        if self.open is None and self.mark in (dict(attrs).get("class") or "").split():
            self.open = tag
            self.texts.append("")

    def handle_endtag(self, tag):
        if tag == self.open:
            self.open = None

    def handle_data(self, data):
        self.said += data
        if self.open:
            self.texts[-1] += data


def feed_texts(text):
    """Map each entry's address to its texts, the fullest last, read as a feed reader does."""
    if text.startswith("{"):
        return {item["url"]: [item["content_html"]] for item in json.loads(text)["items"]}
    root = ElementTree.fromstring(text)
    if root.tag == "rss":
        names = ("description", "{http://purl.org/rss/1.0/modules/content/}encoded")
        items = {item.findtext("link"): item for item in root.iter("item")}
    else:
        names = (f"{ATOM}summary", f"{ATOM}content")
        items = {e.find(f"{ATOM}link").get("href"): e for e in root.iter(f"{ATOM}entry")}
    return {
        address: [html for name in names if (html := item.findtext(name)) is not None]
        for address, item in items.items()
    }


class ChannelContractTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        Appeal.objects.create(
            text="Please donate.", label="Donate", url="https://example.org/", language="en"
        )
        cls.pieces = publish_every_kind()

    def notices(self, article):
        (whole,) = read_printed(article.versions.live())
        return [notice.text for notice in whole.notices]

    def get(self, path):
        response = self.client.get(path)
        self.assertEqual(response.status_code, 200)
        return response.content.decode()

    def feeds(self):
        """Yield (channel, address, HTML) for every entry of every feed."""
        for mode in ("", "summary/"):
            for name in FORMATS:
                entries = feed_texts(self.get(f"/feed/{mode}{name}"))
                self.assertEqual(len(entries), len(self.pieces))
                for address, texts in entries.items():
                    # RSS and Atom have a summary beside what is whole; JSON Feed has one text.
                    number = 1 if mode or name == "feed.json" else 2
                    self.assertEqual(len(texts), number, f"{mode}{name}")
                    for place, html in enumerate(texts, 1):
                        is_whole = not mode and place == number
                        yield (
                            f"{'full' if is_whole else 'summary'} {name}",
                            address.removeprefix(SITE),
                            html,
                        )

    def channels(self, article):
        """Yield (channel, notices found in order, everything said) for the pages of a piece."""
        page = self.get(article.path)
        box = page.partition('<aside id="funding"')[2].partition("</aside>")[0]
        yield "page", Reader(f"<aside {box}").texts, Reader(f"<aside {box}").said
        copy = Reader(self.get(f"{article.path}republish/"), mark="copy").texts[0]
        yield "republish", Reader(copy).texts, Reader(copy).said
        plain = self.get(f"{article.path}text/")
        told = sorted((text for text in self.notices(article) if text in plain), key=plain.index)
        yield "text", told, plain
        (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
        parts = [part["text"] for part in json.loads(data)["hasPart"]]
        yield "json-ld", parts, "\n".join(parts)

    def assert_kept(self, article, found, said):
        expected = self.notices(article)
        self.assertTrue(expected)
        self.assertEqual(found, expected)
        self.assertEqual([said.count(text) for text in expected], [1] * len(expected))
        for secret in (SECRET, "Secret", "Please donate."):
            self.assertNotIn(secret, said)

    def test_every_feed_says_who_paid_in_full_and_in_summary(self):
        by_path = {article.path: article for article in self.pieces.values()}
        for channel, path, html in self.feeds():
            reader = Reader(html)
            with self.subTest(channel=channel, piece=by_path[path].title):
                self.assert_kept(by_path[path], reader.texts, reader.said)

    def test_page_copy_text_and_structured_data_say_who_paid(self):
        for article in self.pieces.values():
            for channel, found, said in self.channels(article):
                with self.subTest(channel=channel, piece=article.title):
                    self.assert_kept(article, found, said)

    def test_the_json_feed_says_it_once_more_as_data(self):
        for mode in ("", "summary/"):
            items = json.loads(self.get(f"/feed/{mode}feed.json"))["items"]
            funding = {item["url"].removeprefix(SITE): item["_funding"] for item in items}
            for article in self.pieces.values():
                told = funding[article.path]
                self.assertEqual([i["text"] for i in told["items"]], self.notices(article))
                self.assertEqual(told["about"], f"{SITE}/funding/#feed")
                self.assertEqual(told["declaration"], article.funding)

    def test_the_data_leads_to_the_grant_and_says_kind_and_language(self):
        article = self.pieces["ukrainian"]
        items = json.loads(self.get("/language/uk/feed/feed.json"))["items"]
        self.assertEqual([item["url"] for item in items], [SITE + article.path])
        grant = items[0]["_funding"]["items"]
        self.assertEqual(
            grant,
            [
                {
                    "kind": "acknowledgement",
                    "text": "За підтримки Фонду «Світ».",
                    "lang": "uk",
                    "grant_url": f"{SITE}/funding/pogranichchya/",
                }
            ],
        )

    def test_what_has_to_stand_over_a_piece_comes_first_and_other_notices_after_the_text(self):
        for channel, path, html in self.feeds():
            said = Reader(html).said
            for name, text in (("labelled", "A label of law."), ("funded", "The Fund pays.")):
                if path == self.pieces[name].path:
                    standfirst = self.pieces[name].standfirst
                    first = said.index(text) < said.index(standfirst)
                    self.assertEqual(first, name == "labelled", channel)

    def test_the_full_feed_has_the_body_and_the_summary_has_not(self):
        for channel, path, html in self.feeds():
            if path == self.pieces["hostile"].path:
                self.assertEqual(
                    f'<a href="{SITE}/about/">about</a>' in html, "summary" not in channel
                )

    def test_channels_speak_the_language_of_the_publication_whatever_the_reader_s(self):
        Masthead.objects.update(language="en")
        for path in ("/feed/rss.xml", "/feed/feed.json", "/funding/register.csv"):
            pages = [
                self.client.get(path, headers={"accept-language": language}).content
                for language in ("en", "pl")
            ]
            self.assertEqual(*pages)


class EveryTextTests(SimpleTestCase):
    """Whatever a funder writes arrives: no text is special to markup, XML or JSON."""

    @given(
        texts=st.lists(
            st.text(st.characters(exclude_categories=["Cs", "Cn"]), min_size=1).filter(
                lambda text: text.strip() and not UNPRINTABLE.search(tidy(text))
            ),
            min_size=1,
            max_size=3,
        ),
        mode=st.sampled_from(["full", "summary"]),
    )
    def test_any_text_arrives_letter_for_letter(self, texts, mode):
        texts = [tidy(text) for text in texts]
        moment = datetime(2024, 10, 11, tzinfo=UTC)
        version = PublishedVersion(
            title="Title",
            path="/2024/10/11/title/",
            language="en",
            first_published_at=moment,
            served_since=moment,
            printed_at=moment,
            funding="funded",
        )
        notices = [
            VersionDisclosure(
                text=text, language="en", kind="views", placement="end", is_printed=True
            )
            for text in texts
        ]
        entry = FeedEntry(Printed(version, disclosures=notices), SITE, mode)
        scope = Scope("", "/", PublishedVersion.objects.none())
        for name, (write, _content_type) in FORMATS.items():
            masthead = Masthead(name="News", second_factor_from=None)
            Identity(masthead=masthead)
            feed = write(About(scope, masthead, SITE, f"{SITE}/feed/{name}"), [entry])
            (carried,) = feed_texts(feed).values()
            self.assertEqual([Reader(html).texts for html in carried], [texts] * len(carried))
