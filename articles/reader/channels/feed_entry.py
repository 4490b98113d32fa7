"""A piece as feeds carry it."""

import re
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlsplit

from django.template.loader import render_to_string

from articles.models.printed import Printed
from articles.reader.paid_content import labelled_title
from newsroom.kit.moments import day_of

FULL, SUMMARY, COPY, EMBED = "full", "summary", "copy", "embed"
# Links of a sanitised body: to this site, and to its own footnotes.
INWARD = re.compile(r'(<a [^<>]*?href=")([/#])')


@dataclass(frozen=True)
class FeedEntry:
    """An entry of a feed. `grants` are those of the piece that may be named, as printed."""

    piece: Printed
    site_url: str
    mode: str = FULL
    grants: list = field(default_factory=list)

    @property
    def version(self):
        return self.piece.version

    @property
    def id(self):
        """A tag URI (RFC 4151): the same for every version of an article, for ever, at whatever
        address.
        """
        day = day_of(self.version.first_published_at)
        piece = f"article-{self.version.article_id}"
        return f"tag:{urlsplit(self.site_url).hostname},{day.isoformat()}:{piece}"

    @property
    def url(self):
        return self.site_url + self.version.path

    @property
    def authors(self):
        """(name, address) of everybody who speaks in the piece."""
        return [
            (byline.name, f"{self.site_url}/author/{byline.slug}/")
            for byline in self.piece.speaking
        ]

    @property
    def title(self):
        """The title, after the label that the law wants on paid content."""
        return labelled_title(self.piece)

    @property
    def image(self):
        lead = self.version.lead_picture
        return lead and self.site_url + lead.whole

    @cached_property
    def image_length(self):
        """How many bytes the file at `image` has; None while nobody has asked for the picture."""
        lead = self.version.lead_picture
        return lead and lead.whole_length

    @cached_property
    def html(self):
        """What the entry is about: the whole, or the summary where the feed has no more."""
        return self.summary if self.mode == SUMMARY else self._content(FULL)

    @cached_property
    def summary(self):
        return self._content(SUMMARY)

    def _content(self, mode):
        """The funders' words stand in either, each once."""
        return content(self.piece, self.site_url, mode)


def content(piece, site_url, mode=FULL, **context):
    """A piece as HTML that stands by itself: every address in it is absolute.

    What has to stand over a piece comes first, with all the other notices;
    otherwise they follow the text.
    """
    context |= {"piece": piece, "version": piece.version, "site_url": site_url}
    html = render_to_string(f"articles/channels/{mode}.html", context)
    return outward(html, site_url, piece.version.path).strip()


def outward(html, site_url, path):
    """The html with its links into the site and into itself written in full."""
    bases = {"/": f"{site_url}/", "#": f"{site_url}{path}#"}
    return INWARD.sub(lambda link: link[1] + bases[link[2]], html)
