"""Coverage rows are kept in the ledger: what each covers, and since when."""

from typing import Any

from django.contrib.auth.models import User

from articles.models import Coverage
from newsroom.audit import digest, ledger, vouched

COLUMNS = ["mode", "reason", "first_published_from", "first_published_until"]


def record_cover(coverage: Coverage, *, by: User, before: dict[str, Any] | None = None) -> None:
    """Put a row that was made or changed into the ledger; `before` are the `facts` of the old."""
    kept = facts(coverage) | ({"before": before} if before else {})
    ledger.record(by, "cover", coverage, rows=vouched.edited([coverage]), **kept)


def record_uncover(coverage: Coverage, *, by: User) -> None:
    """Put a row into the ledger that is about to be deleted."""
    ledger.record(by, "uncover", coverage, gone=[digest.row_name(coverage)], **facts(coverage))


def facts(coverage: Coverage) -> dict[str, Any]:
    """What the ledger keeps of a row."""
    return {
        "grant": coverage.grant_id,
        "statement": coverage.statement_id,
        "target": coverage.target_key,
        "target_name": coverage.target_name,
        **{column: getattr(coverage, column) for column in COLUMNS},
    }
