"""Digests of rows, the same on every database and in every year."""

import datetime
import hashlib
import json
from collections.abc import Iterable
from decimal import Decimal

from django.db.models import Model

from newsroom.audit.vouched import FOLLOWED, ONLY

# The salts of digests are no part of one.
SALTS = "salts"


def canonical(value: object) -> str:
    """Write a value so that equal values are equal text, whichever database returned them."""
    return json.dumps(
        value, default=as_text, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )


def sha256(value: object) -> str:
    """The SHA-256, in hexadecimal, of the canonical text of a value."""
    return of_text(canonical(value))


def of_text(text: str) -> str:
    """The SHA-256, in hexadecimal, of a text as it is, in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def row(instance: Model, salt: str = "") -> str:
    """The digest of what the ledger vouches for in one stored row.

    That is all of it, unless `vouched_for` names the columns, but for its salts and what the
    ledger follows by itself. With a salt that is not known, nobody can guess what was in a short
    one.
    """
    left_out = (SALTS, FOLLOWED.get(type(instance)))
    columns = (field.attname for field in instance._meta.concrete_fields)
    of_these = ONLY.get(type(instance), columns)
    kept = filled(instance, (column for column in of_these if column not in left_out))
    return sha256([salt, kept])


def filled(instance: Model, columns: Iterable[str]) -> dict[str, object]:
    """Those of the columns that hold something, with what they hold.

    What is NULL or an empty text is left out: so a column that a later
    migration adds changes no digest of a row from before, where it is empty.
    """
    values = {column: getattr(instance, column) for column in columns}
    return {column: value for column, value in values.items() if value not in (None, "")}


def row_name(instance: Model) -> str:
    """What the ledger calls a row: its table and its key."""
    return row_name_of(instance._meta.model, instance.pk)


def row_name_of(model: type[Model], key: object) -> str:
    """What the ledger calls the row of a model with a key, whether it is there or not."""
    return f"{model._meta.db_table} {key}"


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
