"""Whether every row that the ledger vouches for is what the ledger says."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from newsroom.audit import digest, ledger, vouched
from newsroom.audit.ledger import Break
from newsroom.audit.models import LedgerEntry


def breaks() -> Iterator[Break]:
    """Yield every break between the ledger and the rows it vouches for, oldest first.

    What an entry says of a row holds until a later one says something else.
    """
    rows: dict[str, tuple[str, str]] = {}
    ended: dict[str, str | None] = {}
    entries = list(LedgerEntry.objects.select_related("words").order_by("number"))
    yield from ledger.breaks_in_chain(entries)
    for entry in entries:
        salts = entry.words.salts if hasattr(entry, "words") else {}
        rows |= {name: (kept, salts.get(name, "")) for name, kept in entry.rows.items()}
        ended |= entry.ended
    for model, where in vouched.MODELS.items():
        for row in model._default_manager.filter(where).order_by("pk").iterator():
            yield from _compared(row, rows.pop(digest.row_name(row), None), ended)
    for name in rows:
        yield Break(name, _("it is in the ledger and no longer in the database."))


def _compared(row, told, ended):
    name = digest.row_name(row)
    if told is None:
        yield Break(name, _("the ledger does not know it."))
        return
    kept, salt = told
    if digest.row(row, salt) != kept:
        yield Break(name, _("it is not what was recorded: “%s”.") % str(row)[:80])
    moment = getattr(row, "live_until", None)
    if (moment and digest.as_text(moment)) != ended.get(name):
        yield Break(name, _("the ledger says another end of its life."))
