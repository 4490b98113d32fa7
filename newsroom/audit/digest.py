"""Digests of rows, the same on every database and in every year."""

import datetime
import hashlib
import json
from collections.abc import Container, Iterable
from decimal import Decimal

from django.db.models import Model

# Set after a frozen row was stored: no part of its digest, but in the ledger by itself.
LATER = ("live_until",)


def canonical(value: object) -> str:
    """Write a value so that equal values are equal text, whichever database returned them."""
    return json.dumps(
        value, default=as_text, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )


def sha256(value: object) -> str:
    """The SHA-256, in hexadecimal, of the canonical text of a value."""
    return hashlib.sha256(canonical(value).encode()).hexdigest()


def row(instance: Model, *, without: Container[str] = ()) -> str:
    """The digest of every column of one stored row, but for those named."""
    columns = [field.attname for field in instance._meta.concrete_fields]
    return sha256(filled(instance, (column for column in columns if column not in without)))


def filled(instance: Model, columns: Iterable[str]) -> dict[str, object]:
    """Those of the columns that hold something, with what they hold.

    What is NULL or an empty text is left out: so a column that a later
    migration adds changes no digest of a row from before, where it is empty.
    """
    values = {column: getattr(instance, column) for column in columns}
    return {column: value for column, value in values.items() if value not in (None, "")}


def frozen(rows: Iterable[Model]) -> dict[str, str]:
    """What the ledger keeps of rows that never change: the digest of each, by its name."""
    return {row_name(instance): row(instance, without=LATER) for instance in rows}


def row_name(instance: Model) -> str:
    """What the ledger calls a row: its table and its key."""
    return f"{instance._meta.db_table} {instance.pk}"


def as_text(value: object) -> str:
    """A moment (UTC, with microseconds), a date or a sum of money (two places) as text.

    Equal values are equal text, whichever database returned them.
    """
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).isoformat(timespec="microseconds")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    return str(value)
