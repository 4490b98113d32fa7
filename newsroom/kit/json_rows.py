"""Child rows as one JSON column: a page and all its parts are one query."""

import json

from django.db.models import Subquery, TextField
from django.db.models.functions import JSONObject


class JsonRows(Subquery):
    """The rows of a queryset as a JSON array of objects, in the queryset's order.

    Give it a queryset filtered with OuterRef, and read the column back with
    `instances`. An outer row without children has an empty array.
    """

    output_field = TextField()
    template = "(SELECT COALESCE(json_agg(rows.row), '[]')::text FROM (%(subquery)s) AS rows)"

    def __init__(self, queryset):
        columns = {field.attname: field.attname for field in queryset.model._meta.concrete_fields}
        super().__init__(queryset.annotate(row=JSONObject(**columns)).values("row"))

    def as_sqlite(self, compiler, connection):
        return self.as_sql(
            compiler,
            connection,
            template="(SELECT json_group_array(json(rows.row)) FROM (%(subquery)s) AS rows)",
        )


def instances(model, rows):
    """Make the model's instances out of what a `JsonRows` column held."""
    fields = model._meta.concrete_fields
    made = []
    for row in json.loads(rows):
        values = [field.to_python(row[field.attname]) for field in fields]
        made.append(model.from_db(None, [field.attname for field in fields], values))
    return made
