"""A piece as somebody is about to save it: what belongs to it and is in no column of its own."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from articles.disclosure.resolve import Resolution, resolve_filed
from articles.disclosure.rules import Rules
from articles.models import Byline, Coverage
from articles.models.choices import AUTHORING
from articles.models.filed import Filed


@dataclass(frozen=True)
class Unsaved:
    """Who would sign a piece, where it would be filed, and which grants would be put on it by hand.

    `bylines` are in order and have their authors; `rows` cover the piece instead of the stored
    ones with the keys in `instead`.
    """

    filed: Filed
    bylines: Sequence[Byline]
    rows: Sequence[Coverage]
    instead: Collection[int]

    @property
    def speaking(self) -> list[Byline]:
        return [byline for byline in self.bylines if byline.role in AUTHORING]

    def resolve(self, at: datetime | None) -> Resolution:
        """What it would have to say about its funding; see `resolve_filed`."""
        rules = Rules.with_others(self.filed, self.rows, instead=self.instead)
        return resolve_filed(self.filed, at, rules)
