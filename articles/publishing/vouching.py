"""The record: every frozen row is vouched for in the ledger, and can be checked against it."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.models import PublishedVersion
from newsroom.audit import digest, ledger, vouched
from newsroom.audit.ledger import Break
from newsroom.audit.models import LedgerEntry


def breaks() -> Iterator[Break]:
    """Yield every break between the ledger and the rows it vouches for, oldest first."""
    rows, ended = {}, {}
    entries = list(LedgerEntry.objects.order_by("number"))
    yield from ledger.breaks_in_chain(entries)
    for entry in entries:
        rows.update(entry.facts.get("rows", {}))
        ended.update(entry.facts.get("ended", {}))
    for model in vouched.MODELS:
        for row in model._default_manager.order_by("pk").iterator():
            yield from _compared(row, rows.pop(digest.row_name(row), None), ended)
    for name in rows:
        yield Break(name, _("it is in the ledger and no longer in the database."))


def _compared(row, kept, ended):
    name = digest.row_name(row)
    if kept is None:
        yield Break(name, _("the ledger does not know it."))
    elif digest.frozen([row]) != {name: kept}:
        yield Break(name, _("it is not what was published: “%s”.") % str(row)[:80])
    if isinstance(row, PublishedVersion):
        moment = row.live_until and digest.as_text(row.live_until)
        if moment != ended.get(name):
            yield Break(name, _("the ledger says another end of its life."))
