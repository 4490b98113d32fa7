"""Changing one byte of history behind the newsroom's back is found, and the row is named."""

import json
from datetime import timedelta
from io import StringIO

from django.core.management import CommandError, call_command
from django.db import models, transaction
from django.db.migrations import AddField, RemoveField, RenameField
from django.db.migrations.loader import MigrationLoader
from django.test import SimpleTestCase, TestCase

from articles.publishing.perform import perform
from funding.models import Wording
from newsroom.audit import digest, ledger, vouched
from newsroom.models import LedgerEntry, LedgerWords
from tests import factories
from tests.factories import (
    live_version,
    make_article,
    make_grant,
    make_publisher,
    make_wording,
)
from tests.flushing import Forges


class RecordTests(Forges, TestCase):
    @classmethod
    def setUpTestData(cls):
        article = make_article(grants=[make_grant("The Fund paid for this.")], tags=["Ports"])
        factories.put_on_record()
        cls.article = factories.publish(article)
        cls.version = live_version(cls.article)

    def named(self):
        return [broken.row for broken in factories.broken()]

    def test_an_untouched_record_is_whole(self):
        out = StringIO()
        call_command("verify_record", stdout=out)
        self.assertIn("The record is whole", out.getvalue())

    def test_one_changed_byte_of_a_frozen_row_is_named(self):
        for name in ("bylines", "grants", "parties", "disclosures", "tags"):
            row = getattr(self.version, name).first()
            column = {"disclosures": "text", "grants": "title"}.get(name, "name")
            table = row._meta.db_table
            with self.subTest(table=table):
                value = getattr(row, column)
                self.forge(f"UPDATE {table} SET {column} = %s WHERE id = %s", value + ".", row.pk)
                self.assertEqual(self.named(), [f"{table} {row.pk}"])
                self.forge(f"UPDATE {table} SET {column} = %s WHERE id = %s", value, row.pk)
        self.assertEqual(self.named(), [])

    def test_the_command_exits_with_an_error_and_names_the_row(self):
        self.forge("UPDATE articles_publishedversion SET body = body || ' '")
        err = StringIO()
        with self.assertRaisesMessage(CommandError, f"articles_publishedversion {self.version.pk}"):
            call_command("verify_record", stdout=StringIO(), stderr=err)
        self.assertIn(f"articles_publishedversion {self.version.pk}:", err.getvalue())

    def test_of_several_broken_rows_the_oldest_is_named_first(self):
        self.article.title = "Another title"
        self.article.save()
        factories.publish(self.article)
        self.forge("UPDATE articles_publishedversion SET body = body || ' '")
        keys = sorted(self.article.versions.values_list("pk", flat=True))
        self.assertEqual(self.named(), [f"articles_publishedversion {key}" for key in keys])

    def test_what_was_cut_off_the_end_of_the_ledger_is_missed_by_its_digest(self):
        with transaction.atomic():
            last = ledger.record(None, "nothing that vouches for a row")
        call_command("verify_record", holds=last.digest, stdout=StringIO())
        self.forge("DELETE FROM newsroom_ledgerwords WHERE entry_id = %s", last.number)
        self.forge("DELETE FROM newsroom_ledgerentry WHERE number = %s", last.number)
        call_command("verify_record", stdout=StringIO())
        with self.assertRaisesMessage(CommandError, "no longer holds the entry"):
            call_command("verify_record", holds=last.digest, stdout=StringIO())

    def test_a_deleted_row_is_named(self):
        row = self.version.disclosures.get()
        self.forge("DELETE FROM articles_versiondisclosure")
        self.assertEqual(self.named(), [f"articles_versiondisclosure {row.pk}"])

    def test_a_row_that_no_publication_made_is_named(self):
        tag = self.version.tags.get()
        self.forge(
            "INSERT INTO articles_versiontag (position, version_id, tag_id, name, slug) "
            "VALUES (9, %s, %s, 'Forged', 'forged')",
            self.version.pk,
            tag.tag_id,
        )
        forged = self.version.tags.get(name="Forged")
        self.assertEqual(self.named(), [f"articles_versiontag {forged.pk}"])

    def test_an_end_that_no_move_set_is_named(self):
        self.forge("UPDATE articles_publishedversion SET live_until = live_from")
        self.assertEqual(self.named(), [f"articles_publishedversion {self.version.pk}"])

    def test_an_end_is_kept_to_the_microsecond_and_cannot_be_taken_back(self):
        perform("withdraw", self.article, by=make_publisher(), note="Wrong.")
        ended = self.article.versions.get().live_until
        self.assertEqual(self.named(), [])
        forgery = "UPDATE articles_publishedversion SET live_until = %s"
        for other in (ended + timedelta(microseconds=1), None):
            self.forge(forgery, other)
            self.assertEqual(self.named(), [f"articles_publishedversion {self.version.pk}"])
        self.forge(forgery, ended)
        self.assertEqual(self.named(), [])

    def test_each_break_says_what_is_wrong(self):
        tag, grant = self.version.tags.get(), self.version.grants.get()
        self.forge("UPDATE articles_versiongrant SET title = %s", "T" * 90)
        self.forge("UPDATE articles_publishedversion SET live_until = live_from")
        self.forge("DELETE FROM articles_versiontag")
        self.assertEqual(
            {str(broken) for broken in factories.broken()},
            {
                f"articles_versiongrant {grant.pk}: it is not what was recorded: “{'T' * 80}”.",
                f"articles_publishedversion {self.version.pk}: "
                f"no entry of the ledger set “live until” to {self.version.live_from}.",
                f"articles_versiontag {tag.pk}: it is in the ledger and no longer in the database.",
            },
        )

    def test_a_stage_that_no_move_set_is_named(self):
        draft = make_article()
        self.assertEqual(self.named(), [])
        for article, stage in ((self.article, "draft"), (draft, "published")):
            self.forge("UPDATE articles_article SET stage = %s WHERE id = %s", stage, article.pk)
            self.assertEqual(
                [str(broken) for broken in factories.broken()],
                [f"articles_article {article.pk}: no entry of the ledger set “stage” to {stage}."],
            )
            self.forge(
                "UPDATE articles_article SET stage = %s WHERE id = %s", article.stage, article.pk
            )
        self.assertEqual(self.named(), [])
        self.forge("UPDATE articles_article SET stage = 'ready'")
        keys = sorted([self.article.pk, draft.pk])
        self.assertEqual(self.named(), [f"articles_article {key}" for key in keys])

    def test_a_row_that_is_unknown_says_so(self):
        tag = self.version.tags.get()
        self.forge("UPDATE articles_versiontag SET id = id + 1000")
        self.assertEqual(
            [str(broken) for broken in factories.broken()],
            [
                f"articles_versiontag {tag.pk + 1000}: the ledger does not know it.",
                f"articles_versiontag {tag.pk}: it is in the ledger and no longer in the database.",
            ],
        )

    def test_a_changed_ledger_entry_is_named(self):
        self.forge("UPDATE newsroom_ledgerentry SET verb = 'forge' WHERE number = 2")
        self.assertEqual(self.named(), ["newsroom_ledgerentry 2"])

    def test_the_words_of_an_entry_that_were_changed_or_taken_away_are_named(self):
        for column, value in (
            ("actor_name", "boris"),
            ("subject_name", "Asia"),
            ("facts", '{"note": "forged"}'),
        ):
            table = "newsroom_ledgerwords"
            before = LedgerWords.objects.filter(pk=3).values_list(column, flat=True).get()
            before = json.dumps(before) if column == "facts" else before
            with self.subTest(column):
                self.forge(f"UPDATE {table} SET {column} = %s WHERE entry_id = 3", value)
                self.assertEqual(self.named(), ["newsroom_ledgerwords 3"])
                self.forge(f"UPDATE {table} SET {column} = %s WHERE entry_id = 3", before)
        self.assertEqual(self.named(), [])
        self.forge("DELETE FROM newsroom_ledgerwords WHERE entry_id = 3")
        self.assertEqual(self.named(), ["newsroom_ledgerwords 3"])

    def test_a_salt_that_was_changed_is_named_by_its_row(self):
        last = LedgerEntry.objects.first()
        name = f"articles_publishedversion {self.version.pk}"
        salts = json.dumps({**last.words.salts, name: "0" * 32})
        self.forge("UPDATE newsroom_ledgerwords SET salts = %s WHERE entry_id = %s", salts, last.pk)
        self.assertEqual(self.named(), [name])

    def test_the_chain_tells_nothing_that_could_be_guessed(self):
        row = self.version.disclosures.get()
        name = f"articles_versiondisclosure {row.pk}"
        told = [entry.rows[name] for entry in LedgerEntry.objects.all() if name in entry.rows]
        self.assertEqual(len(told), 1)
        self.assertNotEqual(told, [digest.row(row)])

    def test_a_missing_ledger_entry_is_named_by_the_one_after_it(self):
        self.forge("DELETE FROM newsroom_ledgerwords WHERE entry_id = 2")
        self.forge("DELETE FROM newsroom_ledgerentry WHERE number = 2")
        self.assertIn("newsroom_ledgerentry 3", self.named())

    def test_a_wording_that_is_retired_is_vouched_for_as_it_is_then(self):
        wording = Wording.objects.approved().latest("pk")
        make_wording(wording.statement, "Newer words.")
        wording.refresh_from_db()
        self.assertEqual((wording.status, self.named()), ("retired", []))
        self.forge("UPDATE funding_wording SET note = 'Forged.' WHERE id = %s", wording.pk)
        self.assertEqual(self.named(), [f"funding_wording {wording.pk}"])

    def test_a_wording_that_was_altered_or_approved_past_the_newsroom_is_named(self):
        wording = Wording.objects.approved().latest("pk")
        self.forge("UPDATE funding_wording SET text = 'Nobody paid.' WHERE id = %s", wording.pk)
        self.assertEqual(self.named(), [f"funding_wording {wording.pk}"])
        self.forge("UPDATE funding_wording SET text = %s WHERE id = %s", wording.text, wording.pk)
        draft = make_wording(wording.statement, "A draft.", approved=False)
        self.assertEqual(self.named(), [])
        self.forge(
            "UPDATE funding_wording SET status = 'retired', approved_at = %s, retired_at = %s "
            "WHERE id = %s",
            wording.approved_at,
            wording.approved_at,
            draft.pk,
        )
        self.assertEqual(self.named(), [f"funding_wording {draft.pk}"])


def breaking(app, operations):
    """Yield the operations after which rows from before are not what the ledger says."""
    models_of_all = {model._meta.label_lower for model in vouched.MODELS.keys() - vouched.ONLY}
    of_some = {(m._meta.label_lower, name) for m, names in vouched.ONLY.items() for name in names}
    for operation in operations:
        if not isinstance(operation, AddField | RemoveField | RenameField):
            continue
        model = f"{app}.{operation.model_name_lower}"
        name = getattr(operation, "old_name", getattr(operation, "name", ""))
        if model not in models_of_all and (model, name) not in of_some:
            continue
        field = operation.field if isinstance(operation, AddField) else None
        if field is None or (field.has_default() and field.get_default() not in (None, "")):
            yield operation


class MigrationTests(SimpleTestCase):
    def test_a_migration_leaves_the_record_of_what_was_published_whole(self):
        migrations = MigrationLoader(None).disk_migrations
        self.assertIn(("articles", "0001_initial"), migrations)
        found = [
            f"{app}.{name}: {operation.describe()}"
            for (app, name), migration in migrations.items()
            for operation in breaking(app, migration.operations)
        ]
        self.assertEqual(found, [], "A new column is empty in rows from before: '' or NULL.")

    def test_a_printed_column_may_be_added_empty_and_neither_filled_renamed_nor_removed(self):
        safe = [
            AddField("VersionTag", "place", models.TextField()),
            AddField("VersionTag", "place", models.TextField(default="")),
            AddField("VersionTag", "moment", models.DateTimeField(null=True)),
            AddField("Photo", "count", models.IntegerField(default=0)),
            AddField("Article", "count", models.IntegerField(default=0)),
            RenameField("Article", "body", "text"),
        ]
        unsafe = [
            AddField("VersionTag", "place", models.TextField(default="Warsaw")),
            AddField("VersionTag", "count", models.IntegerField(default=0)),
            AddField("VersionTag", "is_new", models.BooleanField(default=False)),
            RemoveField("VersionTag", "slug"),
            RenameField("VersionTag", "slug", "address"),
            RenameField("Article", "path", "address"),
        ]
        self.assertEqual(list(breaking("articles", safe + unsafe)), unsafe)
