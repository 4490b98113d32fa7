"""Getting past the triggers of history: to forge it in a test, and to clean up after one."""

from contextlib import contextmanager

from django.apps import apps
from django.db import connection
from django.test import TransactionTestCase


@contextmanager
def triggers_lifted():
    """Write as somebody with the database's own tools and rights can."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # Constraints that wait for the end of the transaction would otherwise be lost.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET session_replication_role = replica")
            yield
            cursor.execute("SET session_replication_role = origin")
            return
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _sql in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
        yield
        for _name, sql in triggers:
            cursor.execute(sql)


class Forges:
    """For test cases that write past the triggers, as one with the database’s own tools can."""

    def forge(self, sql, *params):
        with triggers_lifted(), connection.cursor() as cursor:
            cursor.execute(sql, params)


class FlushesHistory:
    """For test cases that commit. What the migrations made is there again in the next test."""

    serialized_rollback = True

    def _fixture_teardown(self):
        with triggers_lifted():
            super()._fixture_teardown()


class CommittingTestCase(FlushesHistory, TransactionTestCase):
    """Tests whose transactions are real, seen by other connections."""


class SchemaTestCase(TransactionTestCase):
    """Tests that make and drop a table of their own, for which SQLite wants no transaction around.

    They write no other row, so that there is nothing to clean up; it fails where one does.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rows_at_first = how_many_rows()

    def _fixture_teardown(self):
        self.assertEqual(how_many_rows(), self.rows_at_first)


def how_many_rows():
    return {model: model._base_manager.count() for model in apps.get_models()}
