"""Whether everything that the ledger vouches for is what the ledger says."""

import json
from collections.abc import Iterator
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, F, Model, Q, QuerySet
from django.utils.translation import gettext as _

from newsroom.audit import digest, ledger, vouched
from newsroom.audit.last_said import LastSaid
from newsroom.audit.ledger import Break
from newsroom.audit.models import LedgerEntry

# Rows, with whole texts in them, that are in memory at once.
AT_ONCE = 200


def breaks() -> Iterator[Break]:
    """Yield every break between the ledger and the rows it vouches for.

    Those in the ledger come first, then those in rows, model by model and oldest first.
    However long the record is, a small part of it is in memory at once.
    """
    with LastSaid() as last:
        # Not the row of the words: the two would lead to each other, and pile up in memory.
        entries = LedgerEntry.objects.annotate(salts=F("words__salts")).order_by("number")
        yield from ledger.breaks_in_chain(last.remembering(entries.iterator(AT_ONCE)))
        for model, where in vouched.MODELS.items():
            for row in _marked(model, where).order_by("pk").iterator(AT_ONCE):
                yield from _compared(row, last)
        for model, column in vouched.FOLLOWED.items():
            yield from _in_another_state(model, column, last)
        for name in last.left():
            yield Break(name, _("it is in the ledger and no longer in the database."))


def _marked(model: type[Model], where: Q) -> QuerySet[Model]:
    """The rows of a model; `has_to_be_known` says of each whether the ledger has to know it."""
    has_to_be_known = ExpressionWrapper(where, BooleanField())
    return model._base_manager.annotate(has_to_be_known=has_to_be_known)


def _compared(row: Any, last: LastSaid) -> Iterator[Break]:
    name = digest.row_name(row)
    kept, salt = last.take(name) or (vouched.GONE, "")
    if kept == vouched.GONE:
        if row.has_to_be_known:
            yield Break(name, _("the ledger does not know it."))
        return
    if digest.row(row, salt) != kept:
        yield Break(name, _("it is not what was recorded: “%s”.") % str(row)[:80])


def _in_another_state(model: type[Model], column: str, last: LastSaid) -> Iterator[Break]:
    """Yield a break for each row that nothing in the ledger set to what it is."""
    (field,) = (one for one in model._meta.concrete_fields if one.name == column)
    for key, value in model._base_manager.order_by("pk").values_list("pk", column).iterator():
        name = digest.row_name_of(model, key)
        if json.loads(digest.canonical(value)) != last.state(name, field.get_default()):
            words = {"what": field.verbose_name, "value": value}
            yield Break(name, _("no entry of the ledger set “%(what)s” to %(value)s.") % words)
