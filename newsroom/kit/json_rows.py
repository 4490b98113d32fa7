"""Child rows as one JSON column: a page and all its parts are one query."""

import json
from typing import TypeVar

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model, QuerySet, Subquery, TextField
from django.db.models.functions import JSONObject
from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row", bound=Model)


class JsonRows(Subquery):
    """The rows of a queryset as a JSON array of objects, in the queryset's order.

    Give it a queryset filtered with OuterRef, and read the column back with
    `instances`. An outer row without children has an empty array.
    """

    output_field = TextField()
    template = "(SELECT COALESCE(json_agg(rows.row), '[]')::text FROM (%(subquery)s) AS rows)"

    def __init__(self, queryset: QuerySet[Model]) -> None:
        columns = {field.attname: field.attname for field in queryset.model._meta.concrete_fields}
        super().__init__(queryset.annotate(row=JSONObject(**columns)).values("row"))

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[object, ...]]:
        return self.as_sql(
            compiler,
            connection,
            template="(SELECT json_group_array(json(rows.row)) FROM (%(subquery)s) AS rows)",
        )


def instances(model: type[Row], rows: str) -> list[Row]:
    """Make the model's instances out of what a `JsonRows` column held."""
    fields = model._meta.concrete_fields
    made = []
    for row in json.loads(rows):
        values = [field.to_python(row[field.attname]) for field in fields]
        made.append(model.from_db(None, [field.attname for field in fields], values))
    return made
