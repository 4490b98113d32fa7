"""A database that lost what refuses wrong rows is not whole, though every row is right."""

from io import StringIO

from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import TestCase

from newsroom.audit import structure
from newsroom.kit import append_only
from newsroom.kit.append_only import AppendOnly


class StructureTests(TestCase):
    def named(self):
        return [broken.row for broken in structure.missing()]

    def sql(self, statement):
        with connection.cursor() as cursor:
            cursor.execute(statement)

    def test_what_the_migrations_made_is_whole(self):
        self.assertEqual(self.named(), [])

    def test_every_table_of_history_is_asked_about(self):
        tables = {one.table for one in structure._operations() if isinstance(one, AppendOnly)}
        self.assertLess({"articles_publishedversion", "funding_wording"}, tables)
        self.assertEqual(tables - {model._meta.db_table for model in apps.get_models()}, set())

    def test_a_table_that_lost_one_of_its_triggers_is_named(self):
        on_table = " ON funding_wording" if connection.vendor == "postgresql" else ""
        for event in ("update", "delete"):
            with self.subTest(event), transaction.atomic():
                self.sql(f"DROP TRIGGER funding_wording_append_only_{event}{on_table}")
                self.assertEqual(self.named(), ["funding_wording"])
                transaction.set_rollback(True)
        self.assertEqual(self.named(), [])

    def test_a_table_whose_guard_lets_more_happen_is_named(self):
        append_only.install(connection, "articles_versiontag", append_only.Guard(("name",)))
        self.assertEqual(self.named(), ["articles_versiontag"])

    def test_the_rule_of_one_live_version_is_missed(self):
        self.sql(
            "DROP TRIGGER one_live_version"
            if connection.vendor == "sqlite"
            else "ALTER TABLE articles_publishedversion DROP CONSTRAINT one_live_version"
        )
        self.assertEqual(self.named(), ["one_live_version"])

    def test_a_rule_that_was_emptied_under_its_name_is_named(self):
        if connection.vendor == "sqlite":
            emptied = {
                name: (
                    f"DROP TRIGGER {name}",
                    f"CREATE TRIGGER {name} AFTER UPDATE ON articles_redirect BEGIN SELECT 1; END",
                )
                for name in structure._deciding(list(structure._operations()))
            }
        else:
            function = (
                "CREATE OR REPLACE FUNCTION {}() RETURNS trigger LANGUAGE plpgsql "
                "AS $$ BEGIN RETURN NULL; END $$"
            )
            emptied = {
                name: (function.format(name),)
                for name in structure._deciding(list(structure._operations()))
            }
        self.assertTrue(emptied)
        for name, statements in emptied.items():
            with self.subTest(name), transaction.atomic():
                for statement in statements:
                    self.sql(statement)
                self.assertEqual(self.named(), [name])
                transaction.set_rollback(True)

    def test_an_index_that_was_not_restored_is_missed_by_the_command(self):
        self.sql("DROP INDEX one_approved_wording")
        self.assertEqual(self.named(), ["funding_wording one_approved_wording"])
        with self.assertRaisesMessage(CommandError, "one_approved_wording"):
            call_command("verify_record", stdout=StringIO(), stderr=StringIO())
