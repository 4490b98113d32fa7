"""Whatever decides disclosures tells of its changes, and what is scheduled is looked at."""

import re
from datetime import timedelta

from django.apps import apps
from django.db import connection
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
    Photo,
    PublishedVersion,
    Redirect,
    SealedCopy,
    Section,
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
    make_section,
    make_wording,
    publish,
    say,
    waive,
)

TABLE = re.compile(r'(?:FROM|JOIN) "(\w+)"')
# What a disclosure is printed on, and no part of what has to be said.
WORKING_COPY = {Article, ArticleTag, Byline, Correction, Photo, Section, Tag}
WORKING_COPY |= {Author, SocialHandle}
# What was printed, which says whether readers have seen a note.
HISTORY = {PublishedVersion, VersionCorrection}
# Append-only: what a redaction sealed is told of by the redaction.
SEALED = {SealedCopy}
# An address is free or taken.
ADDRESSES = {Redirect}


class DecidingTests(TestCase):
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
        heard = []
        changes.LISTENERS.append(heard.append)
        self.addCleanup(changes.LISTENERS.remove, heard.append)
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
        heard = []
        changes.LISTENERS.append(heard.append)
        self.addCleanup(changes.LISTENERS.remove, heard.append)
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


class ScheduledTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.grant = make_grant("The Fund paid.")
        cls.article = publish(
            make_article(title="For tomorrow", section=make_section(), grants=[cls.grant]),
            at=timezone.now() + timedelta(days=1),
        )
        connection.run_on_commit.clear()

    def log(self, change):
        commits = self.captureOnCommitCallbacks(execute=True)
        with self.assertLogs("articles.upkeep.hearing", "WARNING") as logs, commits as calls:
            change()
        self.calls = calls
        return [record.getMessage() for record in logs.records]

    def test_the_log_tells_of_a_scheduled_piece_that_would_say_something_else(self):
        statement = self.grant.statements.get()
        (line,) = self.log(lambda: make_wording(statement, "The Fund, renamed, paid."))
        self.assertEqual(
            line,
            "“For tomorrow (version 1)” is scheduled and would appear with other disclosures "
            "than are prescribed now: an older wording is live",
        )

    def test_many_rows_are_looked_at_once(self):
        def change():
            for _ in range(3):
                cover(self.article, make_grant("Another paid."))

        self.assertEqual(len(self.log(change)), 1)
        self.assertEqual(len(self.calls), 1)

    def test_what_changes_nothing_is_not_told(self):
        commits = self.captureOnCommitCallbacks(execute=True)
        with self.assertNoLogs("articles.upkeep.hearing", "WARNING"), commits:
            cover(make_article(), make_grant("Another paid."))
