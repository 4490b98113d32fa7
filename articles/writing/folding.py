"""The revisions of a piece as people read them: one a person and ten minutes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from articles.models import Revision

AT_ONCE = timedelta(minutes=10)


@dataclass
class Fold:
    """What one person saved within ten minutes: `last` is what it came to, `count` how often."""

    last: Revision
    since: datetime
    count: int = 1

    @property
    def at(self) -> datetime:
        return self.last.at


def folded(revisions: Iterable[Revision]) -> Iterator[Fold]:
    """Revisions, the newest first, folded. None is left out: each is in one fold."""
    fold: Fold | None = None
    for revision in revisions:
        if fold and revision.by_id == fold.last.by_id and fold.at - revision.at <= AT_ONCE:
            fold.since, fold.count = revision.at, fold.count + 1
            continue
        if fold:
            yield fold
        fold = Fold(revision, revision.at)
    if fold:
        yield fold
