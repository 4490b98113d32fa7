"""Tables whose rows never change: the database itself refuses.

PostgreSQL compares whole rows. SQLite can only compare the columns that were
there when its trigger was made, and forgets its triggers when Django rebuilds
a table: the backend in `newsroom.sqlite` makes them anew with whatever changes
the columns of such a table.
"""

import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager

from django.db import router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class AppendOnly(Operation):
    """Refuse UPDATE and DELETE on a table, from this migration on.

    A column in `may_set_once` may go from NULL to a value, alone or with
    others of its kind, and never again. What is refused raises IntegrityError
    and says so; a table or column that is not there raises ValueError. TRUNCATE
    passes on PostgreSQL: that is how tests clean up. There, the migration that
    renames such a table makes it append-only anew.
    """

    reversible = True
    reduces_to_sql = True
    elidable = False

    def __init__(self, table: str, may_set_once: Collection[str] = ()) -> None:
        self.table = table
        self.may_set_once = may_set_once

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Models look the same: only the database knows."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        if router.allow_migrate(schema_editor.connection.alias, app_label):
            for statement in _installing(schema_editor.connection, self.table, self.may_set_once):
                schema_editor.execute(statement, None)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        if router.allow_migrate(schema_editor.connection.alias, app_label):
            for statement in _removing(schema_editor.connection, self.table):
                schema_editor.execute(statement, None)

    def describe(self) -> str:
        return f"Make {self.table} append-only"


def install(
    connection: BaseDatabaseWrapper, table: str, may_set_once: Collection[str] = ()
) -> None:
    """Make a table append-only as the operation does, or anew with what is given here."""
    with connection.cursor() as cursor:
        for statement in _installing(connection, table, may_set_once):
            cursor.execute(statement)


@contextmanager
def lifted(
    connection: BaseDatabaseWrapper, table: str, afterwards: str | None = None
) -> Iterator[None]:
    """Let the rows or the columns of a table be changed; if it was append-only, it is again
    afterwards, with the columns that could be set once. `afterwards` is its new name, if any.

    For the inside of a transaction: where it breaks off, the rollback puts the triggers back.
    """
    guard = _guard(connection, table)
    remove(connection, table)
    yield
    if guard:
        install(connection, afterwards or table, may_set_once=re.findall(SET_ONCE, guard))


def remove(connection: BaseDatabaseWrapper, table: str) -> None:
    """Let the rows of a table change again; does nothing where they could."""
    with connection.cursor() as cursor:
        for statement in _removing(connection, table):
            cursor.execute(statement)


def _installing(connection, table, may_set_once):
    columns = _columns(connection, table)
    missing = [column for column in may_set_once if column not in columns]
    if missing or not columns:
        raise ValueError(f"There is no {', '.join(missing) or 'table'} in {table}.")
    yield from _removing(connection, table)
    making = {"sqlite": _on_sqlite, "postgresql": _on_postgresql}[connection.vendor]
    yield from making(connection, table, columns, may_set_once)


def _removing(connection, table):
    quote = connection.ops.quote_name
    on_table = f" ON {quote(table)}" if connection.vendor == "postgresql" else ""
    for event in ("insert", "update", "delete"):
        yield f"DROP TRIGGER IF EXISTS {quote(f'{table}_append_only_{event}')}{on_table}"
    if connection.vendor == "postgresql":
        yield f"DROP FUNCTION IF EXISTS {quote(f'{table}_append_only')}()"


def _guard(connection, table):
    """What the database keeps of the trigger that refuses changes, as text, or None."""
    asked, named = {
        "sqlite": ("SELECT sql FROM sqlite_master WHERE name = %s", f"{table}_append_only_update"),
        "postgresql": ("SELECT prosrc FROM pg_proc WHERE proname = %s", f"{table}_append_only"),
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(asked, [named])
        found = cursor.fetchone()
    return found and found[0]


def _columns(connection, table):
    with connection.cursor() as cursor:
        if table not in connection.introspection.table_names(cursor):
            return []
        description = connection.introspection.get_table_description(cursor, table)
    return [column.name for column in description]


# How a column that may be set once stands in the trigger, on SQLite or on PostgreSQL.
SET_ONCE = r'OLD\."(\w+)" IS NULL (?:AND|THEN)'


def _refusal(table):
    return f"'{table} is append-only: published history never changes'"


def _on_sqlite(connection, table, columns, may_set_once):
    """INSERT OR REPLACE deletes without a word, so whatever it would replace is refused."""
    quote = connection.ops.quote_name
    taken = " OR ".join(f"({condition})" for condition in _replaced_on_sqlite(connection, table))
    filled = [f"OLD.{quote(c)} IS NULL AND NEW.{quote(c)} IS NOT NULL" for c in may_set_once]
    kept = [
        f"NEW.{quote(c)} COLLATE BINARY IS OLD.{quote(c)}"
        + (f" OR OLD.{quote(c)} IS NULL" if c in may_set_once else "")
        for c in columns
    ]
    fills = " OR ".join(f"({test})" for test in filled) or "FALSE"
    keeps = " AND ".join(f"({test})" for test in kept)
    refused = {
        "insert": f"EXISTS (SELECT 1 FROM {quote(table)} WHERE {taken})",  # noqa: S608
        "update": f"NOT (({fills}) AND {keeps})",
        "delete": "TRUE",
    }
    for event, when in refused.items():
        yield (
            f"CREATE TRIGGER {quote(f'{table}_append_only_{event}')} "
            f"BEFORE {event.upper()} ON {quote(table)} FOR EACH ROW WHEN {when} "
            f"BEGIN SELECT RAISE(ABORT, {_refusal(table)}); END"
        )


def _replaced_on_sqlite(connection, table):
    """Yield, for every key of a table, the condition on rows that a new one would replace them."""
    quote = connection.ops.quote_name

    def same(columns):
        return " AND ".join(f"{quote(column)} = NEW.{quote(column)}" for column in columns)

    def of_new(column):
        # A new value has no type yet, and would be compared as what it looks like.
        return f"CAST(NEW.{column[0]} AS {types[column[1]]})"

    with connection.cursor() as cursor:
        yield same(connection.introspection.get_primary_key_columns(cursor, table))
        told = cursor.execute(f"PRAGMA table_info({quote(table)})").fetchall()
        types = {name: kind for _place, name, kind, *_more in told}
        indexes = cursor.execute(f"PRAGMA index_list({quote(table)})").fetchall()
        for _number, index, is_unique, _origin, is_partial in indexes:
            told = cursor.execute(f"PRAGMA index_info({quote(index)})").fetchall()
            columns = [column for _place, _number, column in told]
            if not is_unique or None in columns:
                continue
            if not is_partial:
                yield same(columns)
                continue
            cursor.execute("SELECT sql FROM sqlite_master WHERE name = %s", [index])
            condition = cursor.fetchone()[0].partition(" WHERE ")[2]
            on_new = re.sub(r'"(\w+)"', of_new, condition)
            yield f"{same(columns)} AND ({condition}) AND ({on_new})"


def _on_postgresql(connection, table, columns, may_set_once):
    """Set what may be set once and was NULL back to NULL, then compare the rows byte for byte."""
    quote = connection.ops.quote_name
    forgets = "".join(
        f"IF OLD.{quote(c)} IS NULL THEN kept.{quote(c)} := NULL; END IF; " for c in may_set_once
    )
    yield (
        f"CREATE FUNCTION {quote(f'{table}_append_only')}() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"DECLARE kept {quote(table)}%ROWTYPE; "
        "BEGIN "
        "IF TG_OP = 'UPDATE' THEN "
        f"kept := NEW; {forgets}"
        "IF kept *= OLD AND NEW *<> OLD THEN RETURN NEW; END IF; "
        "END IF; "
        f"RAISE EXCEPTION USING MESSAGE = {_refusal(table)}, "
        "ERRCODE = 'integrity_constraint_violation'; "
        "END $$"
    )
    for event in ("update", "delete"):
        yield (
            f"CREATE TRIGGER {quote(f'{table}_append_only_{event}')} "
            f"BEFORE {event.upper()} ON {quote(table)} "
            f"FOR EACH ROW EXECUTE FUNCTION {quote(f'{table}_append_only')}()"
        )
