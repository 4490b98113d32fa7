"""What could stand on the front page at a moment."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.db.models import Value

from articles.front.models.arrangement import ArrangedBlock
from articles.models import PublishedVersion

# The key of the live version of each article, the newest first.
Found = dict[int, int]
# What is asked for beside what belongs to the blocks, which are called by their numbers.
PINNED, NEWEST = -1, -2
COLUMNS = ("source", "article_id", "first_published_at", "pk")


def candidates(blocks: Sequence[ArrangedBlock], newest: int, at: datetime) -> dict[int, Found]:
    """What is live of what is pinned, of what belongs to each block, and at least `newest` of the
    newest pieces, as far as there are so many: one query.

    Of what belongs to a block there is enough for it, however much of it stands elsewhere.
    """
    live = PublishedVersion.objects.live(at)
    pinned = {place.article_id for block in blocks for place in block.own_places}
    enough = sum(block.length for block in blocks) + len(pinned)
    asked = {
        number: block.row.belongs(live, block, at).newest_first()[:enough]
        for number, block in enumerate(blocks)
        if block.row.belongs
    }
    asked[PINNED] = live.filter(article__in=pinned)
    asked[NEWEST] = live.newest_first()[: max(enough, newest)]
    first, *others = (
        versions.by_key().order_by().annotate(source=Value(source)).values_list(*COLUMNS)
        for source, versions in asked.items()
    )
    found: dict[int, Found] = defaultdict(dict)
    for source, article, _moment, version in sorted(
        first.union(*others, all=True), key=lambda row: row[2:], reverse=True
    ):
        found[source][article] = version
    return found
