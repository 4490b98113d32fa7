"""The last key that a table has given to a row, which may be gone: no other row is to get it."""

from django.db import connection
from django.db.models import AutoField, BigAutoField, Model

READ = {
    "sqlite": "SELECT seq FROM sqlite_sequence WHERE name = %s",
    # The name of a sequence is known to the database alone.
    "postgresql": "SELECT pg_sequence_last_value(pg_get_serial_sequence(%s, %s)::regclass)",
}
SET = {
    "sqlite": (
        "DELETE FROM sqlite_sequence WHERE name = %(table)s",
        "INSERT INTO sqlite_sequence (name, seq) VALUES (%(table)s, %(last)s)",
    ),
    "postgresql": (
        "SELECT setval(pg_get_serial_sequence(%(table)s, %(key)s), "
        "GREATEST(%(last)s, 1), %(last)s > 0)",
    ),
}


def last_key(model: type[Model]) -> int | None:
    """0 where no row was ever made; None where keys are not given by the table."""
    if not _is_counted(model):
        return None
    table, key = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        cursor.execute(
            READ[connection.vendor], [table, key] if connection.vendor == "postgresql" else [table]
        )
        found = cursor.fetchone()
    return (found and found[0]) or 0


def set_last_key(model: type[Model], last: int) -> None:
    """Let the table go on with the next key."""
    told = {"table": model._meta.db_table, "key": model._meta.pk.column, "last": last}
    with connection.cursor() as cursor:
        for statement in SET[connection.vendor]:
            cursor.execute(statement, told)


def _is_counted(model: type[Model]) -> bool:
    return isinstance(model._meta.pk, AutoField | BigAutoField)
