"""What belongs to a piece and is in no column of its own: as it is stored, or about to be saved."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from django.db.models import Prefetch, prefetch_related_objects

from articles.disclosure.resolve import Resolution, resolve_filed
from articles.disclosure.rules import Rules
from articles.models import Article, Byline, Coverage
from articles.models.choices import AUTHORING
from articles.models.filed import Filed


@dataclass(frozen=True)
class Belongings:
    """Who signs a piece, where it is filed, and which grants are put on it by hand.

    `bylines` are in order and have their authors; `rows` cover the piece instead of the stored
    ones with the keys in `instead`.
    """

    filed: Filed
    bylines: Sequence[Byline]
    rows: Sequence[Coverage] = ()
    instead: Collection[int] = ()

    @classmethod
    def stored(cls, article: Article) -> Self:
        """As they are stored, with everything that is printed of who signs."""
        signing = Byline.objects.select_related("author__merged_into")
        signing = signing.prefetch_related("author__handles")
        prefetch_related_objects([article], Prefetch("bylines", signing), "tags")
        return cls(article.filed(), list(article.bylines.all()))

    def dated(self, first_published_at: datetime | None) -> Self:
        """The same of a piece with another date of first publication."""
        return replace(self, filed=replace(self.filed, first_published_at=first_published_at))

    @property
    def speaking(self) -> list[Byline]:
        return [byline for byline in self.bylines if byline.role in AUTHORING]

    def resolve(self, at: datetime | None) -> Resolution:
        """What it has to say about its funding; see `resolve_filed`."""
        rules = Rules.with_others(self.filed, self.rows, instead=self.instead)
        return resolve_filed(self.filed, at, rules)
