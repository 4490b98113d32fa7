"""What of a database is in a backup: every model that there is, unless it is named here."""

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.functions import Collate

from newsroom.backups.kinds import giving, kind_of, written
from newsroom.backups.problems import BackupProblem
from newsroom.models import Session
from newsroom.search.indexes import INDEXES

# Rows, with whole texts in them, that are in memory at once.
AT_ONCE = 200
# The order of a text differs from database to database; that of its bytes does not.
BY_BYTES = {"sqlite": "BINARY", "postgresql": "C"}
SIGNED_IN = "Who is signed in: whoever could read it would be signed in as well."
FOUND_BY = "What rows are found by: it is made anew of them."
# Tables that no model is of, by how their names begin, and why nothing of them is taken.
WITHOUT_MODEL = {
    "django_migrations": "Made by migrate; the manifest names the last of each app.",
    "newsroom_cache": "Counts of wrong passwords, which end by themselves.",
    "newsroom_words": "What SQLite makes of newsroom_indexed by itself.",
    "articles_words": "What SQLite makes of articles_findable by itself.",
}


def left_out() -> dict[type[Model], str]:
    """The models of which nothing is taken, and why."""
    return {Session: SIGNED_IN, **{index.model: FOUND_BY for index in INDEXES}}


def taken() -> list[type[Model]]:
    """The models whose rows are taken, those between two models too, by their tables."""
    every = apps.get_models(include_auto_created=True)
    found = [model for model in every if not model._meta.proxy and model not in left_out()]
    return sorted(found, key=lambda model: model._meta.db_table)


def columns(model: type[Model]) -> list[Any]:
    """The columns of the table of a model that somebody fills; the database makes the others."""
    return [field for field in model._meta.local_concrete_fields if not field.generated]


def lines(model: type[Model]) -> Iterator[bytes]:
    """Yield the rows of a model, each as a line, by their keys."""
    ways = {field.attname: kind_of(field).written for field in columns(model)}
    for row in _by_key(model).values_list(*ways).iterator(AT_ONCE):
        told = zip(ways.items(), row, strict=True)
        yield written({name: None if value is None else way(value) for (name, way), value in told})


def fill(model: type[Model], rows: Iterable[bytes]) -> Iterator[int]:
    """Insert lines as rows and nothing else: no column tidies, no signal is sent, no file moved.

    Yields how many were inserted, lot by lot. For `newsroom.backups.restoring` alone.
    """
    fields, quoted = columns(model), connection.ops.quote_name
    most = min(AT_ONCE, connection.ops.bulk_batch_size(fields, [None] * AT_ONCE))
    into = f"{quoted(model._meta.db_table)} ({', '.join(quoted(one.column) for one in fields)})"
    places = f"({', '.join(['%s'] * len(fields))})"
    ways = {field.attname: giving(field, connection.ops) for field in fields}
    rows = iter(rows)
    with connection.cursor() as cursor:
        while lot := list(islice(rows, most)):
            values = [value for line in lot for value in _values(model, ways, line)]
            many = ", ".join([places] * len(lot))
            cursor.execute(f"INSERT INTO {into} VALUES {many}", values)  # noqa: S608
            yield len(lot)


def empty(model: type[Model]) -> None:
    """Take away what the migrations put into a table."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608


def _by_key(model: type[Model]) -> QuerySet[Any]:
    key: Any = model._meta.pk
    while key.remote_field:
        key = key.target_field
    name = model._meta.pk.attname
    is_text = key.get_internal_type() == "CharField"
    order = Collate(name, BY_BYTES[connection.vendor]) if is_text else name
    return model._base_manager.order_by(order)


def _values(
    model: type[Model], ways: dict[str, Callable[[Any], Any]], line: bytes
) -> Iterator[Any]:
    row = json.loads(line)
    if other := row.keys() ^ ways.keys():
        raise BackupProblem(
            f"{model._meta.db_table} has other columns in the backup ({', '.join(sorted(other))}): "
            "it is of another release. Restore it with that release, and upgrade then."
        )
    for name, give in ways.items():
        yield give(row[name])
