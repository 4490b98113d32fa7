"""What a feed says of itself, in whichever format."""

from dataclasses import dataclass

from articles.reader.scopes import Scope
from authors.models import Author
from newsroom.identity import icons
from newsroom.models import Masthead
from newsroom.pictures.renditions import renditions


@dataclass(frozen=True)
class About:
    """A feed: what it is of, whose, and the address at which it was asked for.

    `hub` is where readers can subscribe to hear of it at once; empty where nowhere.
    """

    scope: Scope
    masthead: Masthead
    site_url: str
    address: str
    hub: str = ""

    @property
    def icon(self) -> str:
        """The address of a square of 512 pixels a side: the portrait of whom the feed is of, or
        else the icon of the publication.
        """
        return self._icon("512.png", 512)

    @property
    def small_icon(self) -> str:
        """The same, no wider than 144 pixels: rssboard.org, "RSS 2.0 Specification"."""
        return self._icon(icons.TAB, 144)

    @property
    def title(self) -> str:
        house = self.masthead.name
        return f"{self.scope.title} · {house}" if self.scope.title else house

    @property
    def page(self) -> str:
        """The address of the page with the same pieces."""
        return self.site_url + self.scope.path

    @property
    def description(self) -> str:
        return self.masthead.tagline or self.masthead.name

    @property
    def language(self) -> str:
        return self.scope.language or self.masthead.language

    def _icon(self, name, side):
        subject = self.scope.subject
        portrait = renditions(subject.photo) if isinstance(subject, Author) else None
        path = portrait.square(side) if portrait else icons.address(self.masthead.identity, name)
        return self.site_url + path
