"""The record: every frozen row is vouched for in the ledger, and can be checked against it."""

from django.utils.translation import gettext as _

from articles.models import GrantReport, PublishedVersion, ReportFile, SealedCopy
from articles.models.printed import PARTS
from newsroom.audit import digest, ledger
from newsroom.audit.ledger import Break
from newsroom.audit.models import LedgerEntry

FROZEN = (PublishedVersion, *PARTS.values())
VOUCHED_FOR = (*FROZEN, SealedCopy, GrantReport, ReportFile)
# It is set after the row was frozen; the ledger tells of it apart.
LATER = ("live_until",)


def vouch(stored, ended):
    """The facts that a ledger entry keeps of the versions a move wrote and ended."""
    return {
        "rows": digests(row for new in stored for row in new.rows()),
        "ended": {_name(version): version.live_until for version in ended},
    }


def digests(rows):
    """What the ledger keeps of frozen rows: the digest of each, under its table and key."""
    return {_name(row): digest.row(row, without=LATER) for row in rows}


def breaks():
    """Yield every break between the ledger and the versions it vouches for, oldest first."""
    rows, ended = {}, {}
    entries = list(LedgerEntry.objects.order_by("number"))
    yield from ledger.breaks(entries)
    for entry in entries:
        rows.update(entry.facts.get("rows", {}))
        ended.update(entry.facts.get("ended", {}))
    for model in VOUCHED_FOR:
        for row in model.objects.order_by("pk").iterator():
            yield from _compared(row, rows.pop(_name(row), None), ended)
    for name in rows:
        yield Break(name, _("it is in the ledger and no longer in the database."))


def _compared(row, vouched, ended):
    name = _name(row)
    if vouched is None:
        yield Break(name, _("the ledger does not know it."))
    elif digest.row(row, without=LATER) != vouched:
        yield Break(name, _("it is not what was published: “%s”.") % str(row)[:80])
    if isinstance(row, PublishedVersion):
        moment = row.live_until and digest.plain(row.live_until)
        if moment != ended.get(name):
            yield Break(name, _("the ledger says another end of its life."))


def _name(row):
    return f"{row._meta.db_table} {row.pk}"
