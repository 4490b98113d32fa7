"""How what stands in a column is written in a backup, and how a database is given it again.

Nothing of it is lost, and it is written in one way, whichever database it was read from. What a
column does when it is saved (tidy, sanitise, refuse) is left out: what is stored was stored once.
"""

import datetime
import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import models
from django.db.backends.base.operations import BaseDatabaseOperations


def _as_it_is(value: Any) -> Any:
    return value


class Kind(NamedTuple):
    """A value `written` in JSON's own types, `read` from them, and `given` to a database."""

    written: Callable[[Any], Any] = _as_it_is
    read: Callable[[Any], Any] = _as_it_is
    given: Callable[[BaseDatabaseOperations, Any, Any], Any] = lambda _ops, _field, value: value


def _moment(value: datetime.datetime) -> str:
    return value.astimezone(datetime.UTC).isoformat(timespec="microseconds")


PLAIN = Kind()
MOMENT = Kind(
    _moment,
    datetime.datetime.fromisoformat,
    lambda ops, _field, value: ops.adapt_datetimefield_value(value),
)
DAY = Kind(
    datetime.date.isoformat,
    datetime.date.fromisoformat,
    lambda ops, _field, value: ops.adapt_datefield_value(value),
)
DECIMAL = Kind(
    str,
    Decimal,
    lambda ops, field, value: ops.adapt_decimalfield_value(
        value, field.max_digits, field.decimal_places
    ),
)
JSON = Kind(given=lambda ops, field, value: ops.adapt_json_value(value, field.encoder))
# By the name that Django gives to what a database has to keep.
KINDS = {
    **dict.fromkeys(("AutoField", "BigAutoField", "SmallAutoField"), PLAIN),
    **dict.fromkeys(("IntegerField", "BigIntegerField", "SmallIntegerField"), PLAIN),
    **dict.fromkeys(
        ("PositiveIntegerField", "PositiveBigIntegerField", "PositiveSmallIntegerField"), PLAIN
    ),
    **dict.fromkeys(("CharField", "TextField", "SlugField", "FileField", "BooleanField"), PLAIN),
    "DateTimeField": MOMENT,
    "DateField": DAY,
    "DecimalField": DECIMAL,
    "JSONField": JSON,
}


def kind_of(field: Any) -> Kind:
    """The kind of a column; raises LookupError for one that nobody has thought of."""
    if isinstance(field, models.ForeignKey):
        return kind_of(field.target_field)
    kind = KINDS.get(field.get_internal_type())
    # Of a column that may be empty nobody could tell whether null stood in it, or nothing.
    if kind is None or (kind is JSON and field.null):
        raise LookupError(f"Say in newsroom/backups/kinds.py how {field} is written.")
    return kind


def written(row: dict[str, Any]) -> bytes:
    """A row as its line, the same for equal rows."""
    text = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode() + b"\n"


def giving(field: Any, ops: BaseDatabaseOperations) -> Callable[[Any], Any]:
    """What makes of what a line keeps of a column what a database is given for it."""
    kind, column = kind_of(field), field.target_field if field.remote_field else field

    def give(kept: Any) -> Any:
        # In JSON, null is something that may stand there.
        nothing = kept is None and kind is not JSON
        return None if nothing else kind.given(ops, column, kind.read(kept))

    return give
