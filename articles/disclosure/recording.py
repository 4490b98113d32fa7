"""Coverage rows are kept in the ledger: what each covers, and since when."""

from newsroom.audit import ledger

COLUMNS = ["mode", "reason", "first_published_from", "first_published_until"]


def record_cover(coverage, *, by, before=None):
    """Put a row that was made or changed into the ledger; `before` are the `facts` of the old."""
    more = {"before": before} if before else {}
    ledger.record(by, "cover", coverage, **facts(coverage), **more)


def record_uncover(coverage, *, by):
    """Put a row into the ledger that is about to be deleted."""
    ledger.record(by, "uncover", coverage, **facts(coverage))


def facts(coverage):
    """What the ledger keeps of a row."""
    key = "" if coverage.whole_site else coverage.key
    return {
        "grant": coverage.grant_id,
        "statement": coverage.statement_id,
        "target": f"{coverage.target.column} {key}".strip(),
        "target_name": coverage.target_name,
        **{column: getattr(coverage, column) for column in COLUMNS},
    }
