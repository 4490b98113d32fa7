"""Tables whose rows never change: the database itself refuses.

PostgreSQL compares whole rows. SQLite can only compare the columns that were
there when its trigger was made, and forgets its triggers when Django rebuilds
a table: the backend in `newsroom.sqlite` makes them anew with whatever changes
the columns of such a table.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from django.db import router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from newsroom.kit.guards import Guard, guard_of, making, removing


class AppendOnly(Operation):
    """Refuse UPDATE and DELETE on a table, from this migration on.

    `Guard` says what may happen all the same. What is refused raises
    IntegrityError and says so; a table or column that is not there raises
    ValueError. On PostgreSQL, the migration that renames such a table makes it
    append-only anew.
    """

    reversible = True
    reduces_to_sql = True
    elidable = False

    def __init__(
        self,
        table: str,
        may_set_once: Collection[str] = (),
        free_while: tuple[str, str] | None = None,
        may_become: tuple[str, str, str] | None = None,
    ) -> None:
        self.table = table
        self.may_set_once = may_set_once
        self.free_while = free_while
        self.may_become = may_become

    @property
    def guard(self) -> Guard:
        return Guard(tuple(self.may_set_once), self.free_while, self.may_become)

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
            for statement in _installing(schema_editor.connection, self.table, self.guard):
                schema_editor.execute(statement, None)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        if router.allow_migrate(schema_editor.connection.alias, app_label):
            for statement in removing(schema_editor.connection, self.table):
                schema_editor.execute(statement, None)

    def describe(self) -> str:
        return f"Make {self.table} append-only"


def install(connection: BaseDatabaseWrapper, table: str, guard: Guard) -> None:
    """Make a table append-only as the operation does, or anew with what is given here."""
    with connection.cursor() as cursor:
        for statement in _installing(connection, table, guard):
            cursor.execute(statement)


@contextmanager
def lifted(
    connection: BaseDatabaseWrapper, table: str, afterwards: str | None = None
) -> Iterator[None]:
    """Let the rows or the columns of a table be changed; if it had a guard, it has the same
    afterwards. `afterwards` is its new name, if any.

    For the inside of a transaction: where it breaks off, the rollback puts the triggers back.
    """
    guard = guard_of(connection, table)
    remove(connection, table)
    yield
    if guard:
        install(connection, afterwards or table, guard)


def remove(connection: BaseDatabaseWrapper, table: str) -> None:
    """Let the rows of a table change again; does nothing where they could."""
    with connection.cursor() as cursor:
        for statement in removing(connection, table):
            cursor.execute(statement)


def _installing(connection, table, guard):
    columns = _columns(connection, table)
    missing = [column for column in guard.columns if column not in columns]
    if missing or not columns:
        raise ValueError(f"There is no {', '.join(missing) or 'table'} in {table}.")
    yield from removing(connection, table)
    yield from making(connection, table, columns, guard)


def _columns(connection, table):
    with connection.cursor() as cursor:
        if table not in connection.introspection.table_names(cursor):
            return []
        description = connection.introspection.get_table_description(cursor, table)
    return [column.name for column in description]
