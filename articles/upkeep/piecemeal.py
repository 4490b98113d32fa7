"""What was decided for many pieces at once, carried out piece by piece, and able to go on."""

import logging
from collections.abc import Callable, Iterator
from time import monotonic
from typing import TypeVar

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from articles.publishing.refusals import MoveRefused, NothingToChange
from articles.upkeep.models.batch import OneOfMany
from newsroom.kit.faults import fault_of
from newsroom.kit.locking import held

logger = logging.getLogger(__name__)

Item = TypeVar("Item", bound=OneOfMany)
Outcome = OneOfMany.Outcome


def one_by_one(
    items: QuerySet[Item],
    deed: Callable[[Item], None],
    *,
    waiting: str = Outcome.WAITING,
    done: str = Outcome.DONE,
) -> Iterator[Item]:
    """Do something to each item that is `waiting`, in a transaction of its own; yields the items.

    Stopped half-way, it goes on where it was; called again when all is done, it does nothing. A
    piece that is refused (the deed raises MoveRefused), or fails for a reason nobody thought of, is
    left as it was, says so, and holds up no other. What was done and cannot be taken back stays
    done.
    """
    for item in items.filter(outcome=waiting).select_related("article"):
        with transaction.atomic():
            stored = held(items).get(pk=item.pk)
            if stored.outcome == waiting:
                _do(deed, stored, done)
        yield stored


def for_a_while(going_on: Iterator[object], seconds: float = 10) -> None:
    """Let something go on for some seconds, and by one step at least."""
    until = monotonic() + seconds
    for _step in going_on:
        if monotonic() >= until:
            break


def _do(deed, item, done):
    try:
        with transaction.atomic():
            deed(item)
        item.outcome = done
    except NothingToChange:
        item.outcome = Outcome.UNCHANGED
    except MoveRefused as refusal:
        _leave(item, Outcome.REFUSED, str(refusal))
    except Exception as error:
        if fault_of(error):
            # Not about this piece: it waits, as all after it do.
            raise
        # Whatever it is, it is about this piece: the others are somebody's money as well.
        logger.exception("%s %d: article %d failed.", type(item).__name__, item.pk, item.article_id)
        _leave(item, Outcome.FAILED, _unexpected(error))
    item.save(update_fields=["outcome", "message"])


def _leave(item, outcome, message):
    item.outcome = outcome if item.outcome == Outcome.WAITING else item.outcome
    item.message = message


def _unexpected(error):
    """The kind of error alone: its words may hold anything."""
    words = _(
        "An error that nobody expected (%s). The piece is as it was; whoever runs the site finds "
        "more in the log."
    )
    return words % type(error).__name__
