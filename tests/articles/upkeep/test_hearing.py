"""Whatever decides disclosures tells of its changes, and what is scheduled follows them."""

import re

from django.apps import apps
from django.db import connection, transaction
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.models import (
    Article,
    ArticleTag,
    Byline,
    Correction,
    Coverage,
    Issue,
    Photo,
    PublishedVersion,
    Redirect,
    SealedCopy,
    Section,
    Series,
    Tag,
    VersionCorrection,
    Waiver,
)
from articles.publishing.freeze import freeze
from authors.models import Author, SocialHandle
from funding import changes
from funding.models import Funder, FunderLogo, Grant, GrantParty, Statement, Wording
from tests.articles.reader.pieces import publish_every_kind
from tests.factories import (
    cover,
    make_article,
    make_funder,
    make_funding_manager,
    make_grant,
    make_logo,
    make_wording,
    say,
    waive,
)

TABLE = re.compile(r'(?:FROM|JOIN) "(\w+)"')
# What a disclosure is printed on, and no part of what has to be said.
WORKING_COPY = {Article, ArticleTag, Byline, Correction, Photo, Section, Tag}
WORKING_COPY |= {Author, Issue, Series, SocialHandle}
# What was printed, which says whether readers have seen a note.
HISTORY = {PublishedVersion, VersionCorrection}
# Append-only: what a redaction sealed is told of by the redaction.
SEALED = {SealedCopy}
# An address is free or taken.
ADDRESSES = {Redirect}


class DecidingTests(TestCase):
    def heard(self):
        """The rows that are told of from now on."""
        heard = []
        listener = changes.Listener(hear=lambda change: heard.extend(change.rows) or ())
        changes.listen(listener)
        self.addCleanup(changes.LISTENERS.remove, listener)
        return heard

    def tables_read(self):
        """The models from which it is read what a piece would print about its funding."""
        articles = publish_every_kind()
        for funder in Funder.objects.all():
            make_logo(funder)
        with CaptureQueriesContext(connection) as queries:
            for article in articles.values():
                freeze(Article.objects.get(pk=article.pk), live_from=timezone.now())
        tables = {table for query in queries for table in TABLE.findall(query["sql"])}
        return {model for model in apps.get_models() if model._meta.db_table in tables}

    def test_every_model_that_decides_disclosures_tells_of_its_changes(self):
        ours = {
            model
            for model in self.tables_read()
            if model._meta.app_label in ("articles", "authors", "funding", "newsroom")
        }
        silent = {model for model in ours if not issubclass(model, changes.DecidesDisclosures)}
        self.assertEqual(silent - WORKING_COPY - HISTORY - SEALED - ADDRESSES, set())
        self.assertEqual(
            ours - silent,
            {Coverage, Waiver, Funder, FunderLogo, Grant, GrantParty, Statement, Wording},
        )

    def test_a_row_that_is_saved_or_deleted_is_told_of(self):
        heard = self.heard()
        grant = make_grant("")
        statement = say(grant, "The Fund paid.").statement
        wording = make_wording(statement, "A draft.", approved=False)
        rows = [
            *(grant, wording.statement, wording, grant.parties.get(), grant.funders.get()),
            *(make_logo(make_funder()), cover(make_article(), grant), waive(make_grant())),
        ]
        self.assertEqual(
            {type(row) for row in rows},
            {model for model in apps.get_models() if issubclass(model, changes.DecidesDisclosures)},
        )
        for row in rows:
            with self.subTest(type(row).__name__):
                heard.clear()
                type(row).objects.get(pk=row.pk).save()
                self.assertEqual(heard, [row])
        heard.clear()
        row = Coverage.objects.get()
        key = row.pk
        row.delete()
        self.assertEqual([type(one) for one in heard], [Coverage])
        self.assertFalse(Coverage.objects.filter(pk=key).exists())

    def test_rows_that_are_deleted_together_at_the_desk_are_told_of_one_by_one(self):
        grant = make_grant("")
        statements = [
            Statement.objects.create(grant=grant, kind=Statement.Kind.VIEWS, label=label)
            for label in ("One", "Two")
        ]
        heard = self.heard()
        self.client.force_login(make_funding_manager())
        self.client.post(
            reverse("admin:funding_statement_changelist"),
            {
                "action": "delete_selected",
                "_selected_action": [statement.pk for statement in statements],
                "post": "yes",
            },
        )
        self.assertEqual(Statement.objects.filter(grant=grant).count(), 0)
        self.assertEqual([type(row) for row in heard], [Statement, Statement])


class ChangeTests(TestCase):
    """One change is heard of once, in its own transaction."""

    def setUp(self):
        self.heard = []
        self.listener = changes.Listener(
            hear=lambda change: self.heard.append(list(change.rows)) or ["Something came of it."],
            brace=lambda: self.heard.append("braced"),
        )
        changes.listen(self.listener)
        self.addCleanup(changes.LISTENERS.remove, self.listener)

    def test_rows_that_belong_together_are_heard_of_once_at_the_end(self):
        manager = make_funding_manager()
        with changes.changing(by=manager) as change:
            grant = Grant.objects.create(title="Rivers")
            with changes.changing() as same:
                statement = Statement.objects.create(grant=grant, kind="views")
            self.assertEqual(self.heard, ["braced"])
        self.assertIs(same, change)
        self.assertEqual(self.heard, ["braced", [grant, statement]])
        self.assertEqual((change.by, change.outcome), (manager, ["Something came of it."]))

    def test_what_fails_or_is_rolled_back_is_not_heard_of(self):
        with self.assertRaises(ZeroDivisionError), changes.changing():
            Grant.objects.create(title="Rivers")
            raise ZeroDivisionError
        with changes.changing():
            Grant.objects.create(title="Rivers")
            transaction.set_rollback(True)
        with changes.supposing():
            Grant.objects.create(title="Rivers")
        self.assertEqual(self.heard, ["braced"] * 2)
        self.assertFalse(Grant.objects.exists())

    def test_after_a_change_the_next_one_is_another(self):
        with changes.supposing():
            Grant.objects.create(title="Rivers")
        grant = Grant.objects.create(title="Seas")
        self.assertEqual(self.heard, ["braced", [grant]])

    def test_a_part_that_is_refused_leaves_the_rest_of_a_change_as_it_was(self):
        with changes.changing():
            grant = Grant.objects.create(title="Rivers")
            with self.assertRaises(ZeroDivisionError), changes.changing():
                Grant.objects.create(title="Seas")
                raise ZeroDivisionError
        self.assertEqual(list(Grant.objects.all()), [grant])
