"""A clock that went back: what is published by it would begin before what readers saw last."""

from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db.models import Subquery
from django.db.models.functions import Coalesce

from newsroom.audit import ledger
from newsroom.audit.models import LedgerEntry

TRUSTED = "trust the clock"
# Clocks are corrected by less than that all the time.
TOLERANCE = timedelta(seconds=5)


def later_than(now: datetime) -> datetime | None:
    """The latest moment in the ledger, if that is after a moment by more than the tolerance.

    Entries from before somebody said that the clock is right do not count: it was ahead then.
    """
    trusted = LedgerEntry.objects.filter(verb=TRUSTED).order_by("-number").values("number")[:1]
    # There are none almost always, and an index leads there: a long ledger is not gone through.
    later = LedgerEntry.objects.filter(moment__gt=now + TOLERANCE).order_by("-moment")
    counted = later.filter(number__gte=Coalesce(Subquery(trusted), 0))
    return counted.values_list("moment", flat=True).first()


def trust_the_clock(*, by: User | None, reason: str) -> LedgerEntry:
    """Record that the clock is right now, and was ahead before. Belongs to a transaction."""
    return ledger.record(by, TRUSTED, reason=reason)
