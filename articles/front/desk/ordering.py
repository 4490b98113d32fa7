"""The blocks of the draft in another order, by whichever way somebody moved them."""

from django.db import transaction
from django.utils.translation import gettext as _

from articles.front import kinds
from articles.front.models.draft import FrontBlock
from newsroom.audit import changes
from newsroom.kit.locking import held


class Outdated(Exception):
    """Nothing was moved: there are other blocks by now. The message is for whoever asked."""


@transaction.atomic
def put_in_order(asked, *, by, up=None, down=None):
    """Put the blocks below the lead and the seconds into the order of their keys in `asked`.

    With `up` or `down`, the key of one of them, that one is moved by a place. One entry of the
    ledger tells of it, if anything changes. Raises Outdated where `asked` are not the blocks.
    """
    blocks = {str(row.pk): row for row in held(FrontBlock.objects.exclude(kind__in=kinds.FIRST))}
    if sorted(asked) != sorted(blocks):
        raise Outdated(_("Somebody added or took out a block. Look at it again, and move it."))
    order = _moved(_moved(list(asked), up, -1), down, 1)
    told = []
    for position, key in enumerate(order):
        row = blocks[key]
        if row.position != position:
            facts = {"before": {"position": row.position}, "after": {"position": position}}
            row.position = position
            row.save(update_fields=["position"])
            told.append((row, facts))
    if told:
        (first, facts), *others = told
        below = [changes.among(row, of_it) for row, of_it in others]
        changes.record(by, changes.CHANGE, first, facts | ({"below": below} if below else {}))


def _moved(order, key, by):
    if key in order and 0 <= (at := order.index(key)) + by < len(order):
        order[at], order[at + by] = order[at + by], order[at]
    return order
