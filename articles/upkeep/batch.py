"""Re-issuing many pieces: decided once, carried out piece by piece, and able to go on."""

from collections.abc import Iterable, Iterator

from django.contrib.auth.models import User
from django.db import transaction

from articles.models import Article, Reissue, ReissueItem
from articles.publishing.perform import perform
from articles.publishing.refusals import MoveRefused
from newsroom.audit import ledger


def begin(articles: Iterable[Article], *, by: User, reason: str, public_note: str = "") -> Reissue:
    """Record the decision to re-issue pieces; `carry_out` does it, in as many goes as it takes."""
    with transaction.atomic():
        batch = Reissue.objects.create(reason=reason, public_note=public_note, decided_by=by)
        ReissueItem.objects.bulk_create(
            ReissueItem(reissue=batch, article=article) for article in dict.fromkeys(articles)
        )
        ledger.record(by, "decide to re-issue", batch, pieces=batch.items.count())
    return batch


def carry_out(batch: Reissue, *, by: User) -> Iterator[ReissueItem]:
    """Re-issue what is still waiting, each piece in a transaction of its own; yields the items.

    Stopped half-way, it goes on where it was; called again when all is done,
    it does nothing.
    """
    for item in batch.items.filter(outcome=ReissueItem.Outcome.WAITING).select_related("article"):
        with transaction.atomic():
            waiting = ReissueItem.objects.select_for_update().get(pk=item.pk)
            if waiting.outcome == ReissueItem.Outcome.WAITING:
                _carry_out(waiting, batch, by)
        yield waiting


def _carry_out(item, batch, by):
    article = Article.objects.get(pk=item.article_id)
    try:
        with transaction.atomic():
            perform("reissue", article, by=by, note=batch.reason, public_note=batch.public_note)
        item.outcome = ReissueItem.Outcome.DONE
    except MoveRefused as refusal:
        item.outcome, item.message = ReissueItem.Outcome.REFUSED, str(refusal)
    item.save(update_fields=["outcome", "message"])
