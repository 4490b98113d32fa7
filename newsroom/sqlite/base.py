"""Django's SQLite backend, whose columns are no longer than they say, whose migrations leave
the triggers of a table in force, and whose readers need no write and wait for no writer.

SQLite changes most columns by copying the table and dropping the old one, and with
that its triggers; and a trigger that compares rows knows only the columns that were
there when it was made. A trigger of another table that names it would keep it from
being dropped.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from django.db import transaction
from django.db.backends.sqlite3 import base, features, schema
from django.utils import timezone

from newsroom.kit.append_only import lifted
from newsroom.kit.faults import sqlite_kind

UNWRITABLE = {
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
}
NAMING = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND instr(sql, %s)"


class DatabaseSchemaEditor(schema.DatabaseSchemaEditor):
    def add_field(self, model, field):
        with lifted(self.connection, model._meta.db_table):
            super().add_field(model, field)

    def remove_field(self, model, field):
        with lifted(self.connection, model._meta.db_table):
            super().remove_field(model, field)

    def add_constraint(self, model, constraint):
        with lifted(self.connection, model._meta.db_table):
            super().add_constraint(model, constraint)

    def alter_db_table(self, model, old_db_table, new_db_table):
        with lifted(self.connection, old_db_table, new_db_table):
            super().alter_db_table(model, old_db_table, new_db_table)

    def _remake_table(self, model, *args, **kwargs):
        table = model._meta.db_table
        with lifted(self.connection, table):
            with self.connection.cursor() as cursor:
                kept = dict(cursor.execute(NAMING, [table]).fetchall())
            for name in kept:
                self.execute(f"DROP TRIGGER {self.quote_name(name)}", None)
            super()._remake_table(model, *args, **kwargs)
            for made in kept.values():
                self.execute(made, None)


class _AtMost:
    """The check that a text is no longer than its column says: for SQLite, VARCHAR(90) is any text.

    Django makes a check of what stands here with `%`, and none where that raises KeyError.
    """

    def __mod__(self, column):
        if column["max_length"] is None:
            raise KeyError("max_length")
        return 'length("{column}") <= {max_length}'.format(**column)


class DatabaseFeatures(features.DatabaseFeatures):
    # Django asks within a transaction, which here is one that writes: the first page of every
    # process waited for whoever was writing, and was told after 30 seconds that there is no JSON.
    supports_json_field = True


class DatabaseWrapper(base.DatabaseWrapper):
    features_class = DatabaseFeatures
    SchemaEditorClass = DatabaseSchemaEditor
    data_type_check_constraints = {
        **base.DatabaseWrapper.data_type_check_constraints,
        **dict.fromkeys(("CharField", "SlugField", "FileField"), _AtMost()),
    }

    def now(self) -> datetime:
        """The moment by the clock of this machine: the file is on it, and nobody else reads it."""
        return timezone.now()

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All that is read meanwhile is as it was at one moment, and nobody waits: what others
        write goes into the log beside the file.
        """
        self.ensure_connection()
        mode, self.transaction_mode = self.transaction_mode, "DEFERRED"
        try:
            with transaction.atomic(using=self.alias, durable=True):
                yield
        finally:
            self.transaction_mode = mode

    def get_new_connection(self, conn_params):
        """A connection; one that can only read where the disk is full or may not be written.

        Whoever opens a database with a write-ahead log makes a file beside it, also to read.
        """
        commands, self.init_commands = self.init_commands, []
        connection = super().get_new_connection(conn_params)
        try:
            for command in filter(str.strip, commands):
                connection.execute(command)
        except sqlite3.OperationalError as problem:
            # What a process knows of the file beside the database all its connections share.
            connection.close()
            if sqlite_kind(problem) not in UNWRITABLE:
                raise
            connection = super().get_new_connection(_only_reading(conn_params))
            connection.execute("PRAGMA temp_store = MEMORY")
        return connection


def _only_reading(conn_params):
    """The same for a connection that writes nothing, not even beside the file.

    What stands in a write-ahead log is read with it, into memory. Where there is none, nobody is
    writing: the file is all there is, and is taken for one that does not change.
    """
    path = Path(conn_params["database"]).absolute()
    log = Path(f"{path}-wal")
    has_log = log.exists() and log.stat().st_size > 0
    how = "mode=ro&readonly_shm=1" if has_log else "mode=ro&immutable=1"
    return {**conn_params, "database": f"file:{quote(str(path))}?{how}"}
