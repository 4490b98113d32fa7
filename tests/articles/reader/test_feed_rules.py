"""Every feed in every format: read by a feed reader, and by the rules of those who validate feeds.

RSS 2.0 (rssboard.org, "RSS Best Practices Profile"), Atom (RFC 4287), JSON Feed 1.1 (jsonfeed.org),
and what validator.w3.org/feed says of either. Feeds are found by the table of formats.
"""

import json
import re
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser
from io import BytesIO
from urllib.parse import urlsplit

import feedparser
from defusedxml import ElementTree
from django.conf import settings
from django.test import TestCase
from django.utils import timezone
from PIL import Image

from articles.models import PublishedVersion
from articles.models.printed import read_printed
from articles.reader.channels.channel import CHANNELS, FORMATS
from newsroom.models import Masthead
from tests.articles.reader.photos import make_photo
from tests.articles.reader.pieces import publish_every_kind
from tests.factories import make_article, make_author, make_picture, make_section, publish

ATOM = "{http://www.w3.org/2005/Atom}"
MEDIA = "{http://search.yahoo.com/mrss/}"
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
# RFC 3339, 5.6, as Atom and JSON Feed have it.
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
# What an element of RSS, or an entry of Atom, has at most once.
ONCE_IN_RSS = ("title", "link", "description", "pubDate", "guid", "enclosure")
ONCE_IN_ATOM = ("id", "title", "updated", "published", "summary", "content")


def whole(address):
    return urlsplit(address).scheme in ("http", "https") and bool(urlsplit(address).netloc)


class Markup(HTMLParser):
    """What a text of an entry may not have: addresses that are not whole, and what runs."""

    def __init__(self, html):
        super().__init__()
        self.wrong = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag in ("script", "style", "iframe", "object", "embed", "form"):
            self.wrong.append(tag)
        for name, value in attrs:
            is_address = name in ("href", "src") and not re.match(r"https?://|mailto:", value or "")
            if is_address or name == "style" or name.startswith("on"):
                self.wrong.append(f"{name}={value}")


def broken(text):
    """Yield every rule that a feed breaks, in a few words."""
    if text.startswith("{"):
        yield from broken_in_json(json.loads(text))
    elif "<rss" in text[:200]:
        yield from broken_in_rss(ElementTree.fromstring(text))
    else:
        yield from broken_in_atom(ElementTree.fromstring(text))


def broken_in_rss(rss):
    channels = rss.findall("channel")
    if rss.get("version") != "2.0" or len(channels) != 1:
        yield "no rss of version 2.0"
    (channel,) = channels
    yield from (
        f"channel: no {n}" for n in ("title", "link", "description") if not channel.findtext(n)
    )
    if not LANGUAGE.fullmatch(channel.findtext("language") or ""):
        yield "channel: language"
    yield from _links(channel, "atom:link")
    for name, own in (("title", "title"), ("link", "link")):
        if channel.findtext(f"image/{name}") != channel.findtext(own):
            yield f"image: {name}"
    if not re.search(r"\.(png|jpe?g|gif)$", channel.findtext("image/url") or ""):
        yield "image: url"
    items = channel.findall("item")
    yield from _twice(item.findtext("guid") for item in items)
    for item in items:
        yield from (f"item: {n} twice" for n in ONCE_IN_RSS if len(item.findall(n)) > 1)
        if not whole(item.findtext("link") or ""):
            yield "item: link"
        guid = item.find("guid")
        if guid is None or (guid.get("isPermaLink") != "false" and not whole(guid.text)):
            yield "item: guid"
        if parsedate_to_datetime(item.findtext("pubDate")) > timezone.now():
            yield "item: pubDate"
        for enclosure in item.findall("enclosure"):
            if not (enclosure.get("length").isdigit() and "/" in enclosure.get("type")):
                yield "item: enclosure"
        yield from _text("title", item.findtext("title"))
        for name in ("description", "{http://purl.org/rss/1.0/modules/content/}encoded"):
            yield from Markup(item.findtext(name) or "").wrong


def broken_in_atom(feed):
    needed = ("id", "title", "updated", "icon")
    yield from (f"feed: no {n}" for n in needed if not feed.findtext(ATOM + n))
    yield from _links(feed, f"{ATOM}link")
    entries = feed.findall(f"{ATOM}entry")
    yield from _twice(entry.findtext(f"{ATOM}id") for entry in entries)
    for entry in entries:
        yield from (f"entry: {n} twice" for n in ONCE_IN_ATOM if len(entry.findall(ATOM + n)) > 1)
        yield from (
            f"entry: no {n}" for n in ("id", "title", "updated") if not entry.findtext(ATOM + n)
        )
        moments = [entry.findtext(ATOM + n) for n in ("updated", "published")]
        yield from (f"entry: {moment}" for moment in moments if not MOMENT.fullmatch(moment or ""))
        if entry.find(f"{ATOM}author") is None and feed.find(f"{ATOM}author") is None:
            yield "entry: nobody's"
        if not any(link.get("rel") == "alternate" for link in entry.findall(f"{ATOM}link")):
            yield "entry: leads nowhere"
        for name in ("summary", "content"):
            if (text := entry.find(ATOM + name)) is not None and text.get("type") != "html":
                yield f"entry: {name} of no type"
            yield from Markup(entry.findtext(ATOM + name) or "").wrong
        yield from _text("title", entry.findtext(f"{ATOM}title"))


def broken_in_json(feed):
    if feed["version"] != "https://jsonfeed.org/version/1.1":
        yield "version"
    yield from (f"feed: no {name}" for name in ("title", "description") if not feed.get(name))
    addresses = ("home_page_url", "feed_url", "icon", "favicon")
    yield from (f"feed: {n}" for n in addresses if not whole(feed.get(n, "")))
    if not LANGUAGE.fullmatch(feed["language"]):
        yield "feed: language"
    yield from _twice(item["id"] for item in feed["items"])
    for item in feed["items"]:
        if not (isinstance(item["id"], str) and whole(item["url"]) and item["content_html"]):
            yield "item: no id, url or content"
        yield from (
            f"item: {name} is empty" for name, value in item.items() if value in (None, "", [])
        )
        moments = [item["date_published"], item["date_modified"]]
        yield from (f"item: {moment}" for moment in moments if not MOMENT.fullmatch(moment))
        yield from (
            "item: an author of no name" for author in item["authors"] if not author["name"]
        )
        yield from Markup(item["content_html"]).wrong
        yield from _text("title", item["title"])


def _links(element, name):
    """A feed says where it is itself, once."""
    found = element.findall(f"{ATOM}link")
    if [whole(link.get("href")) for link in found if link.get("rel") == "self"] != [True]:
        yield f"{name}: not itself, once"


def _twice(names):
    names = list(names)
    yield from (f"{name} twice" for name in {*names} if names.count(name) > 1 or not name)


def _text(name, text):
    if not (text or "").strip():
        yield f"{name}: empty"


class RuleTests(TestCase):
    maxDiff = None

    @classmethod
    def setUpTestData(cls):
        Masthead.objects.update(tagline="News & <views>")
        publish_every_kind()
        cls.photo = make_photo(alt="A <quay> & a crane", credit="A. & B.")
        cls.article = publish(
            make_article(
                title="Whole & <part>",
                standfirst="The standfirst.",
                body='<p><a href="/about/">us</a><a href="#fn-1">1</a></p><p id="fn-1">A note.</p>',
                section=make_section("Rivers & lakes"),
                authors=[make_author("Анна & Co"), make_author("Bo")],
                tags=["Ports & quays"],
                language="pl",
                lead_photo=cls.photo,
            )
        )

    def feeds(self):
        """Every feed at which a piece is shown, in every mode and format."""
        for channel in CHANNELS:
            if channel.name.endswith(tuple(FORMATS)):
                pieces = read_printed(PublishedVersion.objects.live())
                for address in {one for piece in pieces for one in channel.addresses(piece)}:
                    yield address, self.client.get(address)

    def test_every_feed_is_read_without_a_complaint_and_breaks_no_rule(self):
        wrong, formats = {}, set()
        for address, answer in self.feeds():
            formats.add(address.rpartition("/")[2])
            found = list(broken(answer.content.decode()))
            if not address.endswith(".json"):
                headers = {name.lower(): value for name, value in answer.headers.items()}
                read = feedparser.parse(answer.content, response_headers=headers)
                found += [f"feedparser: {read.bozo_exception}"] if read.bozo else []
                found += [] if read.entries else ["feedparser: no entries"]
            if found:
                wrong[address] = found
        self.assertEqual(wrong, {})
        self.assertEqual(formats, {*FORMATS})

    def test_an_empty_feed_breaks_no_rule_either(self):
        for name in FORMATS:
            answer = self.client.get(f"/language/ru/feed/{name}")
            self.assertEqual(list(broken(answer.content.decode())), [], name)

    def test_each_rule_is_one_that_can_be_broken(self):
        rss = self.client.get("/feed/rss.xml").content.decode()
        for good, bad in (
            ("<language>en", "<language>"),
            ('rel="self"', 'rel="other"'),
            (f"<link>{settings.SITE_URL}{self.article.path}", "<link>/a/"),
            (' isPermaLink="false">', ">"),
            ("&lt;p&gt;&lt;strong&gt;", "&lt;script&gt;"),
            (f'href="{settings.SITE_URL}/about/"', 'href="/about/"'),
        ):
            self.assertIn(good, rss)
            self.assertTrue(list(broken(rss.replace(good, bad))), good)

    def test_a_reader_finds_the_whole_the_summary_and_the_picture_of_an_entry(self):
        piece = live = PublishedVersion.objects.live().get(path=self.article.path)
        picture = self.client.get(live.lead_picture.whole)
        for name in ("rss.xml", "atom.xml"):
            read = feedparser.parse(self.client.get(f"/language/pl/feed/{name}").content)
            (entry,) = read.entries
            self.assertEqual(read.feed.language, "pl", name)
            self.assertEqual(entry.title, piece.title, name)
            self.assertIn(">us</a>", entry.content[0].value, name)
            self.assertIn("The standfirst.", entry.summary, name)
            self.assertNotIn(">us</a>", entry.summary, name)
            (enclosure,) = entry.enclosures
            length = len(b"".join(picture)) if picture.streaming else len(picture.content)
            told = (enclosure.href, int(enclosure.length), enclosure.type)
            address = settings.SITE_URL + live.lead_picture.whole
            self.assertEqual(told, (address, length, picture["Content-Type"]), name)
        entry = feedparser.parse(self.client.get("/language/pl/feed/rss.xml").content).entries[0]
        (media,) = entry.media_content
        self.assertEqual((media["url"], media["medium"]), (address, "image"))
        self.assertEqual(entry.media_credit[0]["content"], "A. & B.")

    def test_a_feed_shows_the_icon_of_the_publication(self):
        rss = feedparser.parse(self.client.get("/feed/rss.xml").content).feed.image.href
        atom = feedparser.parse(self.client.get("/feed/atom.xml").content).feed.icon
        told = self.client.get("/feed/feed.json").json()
        self.assertEqual([rss, atom], [told["favicon"]] * 2)
        for address in (told["icon"], told["favicon"]):
            answer = self.client.get(address.removeprefix(settings.SITE_URL))
            self.assertEqual((answer.status_code, answer["Content-Type"]), (200, "image/png"))

    def test_the_feed_of_an_author_shows_their_portrait_as_squares_that_any_program_reads(self):
        ewa = make_author("Ewa", photo=make_picture(900, 600))
        publish(make_article(authors=[ewa]))
        feeds = f"{ewa.get_absolute_url()}feed/"
        rss = feedparser.parse(self.client.get(f"{feeds}rss.xml").content).feed.image.href
        told = self.client.get(f"{feeds}feed.json").json()
        self.assertEqual(rss, told["favicon"])
        for address, side in ((told["icon"], 512), (told["favicon"], 144)):
            answer = self.client.get(address.removeprefix(settings.SITE_URL))
            with Image.open(BytesIO(b"".join(answer))) as image:
                self.assertEqual((image.format, image.size), ("JPEG", (side, side)))

    def test_the_label_of_paid_content_goes_before_its_title_in_every_format(self):
        title = "A label of law. · Labelled"
        for name in ("rss.xml", "atom.xml"):
            read = feedparser.parse(self.client.get(f"/feed/{name}").content)
            titles = [entry.title for entry in read.entries if "Labelled" in entry.title]
            self.assertEqual(titles, [title])
        items = self.client.get("/feed/feed.json").json()["items"]
        self.assertEqual([i["title"] for i in items if "Labelled" in i["title"]], [title])
