"""The rows that the ledger vouches for: it keeps a digest of each, under its table and key."""

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import Model

from newsroom.audit import digest

MODELS: list[type[Model]] = []
# It is set after a row was stored; the ledger tells of it apart.
LATER = ("live_until",)

Vouched = TypeVar("Vouched", bound=Model)


def vouched_for(model: type[Vouched]) -> type[Vouched]:
    """Register a model: whoever stores a row of it gives its `digests` to the ledger.

    `manage.py verify_record` compares every row of every such model.
    """
    MODELS.append(model)
    return model


def digests(rows: Iterable[Model]) -> dict[str, str]:
    """What the ledger keeps of rows, as the fact `rows`: the digest of each, by its `name`."""
    return {name(row): digest_of(row) for row in rows}


def digest_of(row: Model) -> str:
    return digest.row(row, without=LATER)


def name(row: Model) -> str:
    """What the ledger calls a row: its table and its key."""
    return f"{row._meta.db_table} {row.pk}"
