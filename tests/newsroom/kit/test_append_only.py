from django.contrib.auth.models import Group
from django.db import IntegrityError, connection, models, transaction
from django.db.migrations.operations import (
    AddConstraint,
    AddField,
    AddIndex,
    AlterField,
    AlterModelTable,
    CreateModel,
    RemoveField,
    RenameField,
)
from django.db.migrations.state import ProjectState
from django.db.migrations.writer import OperationWriter
from django.db.models.functions import Lower
from django.test import override_settings

from newsroom.kit.append_only import AppendOnly, install, lifted, remove
from newsroom.kit.guards import Guard, guard_of
from tests.flushing import SchemaTestCase

TABLE = "newsroom_scratch"
REFUSAL = f"{TABLE} is append-only: published history never changes"


class AppendOnlyTests(SchemaTestCase):
    def setUp(self):
        self.state = ProjectState()
        self.run_operation(
            CreateModel(
                "Scratch",
                fields=[
                    ("id", models.BigAutoField(primary_key=True)),
                    ("text", models.TextField()),
                    ("note", models.TextField(null=True)),
                    ("amount", models.DecimalField(max_digits=9, decimal_places=2, null=True)),
                    ("facts", models.JSONField(default=dict)),
                    ("live_until", models.DateTimeField(null=True)),
                ],
            )
        )
        self.addCleanup(self.drop)
        self.row = self.rows.create(text="frozen")
        self.before = self.rows.values().get()
        self.run_operation(AppendOnly(TABLE, may_set_once=("live_until",)))

    def drop(self):
        with connection.schema_editor() as editor:
            editor.delete_model(self.model)

    @property
    def model(self):
        return self.state.apps.get_model("newsroom", "Scratch")

    @property
    def rows(self):
        return self.model.objects

    def run_operation(self, operation, backwards=False):
        before, self.state = self.state, self.state.clone()
        operation.state_forwards("newsroom", self.state)
        run = operation.database_backwards if backwards else operation.database_forwards
        with connection.schema_editor() as editor:
            run("newsroom", editor, before, self.state)

    def sql(self, statement):
        with connection.cursor() as cursor:
            cursor.execute(statement)

    def assert_refused(self, change):
        with self.assertRaises(IntegrityError) as refused, transaction.atomic():
            change()
        self.assertIn(REFUSAL, str(refused.exception))

    def assert_unchanged(self):
        self.assertEqual(list(self.rows.values()), [self.before])

    def test_rows_can_be_added(self):
        self.rows.create(text="another")
        self.assertEqual(self.rows.count(), 2)

    def test_no_column_changes_by_the_orm_or_by_sql(self):
        def save():
            self.row.text = "changed"
            self.row.save()

        for change in (
            save,
            lambda: self.rows.update(text="changed"),
            lambda: self.rows.update(note="filled, though it was empty"),
            lambda: self.rows.update(facts={"changed": True}),
            lambda: self.rows.update(id=99),
            lambda: self.rows.update(text=models.F("text")),
            lambda: self.sql(f"UPDATE {TABLE} SET text = 'FROZEN'"),
            lambda: self.rows.update(live_until="2026-01-01T00:00Z", text="changed"),
        ):
            self.assert_refused(change)
            self.assert_unchanged()

    def test_no_row_is_deleted_or_replaced(self):
        self.assert_refused(self.row.delete)
        self.assert_refused(self.rows.all().delete)
        self.assert_refused(lambda: self.sql(f"DELETE FROM {TABLE}"))
        if connection.vendor == "sqlite":
            replaced = (
                f"REPLACE INTO {TABLE} (id, text, facts) VALUES ({self.row.pk}, 'new', '{{}}')"
            )
            self.assert_refused(lambda: self.sql(replaced))
        self.assert_unchanged()

    def test_a_row_is_not_replaced_by_one_that_is_unique_in_another_way(self):
        if connection.vendor != "sqlite":
            self.skipTest("PostgreSQL replaces no row without a word.")
        for name, condition in (("a_note_once", None), ("a_text_once", models.Q(amount=1))):
            columns = ["note"] if condition is None else ["text"]
            self.run_operation(
                AddConstraint(
                    "scratch",
                    models.UniqueConstraint(name=name, fields=columns, condition=condition),
                )
            )
        self.rows.create(text="noted", note="N")
        self.rows.create(text="one", amount=1)
        for given in ("('new', 'N', 7, '{}')", "('one', 'M', 1, '{}')"):
            replaced = f"REPLACE INTO {TABLE} (text, note, amount, facts) VALUES {given}"
            self.assert_refused(lambda replaced=replaced: self.sql(replaced))
        self.run_operation(AddIndex("scratch", models.Index(fields=["amount"], name="by_amount")))
        self.run_operation(
            AddConstraint(
                "scratch", models.UniqueConstraint(Lower("note"), name="a_note_in_any_case_once")
            )
        )
        self.rows.create(text="one", amount=2)
        self.rows.create(text="two", amount=2)
        self.assertEqual(
            list(self.rows.order_by("pk").values_list("text", flat=True)),
            ["frozen", "noted", "one", "one", "two"],
        )

    def test_a_table_that_is_renamed_stays_append_only_with_whatever_is_added(self):
        if connection.vendor != "sqlite":
            self.skipTest("On PostgreSQL the migration says so itself.")
        self.run_operation(AlterModelTable("scratch", "newsroom_renamed"))
        self.run_operation(AddField("scratch", "late", models.TextField(null=True)))
        late = {"late": "changed", "live_until": "2026-01-01T00:00Z"}
        for changes in (late, {"text": "changed"}):
            with self.assertRaises(IntegrityError), transaction.atomic():
                self.rows.update(**changes)
        self.rows.update(live_until="2026-01-01T00:00Z")

    def test_a_column_is_set_once_and_never_again(self):
        self.rows.update(live_until="2026-01-01T00:00Z")
        ended = self.rows.values().get()
        for again in ("2027-01-01T00:00Z", "2026-01-01T00:00Z", None):
            self.assert_refused(lambda again=again: self.rows.update(live_until=again))
        self.assertEqual(self.rows.values().get(), ended)
        self.assertEqual({**ended, "live_until": None}, self.before)

    def test_setting_nothing_is_refused_too(self):
        self.assert_refused(lambda: self.rows.update(live_until=None))

    def test_a_draft_is_free_until_it_is_settled_and_then_becomes_one_thing_more(self):
        install(
            connection,
            TABLE,
            Guard(("live_until",), ("note", "draft"), ("note", "settled", "ended")),
        )
        draft = self.rows.create(text="one", note="draft")
        self.rows.filter(pk=draft.pk).update(text="two")
        self.rows.filter(pk=draft.pk).update(note="settled")
        settled = self.rows.filter(pk=draft.pk)
        for changes in (
            {"text": "three"},
            {"note": "draft"},
            {"note": "other"},
            {"note": "ended", "text": "three"},
            {"note": None},
        ):
            self.assert_refused(lambda changes=changes: settled.update(**changes))
        self.assert_refused(settled.delete)
        settled.update(note="ended")
        settled.update(live_until="2026-01-01T00:00Z")
        for changes in ({"note": "settled"}, {"live_until": None}, {"note": "draft"}):
            self.assert_refused(lambda changes=changes: settled.update(**changes))
        self.rows.create(text="gone", note="draft").delete()
        self.assertEqual(settled.values_list("text", "note").get(), ("two", "ended"))
        if connection.vendor == "sqlite":
            replaced = f"REPLACE INTO {TABLE} (id, text, facts) VALUES ({draft.pk}, 'new', '{{}}')"
            self.assert_refused(lambda: self.sql(replaced))

    def test_a_draft_does_not_take_the_place_of_what_is_settled(self):
        if connection.vendor != "sqlite":
            self.skipTest("PostgreSQL replaces no row without a word.")
        install(connection, TABLE, Guard((), ("note", "draft"), ("note", "settled", "ended")))
        settled = self.rows.create(text="settled", note="settled")
        draft = self.rows.create(text="forged", note="draft")
        self.assert_refused(
            lambda: self.sql(
                f"UPDATE OR REPLACE {TABLE} SET id = {settled.pk} WHERE id = {draft.pk}"
            )
        )
        self.assertEqual(self.rows.get(pk=settled.pk).text, "settled")

    def test_a_guard_that_was_lifted_is_the_same_afterwards(self):
        guard = Guard(("live_until",), ("note", "draft"), ("note", "settled", "ended"))
        for kept in (guard, Guard()):
            install(connection, TABLE, kept)
            with transaction.atomic(), lifted(connection, TABLE):
                self.rows.update(text="changed")
            self.assertEqual(guard_of(connection, TABLE), kept)
        remove(connection, TABLE)
        self.assertIsNone(guard_of(connection, TABLE))

    def test_a_table_is_not_emptied_at_once(self):
        if connection.vendor != "postgresql":
            self.skipTest("SQLite has no TRUNCATE.")
        self.assert_refused(lambda: self.sql(f"TRUNCATE {TABLE}"))
        self.assert_unchanged()

    def test_without_exceptions_nothing_is_ever_set(self):
        install(connection, TABLE, Guard())
        self.assert_refused(lambda: self.rows.update(live_until="2026-01-01T00:00Z"))
        self.assert_unchanged()

    def test_a_column_that_was_added_never_changes_either(self):
        for name, column in (
            ("late", models.TextField(null=True)),
            ("later", models.TextField(default="with a default SQLite rebuilds the table")),
        ):
            self.run_operation(AddField("scratch", name, column))
            late = {name: "changed", "live_until": "2026-01-01T00:00Z"}
            self.assert_refused(lambda late=late: self.rows.update(**late))
            self.assert_refused(lambda name=name: self.rows.update(**{name: "changed"}))

    def test_a_table_whose_columns_change_keeps_its_triggers(self):
        self.run_operation(AlterField("scratch", "text", models.CharField(max_length=90)))
        self.run_operation(RemoveField("scratch", "facts"))
        self.run_operation(RenameField("scratch", "note", "remark"))
        self.assert_refused(lambda: self.rows.update(text="changed"))
        self.assert_refused(lambda: self.rows.update(remark="changed"))
        self.assert_refused(self.rows.all().delete)
        self.rows.update(live_until="2026-01-01T00:00Z")
        self.assert_refused(lambda: self.rows.update(live_until=None))

    def test_a_table_that_is_not_append_only_stays_so_when_its_columns_change(self):
        remove(connection, TABLE)
        self.run_operation(AlterField("scratch", "text", models.CharField(max_length=90)))
        self.rows.update(text="changed")
        self.assertEqual(self.rows.get().text, "changed")

    def test_a_database_that_does_not_hold_the_table_is_left_alone(self):
        class Elsewhere:
            def allow_migrate(self, db, app_label, **hints):
                return app_label != "newsroom"

        absent = AppendOnly("newsroom_elsewhere")
        with override_settings(DATABASE_ROUTERS=[Elsewhere()]):
            self.run_operation(absent)
            self.run_operation(AppendOnly(TABLE), backwards=True)
        self.assert_refused(lambda: self.rows.update(text="changed"))

    def test_another_trigger_of_such_a_table_stays_as_well(self):
        if connection.vendor != "sqlite":
            self.skipTest("PostgreSQL never rebuilds a table.")
        self.sql(
            f"CREATE TRIGGER no_more BEFORE INSERT ON {TABLE} "
            "BEGIN SELECT RAISE(ABORT, 'There are enough.'); END"
        )
        self.run_operation(AlterField("scratch", "text", models.CharField(max_length=90)))
        with self.assertRaisesMessage(IntegrityError, "There are enough."):
            self.rows.create(text="one more", facts={})

    def test_a_trigger_of_another_table_that_names_it_stays_as_well(self):
        if connection.vendor != "sqlite":
            self.skipTest("PostgreSQL never rebuilds a table.")
        self.sql(
            "CREATE TRIGGER no_more BEFORE INSERT ON auth_group "
            f"WHEN EXISTS (SELECT 1 FROM {TABLE}) "
            "BEGIN SELECT RAISE(ABORT, 'There are enough.'); END"
        )
        self.addCleanup(self.sql, "DROP TRIGGER no_more")
        self.run_operation(AlterField("scratch", "text", models.CharField(max_length=90)))
        with self.assertRaisesMessage(IntegrityError, "There are enough."):
            Group.objects.create(name="One more")

    def test_what_is_removed_can_be_installed_again(self):
        remove(connection, TABLE)
        remove(connection, TABLE)
        self.rows.update(text="changed")
        install(connection, TABLE, Guard())
        self.assert_refused(lambda: self.rows.update(text="again"))
        self.assertEqual(self.rows.get().text, "changed")

    def test_the_operation_can_be_reversed(self):
        self.run_operation(AppendOnly(TABLE, may_set_once=("live_until",)), backwards=True)
        self.rows.all().delete()
        self.assertEqual(self.rows.count(), 0)

    def test_a_table_or_column_that_is_not_there_is_named(self):
        with self.assertRaisesMessage(ValueError, f"There is no lost, away, gone, far in {TABLE}."):
            install(
                connection, TABLE, Guard(("lost", "away", "text"), ("gone", "x"), ("far", "x", "y"))
            )
        with self.assertRaisesMessage(ValueError, "There is no table in newsroom_gone."):
            install(connection, "newsroom_gone", Guard())

    def test_it_is_told_in_words_and_kept_when_migrations_are_squashed(self):
        operation = AppendOnly(TABLE)
        self.assertEqual(operation.describe(), f"Make {TABLE} append-only")
        self.assertEqual(
            (operation.elidable, operation.reversible, operation.reduces_to_sql),
            (False, True, True),
        )

    def test_a_migration_writes_the_operation_as_it_was_given(self):
        operation = AppendOnly(TABLE, may_set_once=("live_until",))
        self.assertEqual(
            OperationWriter(operation, indentation=0).serialize(),
            (
                "newsroom.kit.append_only.AppendOnly(\n"
                f"    table={TABLE!r},\n"
                "    may_set_once=('live_until',),\n"
                "),",
                {"import newsroom.kit.append_only"},
            ),
        )
