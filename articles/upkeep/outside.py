"""What somebody outside finds in our pages and feeds, read without any template of ours."""

import json
from collections.abc import Iterator
from html.parser import HTMLParser

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException
from django.utils.translation import gettext as _

# The class that templates/funding/_disclosures.html gives to a printed disclosure.
MARK = "disclosure"
FEEDS = {"application/rss+xml", "application/atom+xml", "application/feed+json"}
ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"


class Unreadable(Exception):
    """A feed that no reader could read. The message says why."""


def disclosures_in(html: str) -> list[str]:
    """The texts of the disclosures in a piece of HTML, in order, code point for code point."""
    reader = _Disclosures()
    reader.feed(html)
    reader.close()
    return reader.found


def feeds_in(html: str) -> list[str]:
    """The addresses of the feeds that a page offers to feed readers."""
    reader = _Feeds()
    reader.feed(html)
    return reader.found


def entries_in(feed: str) -> Iterator[tuple[str, str]]:
    """Yield (address, HTML) for every text of every entry of an RSS, Atom or JSON feed: the summary
    of an entry, and its whole content after it. Raises Unreadable.
    """
    if feed.lstrip().startswith("{"):
        yield from _json_entries(feed)
        return
    try:
        root = ElementTree.fromstring(feed)
    except (ElementTree.ParseError, DefusedXmlException, ValueError) as problem:
        raise Unreadable(_("The feed is not well-formed: %s.") % problem) from problem
    for item in root.iter("item"):
        yield from _texts(item, item.findtext("link") or "", "description", CONTENT)
    for entry in root.iter(f"{ATOM}entry"):
        links = entry.findall(f"{ATOM}link")
        own = (link for link in links if link.get("rel", "alternate") == "alternate")
        address = next((link.get("href", "") for link in own), "")
        yield from _texts(entry, address, f"{ATOM}summary", f"{ATOM}content")


def _texts(entry, address, *names):
    """An entry without a text has an empty one: it says nothing on who paid."""
    found = [text for name in names if (text := entry.findtext(name))]
    yield from ((address, text) for text in found or [""])


def _json_entries(feed):
    try:
        items = json.loads(feed)["items"]
        yield from ((str(item["url"]), str(item.get("content_html", ""))) for item in items)
    except (ValueError, KeyError, TypeError, RecursionError) as problem:
        raise Unreadable(_("The feed is no JSON Feed: %s.") % problem) from problem


class _Disclosures(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found = []
        self._open = None

    def handle_starttag(self, tag, attrs):
        if self._open is None and MARK in (dict(attrs).get("class") or "").split():
            self._open = tag
            self.found.append("")

    def handle_endtag(self, tag):
        if tag == self._open:
            self._open = None

    def handle_data(self, data):
        if self._open:
            self.found[-1] += data


class _Feeds(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found = []

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag == "link" and attributes.get("type") in FEEDS and attributes.get("href"):
            self.found.append(attributes["href"])
