"""What a publication asks the database takes no longer in an archive of ten years than on the
first day.
"""

import re
from unittest import skipUnless

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from articles.models import Article
from articles.models.choices import Stage
from articles.publishing.perform import perform
from funding.changes import changing
from tests.factories import make_article, make_grant, make_publisher, say

# What grows with the grants of an office or with what it redacted, and not with its archive.
FEW = {"articles_sealedcopy", "funding_grant"}


def gone_through(work):
    """The tables of which a work reads every row, by what SQLite says of its queries."""
    found = set()
    with CaptureQueriesContext(connection) as queries:
        work()
    with connection.cursor() as cursor:
        for query in queries.captured_queries:
            sql = query["sql"]
            # One row, which an index leads to or which is any.
            if sql.startswith(("SELECT", "UPDATE", "DELETE")) and not sql.endswith("LIMIT 1"):
                cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
                steps = [row[3].split() for row in cursor.fetchall()]
                found |= {_table(step[1], sql) for step in steps if step[0] == "SCAN"}
    return found


def _table(name, sql):
    """A table that a query calls by a letter and a number, by its own name."""
    found = re.search(rf'"(\w+)" {name}\b', sql)
    return found[1] if found else name


@skipUnless(connection.vendor == "sqlite", "SQLite alone plans for few rows as it does for many.")
class ArchiveTests(TestCase):
    def setUp(self):
        self.publisher, grant = make_publisher(), make_grant()
        say(grant, "The Fund paid for this piece.")
        self.article = make_article(stage=Stage.READY, grants=[grant])

    def perform(self, verb, **told):
        perform(verb, self.article, by=self.publisher, **told)

    def test_a_publication_goes_through_no_whole_table(self):
        self.assertEqual(gone_through(lambda: self.perform("publish")), FEW)

    def test_a_withdrawal_goes_through_no_whole_table(self):
        self.perform("publish")
        gone = gone_through(lambda: self.perform("withdraw", note="It was wrong."))
        self.assertEqual(gone, set())

    def test_a_change_of_what_must_be_said_goes_through_no_whole_table(self):
        def change():
            with changing(by=self.publisher):
                self.article.coverages.all().delete()

        self.assertEqual(gone_through(change), set())

    def test_a_query_that_does_is_seen(self):
        titled = Article.objects.filter(title="A")
        self.assertEqual(gone_through(lambda: list(titled)), {"articles_article"})
