"""Django's SQLite backend, whose columns are no longer than they say and whose migrations leave
the triggers of a table in force.

SQLite changes most columns by copying the table and dropping the old one, and with
that its triggers; and a trigger that compares rows knows only the columns that were
there when it was made. A trigger of another table that names it would keep it from
being dropped.
"""

from django.db.backends.sqlite3 import base, schema

from newsroom.kit.append_only import lifted

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


class DatabaseWrapper(base.DatabaseWrapper):
    SchemaEditorClass = DatabaseSchemaEditor
    data_type_check_constraints = {
        **base.DatabaseWrapper.data_type_check_constraints,
        **dict.fromkeys(("CharField", "SlugField", "FileField"), _AtMost()),
    }
