"""Re-issuing many pieces: decided once, carried out piece by piece, and able to go on."""

from collections.abc import Iterable, Iterator

from django.contrib.auth.models import User
from django.db import transaction

from articles.models import Article, Reissue, ReissueItem
from articles.publishing.perform import perform
from articles.upkeep.piecemeal import one_by_one
from newsroom.audit import ledger


def begin(articles: Iterable[Article], *, by: User, reason: str, public_note: str = "") -> Reissue:
    """Record the decision to re-issue pieces; `carry_out` does it, in as many goes as it takes."""
    with transaction.atomic():
        batch = Reissue.objects.create(reason=reason, public_note=public_note, decided_by=by)
        ReissueItem.objects.bulk_create(
            ReissueItem(reissue=batch, article=article) for article in dict.fromkeys(articles)
        )
        pieces = batch.items.count()
        ledger.record(by, "decide to re-issue", batch, rows=[batch], pieces=pieces)
    return batch


def carry_out(batch: Reissue, *, by: User) -> Iterator[ReissueItem]:
    """Re-issue what is still waiting; yields the items, see `one_by_one`.

    A piece that prints what is prescribed is unchanged. One that is refused, or fails, is on the
    worklist still.
    """

    def reissue(item: ReissueItem) -> None:
        article = Article.objects.get(pk=item.article_id)
        perform("reissue", article, by=by, note=batch.reason, public_note=batch.public_note)

    return one_by_one(batch.items.all(), reissue)
