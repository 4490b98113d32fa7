"""What of other sites can be shown within a page, once a reader presses for it.

Each provider is one row: which addresses it knows, and at which address it shows them in a
frame. Stored is the original address, in a card (`newsroom/kit/blocks.py`), so that an embed is a
plain link wherever it is not pressed. Nothing is fetched here.

The patterns are read by the editor of the desk as well: they are written so that JavaScript
understands them too.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import quote, urlsplit

from newsroom.kit.blocks import EMBED, Block, blocks

LINK = re.compile(r'<a href="([^"]*)"')


@dataclass(frozen=True)
class Provider:
    """A site that shows what it has in frames of other pages.

    `pattern` matches the whole address of what it can show, `frame` makes the address of the frame
    from what was found. `wants_origin` is for a site that shows nothing to a page that keeps its
    own name to itself. `shape` is how large the frame is, as a class of css/body.css.
    """

    name: str
    pattern: str
    frame: Callable[[re.Match[str]], str]
    shape: str = "wide"
    wants_origin: bool = False


@dataclass(frozen=True)
class Embed:
    """What can be shown at an address: by whom, and the address of the frame."""

    provider: Provider
    frame: str

    @property
    def host(self) -> str:
        """The one source that a page with it lets into frames."""
        url = urlsplit(self.frame)
        return f"{url.scheme}://{url.netloc}"


def _vimeo(found):
    private = f"&h={found[2]}" if found[2] else ""
    return f"https://player.vimeo.com/video/{found[1]}?dnt=1{private}"


def _map(found):
    """OpenStreetMap shows a rectangle: as much as its own page does at that zoom, 600 px wide."""
    zoom, latitude, longitude = float(found[1]), float(found[2]), float(found[3])
    across = 360 / 2**zoom * 600 / 256
    down = across / 2
    edges = [
        longitude - across / 2,
        latitude - down / 2,
        longitude + across / 2,
        latitude + down / 2,
    ]
    box = ",".join(f"{edge:.5f}" for edge in edges)
    return f"https://www.openstreetmap.org/export/embed.html?bbox={quote(box)}&layer=mapnik"


PROVIDERS = (
    Provider(
        "YouTube",
        r"https://(?:(?:www\.|m\.)?youtube\.com/(?:watch\?(?:[^#]*&)?v=|shorts/|live/|embed/)"
        r"|www\.youtube-nocookie\.com/embed/|youtu\.be/)([\w-]{11})(?:[?&#].*)?",
        lambda found: f"https://www.youtube-nocookie.com/embed/{found[1]}",
        wants_origin=True,
    ),
    Provider(
        "Vimeo",
        r"https://(?:www\.|player\.)?vimeo\.com/(?:video/)?(\d{1,12})(?:/([0-9a-f]{6,16}))?/?"
        r"(?:[?#].*)?",
        _vimeo,
    ),
    Provider(
        "SoundCloud",
        r"(https://soundcloud\.com/[\w-]+/(?:sets/)?[\w-]+)/?(?:[?#].*)?",
        lambda found: f"https://w.soundcloud.com/player/?url={quote(found[1], safe='')}",
        shape="low",
    ),
    Provider(
        "Spotify",
        r"https://open\.spotify\.com/(?:intl-[a-z]{2}/|embed/)?"
        r"(album|episode|playlist|show|track)/([0-9A-Za-z]{22})(?:[?#].*)?",
        lambda found: f"https://open.spotify.com/embed/{found[1]}/{found[2]}",
        shape="low",
    ),
    Provider(
        "Mastodon",
        r"https://(mastodon\.social|mastodon\.online|mstdn\.social|social\.network\.europa\.eu)"
        r"/@([\w.@-]+)/(\d{1,20})(?:[/?#].*)?",
        lambda found: f"https://{found[1]}/@{found[2]}/{found[3]}/embed",
        shape="tall",
    ),
    Provider(
        "X",
        r"https://(?:www\.|mobile\.)?(?:x|twitter)\.com/\w{1,15}/status/(\d{1,20})(?:[/?#].*)?",
        lambda found: f"https://platform.twitter.com/embed/Tweet.html?dnt=true&id={found[1]}",
        shape="tall",
    ),
    Provider(
        "Datawrapper",
        r"https://(?:datawrapper\.dwcdn\.net|www\.datawrapper\.de/_)/([0-9A-Za-z]{5})"
        r"(?:/\d{1,4})?/?(?:[?#].*)?",
        lambda found: f"https://datawrapper.dwcdn.net/{found[1]}/",
    ),
    Provider(
        "Flourish",
        r"https://(?:public\.flourish\.studio|flo\.uri\.sh)/(story|visualisation)/(\d{1,12})"
        r"(?:[/?#].*)?",
        lambda found: f"https://flo.uri.sh/{found[1]}/{found[2]}/embed",
    ),
    Provider(
        "OpenStreetMap",
        r"https://www\.openstreetmap\.org/.*#map=(\d{1,2}(?:\.\d+)?)/(-?\d{1,2}(?:\.\d+)?)"
        r"/(-?\d{1,3}(?:\.\d+)?)(?:&.*)?",
        _map,
    ),
)


def embed_at(address: str) -> Embed | None:
    """What can be shown at an address, or None where it stays a link."""
    for provider in PROVIDERS:
        if found := re.fullmatch(provider.pattern, address, re.ASCII):
            return Embed(provider, provider.frame(found))
    return None


def address_of(card: Block) -> str:
    """Where a card or an embed leads: to the first link in it, or nowhere."""
    text = "".join(part for part in card.parts if isinstance(part, str))
    found = LINK.search(text)
    return unescape(found[1]) if found else ""


def hosts_in(body: str) -> list[str]:
    """The sources that a page with this stored body may show in frames, each once."""
    return list(dict.fromkeys(embed.host for embed in _embeds(body)))


def _embeds(body: str) -> Iterator[Embed]:
    for block in blocks(body, EMBED):
        if embed := embed_at(address_of(block)):
            yield embed
