"""What a feed says of itself, in whichever format."""

from dataclasses import dataclass

from articles.reader.scopes import Scope
from newsroom.identity import icons
from newsroom.models import Masthead


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

    def icon(self, name: str) -> str:
        """The address of the icon of the publication, in one of the sizes of `ICONS`."""
        return self.site_url + icons.address(self.masthead.identity, name)

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
