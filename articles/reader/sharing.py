"""What a page tells of itself elsewhere: beside a link on other sites, in what was searched."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from articles.models import Photo
from articles.models.printed import Printed
from articles.reader.frame import Frame
from articles.reader.listings import Listing
from articles.reader.paid_content import labelled_title
from authors.handles.platforms import Platform
from newsroom.kit.html import plain
from newsroom.kit.languages import with_territory
from newsroom.pictures.renditions import Renditions

# What search engines show of a description at most, or a little more.
LENGTH = 200
# How many titles tell what is on a page.
TITLES = 3


@dataclass(frozen=True)
class Shared:
    """The title, some words and perhaps a picture of a page, where it is, and its language."""

    title: str
    description: str
    site_url: str
    path: str
    language: str
    picture: Renditions | None = None
    alt: str = ""
    type: str = "website"

    @property
    def url(self) -> str:
        return self.site_url + self.path

    @property
    def picture_url(self) -> str:
        """Where it is, cropped to the shape that other sites show; empty without one."""
        return f"{self.site_url}{self.picture.shared}" if self.picture else ""

    @property
    def locale(self) -> str:
        return with_territory(self.language)


def shared_piece(piece: Printed, frame: Frame) -> Shared:
    """A piece: the label of paid content goes before its title, and its first words stand for a
    standfirst that it has not.
    """
    version = piece.version
    return Shared(
        title=labelled_title(piece),
        description=version.standfirst or in_short(plain(version.body)) or version.title,
        site_url=frame.site_url,
        path=version.path,
        language=version.language,
        picture=version.lead_picture or frame.identity.share_picture,
        alt=version.lead_alt if version.lead_picture else frame.masthead.name,
        type="website" if version.is_page else "article",
    )


def shared_page(
    title: str, summary: str, frame: Frame, listing: Listing | None = None, *covers: Photo | None
) -> Shared:
    """Any other page, by its title and what it says of itself. Where that is nothing, and on the
    later pages of a list, the titles of the first pieces say what is there, or else its own. It is
    shown with its cover, or else with the picture of the first piece on it that has one, or that of
    the house.
    """
    house = frame.masthead.name
    pieces = [one for one in (listing.pieces if listing else []) if isinstance(one, Printed)]
    is_first = not listing or listing.number == 1
    titles = " · ".join(labelled_title(piece) for piece in pieces[:TITLES])
    shared = (frame.identity.share_picture, house)
    picture, alt = next(_pictures(covers, pieces), shared)
    said = (summary if is_first else "") or titles or title
    return Shared(
        title=title.removesuffix(f" · {house}"),
        description=in_short(said),
        site_url=frame.site_url,
        path=frame.path + ("" if is_first else f"?page={listing.number}"),
        language=frame.language,
        picture=picture,
        alt=alt,
    )


def _pictures(covers, pieces):
    """What a page could be shown with, the best first: each with its words."""
    yield from ((cover.picture, cover.alt) for cover in covers if cover and cover.picture)
    leads = ((piece.version.lead_picture, piece.version.lead_alt) for piece in pieces)
    yield from (lead for lead in leads if lead[0])


def in_short(text: str) -> str:
    """The beginning of a text in one line, whole words, with an ellipsis where it goes on."""
    line = " ".join(text.split())
    if len(line) <= LENGTH:
        return line
    cut = line[: LENGTH - 1]
    return (cut.rpartition(" ")[0] or cut).rstrip(",;:–—-") + "…"


def embed_address(piece: Printed) -> str:
    """Where other sites learn how to embed a piece."""
    url = settings.SITE_URL + piece.version.path
    return f"{settings.SITE_URL}{reverse('oembed')}?{urlencode({'url': url})}"


def fediverse_creator(piece: Printed) -> str:
    """Whose account in the Fediverse is shown beside a link to a piece: that of its first author
    who has one, as ``@name@example.org``; otherwise nothing.
    """
    for byline in piece.speaking:
        for handle in byline.own_handles:
            if handle.platform == Platform.MASTODON:
                return handle.shown
    return ""
