"""What readers may see at a moment."""

from datetime import datetime
from typing import Self, TypeVar

from django.db import models

from articles.models.page import IS_PAGE
from newsroom.kit import clock

Row = TypeVar("Row", bound=models.Model)


class LiveQuerySet(models.QuerySet[Row]):
    """The only definition of that in the project: for versions, each with a span of its own."""

    def live(self, at: datetime | None = None) -> Self:
        """The pieces that a reader may see at a moment (now, unless told otherwise).

        Lists, feeds, sitemaps and search all start here: pages of the publication itself are in
        none of them.
        """
        return self.shown(at).pieces()

    def live_pages(self, at: datetime | None = None) -> Self:
        """The pages of the publication itself that a reader may see at a moment, in the order in
        which they were first published.
        """
        return self.shown(at).filter(IS_PAGE).order_by("first_published_at", "pk")

    def shown(self, at: datetime | None = None) -> Self:
        """What stands at an address at a moment, be it a piece or a page."""
        at = at or clock.now()
        return (
            self.filter(live_from__lte=at).exclude(live_until__lte=at).exclude(expires_at__lte=at)
        )

    def pieces(self) -> Self:
        """All but the pages of the publication itself."""
        return self.exclude(IS_PAGE)
