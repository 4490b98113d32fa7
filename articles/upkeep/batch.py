"""Re-issuing many pieces: decided once, carried out piece by piece, and able to go on."""

import logging
from collections.abc import Iterable, Iterator

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Article, Reissue, ReissueItem
from articles.publishing.perform import perform
from articles.publishing.refusals import MoveRefused, NothingToChange
from newsroom.audit import ledger
from newsroom.kit.faults import fault_of
from newsroom.kit.locking import held

logger = logging.getLogger(__name__)


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
    """Re-issue what is still waiting, each piece in a transaction of its own; yields the items.

    Stopped half-way, it goes on where it was; called again when all is done,
    it does nothing. A piece that prints what is prescribed is unchanged. One
    that is refused, or fails for a reason nobody thought of, is left as it was,
    says so, and holds up no other; it is on the worklist still.
    """
    for item in batch.items.filter(outcome=ReissueItem.Outcome.WAITING).select_related("article"):
        with transaction.atomic():
            waiting = held(batch.items.all()).get(pk=item.pk)
            if waiting.outcome == ReissueItem.Outcome.WAITING:
                _carry_out(waiting, batch, by)
        yield waiting


def _carry_out(item, batch, by):
    article = Article.objects.get(pk=item.article_id)
    try:
        with transaction.atomic():
            perform("reissue", article, by=by, note=batch.reason, public_note=batch.public_note)
        item.outcome = ReissueItem.Outcome.DONE
    except NothingToChange:
        item.outcome = ReissueItem.Outcome.UNCHANGED
    except MoveRefused as refusal:
        item.outcome, item.message = ReissueItem.Outcome.REFUSED, str(refusal)
    except Exception as error:
        if fault_of(error):
            # Not about this piece: it waits, as all after it do.
            raise
        # Whatever it is, it is about this piece: the others are somebody's money as well.
        logger.exception("Re-issue %d: article %d failed.", batch.pk, article.pk)
        item.outcome, item.message = ReissueItem.Outcome.FAILED, _unexpected(error)
    item.save(update_fields=["outcome", "message"])


def _unexpected(error):
    """The kind of error alone: its words may hold anything."""
    words = _(
        "An error that nobody expected (%s). The piece is as it was; whoever runs the site finds "
        "more in the log."
    )
    return words % type(error).__name__
