"""The channels: all that shows the text of a piece to readers, and where in it stands who paid.

Tests ask every channel for pieces and compare the words letter for letter. An
address of readers that is no channel's fails a test, unless its reason stands
there.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from html import unescape

from django.conf import settings
from django.urls import reverse

from articles.models.printed import Printed
from articles.reader.channels.feed_entry import FULL, SUMMARY
from articles.reader.channels.feeds import atom, rss
from articles.reader.channels.json_feed import json_feed
from articles.reader.sharing import embed_address
from articles.upkeep.outside import disclosures_in, entries_in

# The formats of feeds, by the last step of their addresses: who writes one, and as what.
FORMATS = {
    "rss.xml": (rss, "application/rss+xml; charset=utf-8"),
    "atom.xml": (atom, "application/atom+xml; charset=utf-8"),
    "feed.json": (json_feed, "application/feed+json; charset=utf-8"),
}


@dataclass(frozen=True)
class Channel:
    """A way in which pieces reach readers, and how to look in it for who paid."""

    name: str
    # Every address at which it shows a piece.
    addresses: Callable[[Printed], list[str]]
    # The words on who paid for a piece in the answer from there, in order.
    found: Callable[[str, Printed], list[str]]
    # Whether it shows the whole text, and not what the piece is about alone.
    is_whole: bool = True


def _of_piece(name, piece):
    return [reverse(name, args=[piece.version.path.strip("/")])]


def _embedded(piece):
    return [embed_address(piece).removeprefix(settings.SITE_URL)]


def _feeds(name, mode, piece):
    """The feeds of everything that the piece belongs to."""
    version = piece.version
    scopes = [
        {},
        {"language": version.language},
        *([{"section": version.section_slug}] if version.section_slug else []),
        *([{"issue": version.issue_slug}] if version.issue_slug else []),
        *([{"series": version.series_slug}] if version.series_slug else []),
        *({"author": byline.slug} for byline in piece.bylines),
        *({"tag": tag.slug} for tag in piece.tags),
    ]
    asked = {"name": name} if mode == FULL else {"name": name, "mode": mode}
    return [reverse("feed", kwargs=scope | asked) for scope in scopes]


def feeds_of(piece):
    """The address of every feed that the piece is in while it is new."""
    return [
        address
        for mode in (FULL, SUMMARY)
        for name in FORMATS
        for address in _feeds(name, mode, piece)
    ]


def _on_page(answer, piece):
    return disclosures_in(answer)


def _in_data(answer, piece):
    data = _within(r'<script type="application/ld\+json">(.*?)</script>', answer)
    return [part["text"] for part in json.loads(data or "{}").get("hasPart", [])]


def _in_copy(answer, piece):
    return disclosures_in(unescape(_within(r'<textarea class="copy".*?>(.*?)</textarea>', answer)))


def _in_embed(answer, piece):
    return disclosures_in(json.loads(answer)["html"])


def _in_mail(answer, piece):
    return disclosures_in(
        unescape(_within(r'<textarea [^>]*id="mail".*?>(.*?)</textarea>', answer))
    )


def _within(pattern, answer):
    found = re.search(pattern, answer, re.DOTALL)
    return found[1] if found else ""


def _in_text(answer, piece):
    """Plain text marks nothing, so the words are looked for, wherever they stand."""
    texts = [notice.text for notice in piece.notices]
    places = [(m.start(), text) for text in texts for m in re.finditer(re.escape(text), answer)]
    return [text for _place, text in sorted(places)]


def _in_feed(answer, piece):
    """What each text of the entry says, of which a reader may show any: the one that is wrong, if
    one is.
    """
    address = settings.SITE_URL + piece.version.path
    told = [disclosures_in(html) for at, html in entries_in(answer) if at == address]
    right = [notice.text for notice in piece.notices]
    return next((said for said in told if said != right), right if told else [])


# Paper shows the page, and only hides the ways to elsewhere.
CHANNELS = (
    Channel("page", partial(_of_piece, "article"), _on_page),
    Channel("structured data", partial(_of_piece, "article"), _in_data),
    Channel("plain text", partial(_of_piece, "text"), _in_text),
    Channel("copy to republish", partial(_of_piece, "republish"), _in_copy),
    Channel("embed", _embedded, _in_embed, is_whole=False),
    Channel("newsletter", partial(_of_piece, "republish"), _in_mail, is_whole=False),
    *(
        Channel(f"{mode} {name}", partial(_feeds, name, mode), _in_feed, is_whole=mode == FULL)
        for mode in (FULL, SUMMARY)
        for name in FORMATS
    ),
)
