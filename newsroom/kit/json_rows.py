"""Child rows as one JSON column: a page and all its parts are one query."""

import json
from datetime import UTC, datetime
from typing import Any, TypeVar

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, Func, Model, QuerySet, Subquery, TextField
from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row", bound=Model)


class JsonRows(Func):
    """The rows of a model that point to the outer row, as a JSON array of objects.

    `key` and `order` name the columns by which they point and are ordered. Read the array back
    with `instances`; an outer row without such rows has an empty one.
    """

    output_field = TextField()
    # Written here and not by Django, which would take longer for the parts of a page than the
    # database takes to find them.
    template = """(SELECT %(array)s FROM (
        SELECT %(object)s(%(fields)s) AS one FROM "%(table)s"
        WHERE "%(key)s" = %(expressions)s ORDER BY "%(order)s"
    ) AS rows)"""

    def __init__(self, model: type[Model], *, key: str, order: str) -> None:
        fields = (f"'{field.attname}', \"{field.column}\"" for field in model._meta.concrete_fields)
        table = model._meta.db_table
        super().__init__(F("pk"), fields=", ".join(fields), table=table, key=key, order=order)

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_: Any
    ) -> tuple[str, Any]:
        array = "json_group_array(json(rows.one))"
        return self.as_sql(compiler, connection, array=array, object="json_object")

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_: Any
    ) -> tuple[str, Any]:
        array = "COALESCE(json_agg(rows.one), '[]')::text"
        return self.as_sql(compiler, connection, array=array, object="jsonb_build_object")


class JsonList(Subquery):
    """The rows that a queryset finds, in its order, as a JSON array of objects.

    For rows that do not point to the outer one. Read the array back with `instances`; where only
    some columns are named, with `json.loads`.
    """

    output_field = TextField()
    # As above: of each row Django names its columns, and the object is written around them.
    template = "(SELECT %(array)s FROM (%(subquery)s) AS rows)"

    def __init__(self, rows: QuerySet[Any], *names: str, **extra: Any) -> None:
        columns = {field.attname: field.column for field in rows.model._meta.concrete_fields}
        names = names or tuple(columns)
        fields = (f"'{name}', rows.\"{columns.get(name, name)}\"" for name in names)
        super().__init__(rows.values(*names), fields=", ".join(fields), **extra)

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_: Any
    ) -> tuple[str, Any]:
        return self._as_array(compiler, connection, "json_group_array(json_object(%s))")

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_: Any
    ) -> tuple[str, Any]:
        array = "COALESCE(json_agg(jsonb_build_object(%s)), '[]')::text"
        return self._as_array(compiler, connection, array)

    def _as_array(self, compiler, connection, array):
        return self.as_sql(compiler, connection, array=array % self.extra["fields"])


def instances(model: type[Row], rows: str) -> list[Row]:
    """Make the model's instances out of what a `JsonRows` or `JsonList` column held."""
    fields = model._meta.concrete_fields
    made = []
    for row in json.loads(rows):
        values = [_read(field, row[field.attname]) for field in fields]
        made.append(model.from_db(None, [field.attname for field in fields], values))
    return made


def _read(field, written):
    """What a column holds. SQLite keeps moments in UTC, and does not write it beside them."""
    value = field.to_python(written)
    is_bare = isinstance(value, datetime) and value.tzinfo is None
    return value.replace(tzinfo=UTC) if is_bare else value
