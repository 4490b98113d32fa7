"""Locks, and their order: rows first, then the ledger, and no row after that.

Whoever holds the ledger and waits for a row, while somebody who has that row waits for the
ledger, waits for ever; PostgreSQL ends it by refusing one of them.
"""

from typing import TypeVar

from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)


def held(rows: QuerySet[Row]) -> QuerySet[Row]:
    """The same rows, each locked as it is read, until the transaction ends.

    They are locked in the order of their keys, so that two who want the same
    ones do not wait for each other. Rows that merely point at them can be
    written meanwhile: their keys do not change. On SQLite whoever is in a
    transaction is the only writer already (IMMEDIATE).
    """
    return rows.order_by("pk").select_for_update(of=("self",), no_key=True)
