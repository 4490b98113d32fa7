"""Where a piece can be passed on: plain links, which load nothing and tell nobody who reads.

Each is an address of the service itself, with the words as its parameters; whoever follows it is
asked there to sign in and to send.
"""

from typing import NamedTuple
from urllib.parse import quote

from django.utils.translation import gettext_lazy as _

from articles.models.printed import Printed


class Way(NamedTuple):
    """A way to pass a piece on. `url` has `{url}` and `{title}`, escaped; `{both}` is the two."""

    name: str
    url: str


WAYS = (
    Way(_("Mail"), "mailto:?subject={title}&body={url}"),
    # Asks for the server where somebody has an account; kept by Mastodon's makers.
    Way("Mastodon", "https://share.joinmastodon.org/#text={both}"),
    Way("Bluesky", "https://bsky.app/intent/compose?text={both}"),
    Way("Facebook", "https://www.facebook.com/sharer/sharer.php?u={url}"),
    Way("X", "https://x.com/intent/post?text={title}&url={url}"),
    Way("Telegram", "https://t.me/share/url?url={url}&text={title}"),
    Way("WhatsApp", "https://wa.me/?text={both}"),
)


def ways_to_share(piece: Printed, site_url: str) -> list[Way]:
    """The ways for a piece. What has to stand over it goes with its title."""
    title = " · ".join([*(label.text for label in piece.labels_elsewhere), piece.version.title])
    url = site_url + piece.version.path
    words = {"title": title, "url": url, "both": f"{title} {url}"}
    escaped = {name: quote(text, safe="") for name, text in words.items()}
    return [way._replace(url=way.url.format(**escaped)) for way in WAYS]
