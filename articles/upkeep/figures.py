"""Numbers for those who watch over a newsroom from outside: is it published as it should be?"""

from articles.models import Drift, PublishedVersion, WatchRun
from newsroom.audit.models import LedgerEntry
from newsroom.kit import clock
from newsroom.operation.metrics import gauge


def tell_figures() -> None:
    """Bring the numbers of pieces, the ledger and the watch to the register of metrics."""
    gauge("live_versions", "Pieces that readers can read now.", _live)
    gauge("scheduled_versions", "Versions that will appear by the clock.", _scheduled)
    gauge("ledger_entries", "The number of the newest entry of the ledger.", _entries)
    gauge("watch_age_seconds", "Since the last watch came to its end.", _watch_age)
    gauge("watch_drift", "What the last watch found changed.", _drift)
    gauge("watch_unanswered", "Where the last watch was given no answer.", _unanswered)


def _live() -> int:
    return PublishedVersion.objects.live().count()


def _scheduled() -> int:
    return PublishedVersion.objects.to_come().count()


def _entries() -> int | None:
    return LedgerEntry.objects.order_by("-number").values_list("number", flat=True).first()


def _watch_age() -> float | None:
    ended = WatchRun.objects.exclude(ended_at=None).order_by("-ended_at").first()
    return (clock.now() - ended.ended_at).total_seconds() if ended and ended.ended_at else None


def _drift() -> int | None:
    run = WatchRun.objects.order_by("-begun_at").first()
    return Drift.objects.filter(run=run).count() if run else None


def _unanswered() -> int | None:
    run = WatchRun.objects.order_by("-begun_at").first()
    return run.unanswered if run else None
