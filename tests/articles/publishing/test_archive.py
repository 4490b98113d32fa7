"""What a publication asks the database takes no longer in an archive of ten years than on the
first day.
"""

import re
from datetime import UTC, datetime
from unittest import skipUnless

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from articles.arrivals.filing import Filing
from articles.arrivals.incoming import IncomingAuthor, IncomingPiece, State, Term
from articles.arrivals.intake import Intake
from articles.arrivals.pictures import Pictures
from articles.models import Article, FormerSite, PublishedVersion
from articles.models.choices import Stage
from articles.publishing.perform import perform
from funding.changes import changing
from tests.factories import make_article, make_grant, make_publisher, say

# What grows with the grants of an office or with what it redacted, and not with its archive.
FEW = {"articles_sealedcopy", "funding_grant"}
# All rows of a table, or those of an index from its beginning.
THROUGH = re.compile(r"^SCAN (?!CONSTANT ROW)|\(\w+<\?\)")


def gone_through(work):
    """The tables of which a work reads every row, by what SQLite says of its queries."""
    found = set()
    with CaptureQueriesContext(connection) as queries:
        work()
    with connection.cursor() as cursor:
        for query in queries.captured_queries:
            sql = query["sql"]
            # One row, whichever is the first.
            is_any = sql.endswith("LIMIT 1") and "WHERE" not in sql
            if sql.startswith(("SELECT", "UPDATE", "DELETE")) and not is_any:
                cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
                steps = [row[3] for row in cursor.fetchall()]
                found |= {_table(step.split()[1], sql) for step in steps if THROUGH.search(step)}
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

    def test_a_piece_that_comes_in_with_a_new_author_tag_and_section_goes_through_no_whole_table(
        self,
    ):
        author = IncomingAuthor("adela", "Adela Wit", path="/author/adela")
        terms = (Term("category", "rivers", "Rivers"), Term("tag", "weirs", "Weirs"))
        first = datetime(2016, 3, 1, tzinfo=UTC)
        told = {"authors": (author,), "terms": terms, "path": "/2016/a-weir", "slug": "a-weir"}
        piece = IncomingPiece("7", "post 7", "A weir", "<p>Water.</p>", State.LIVE, first, **told)
        site = FormerSite.objects.create(system="wordpress", address="https://weir.example")
        pictures = Pictures(site, self.publisher, None, is_dry=False)
        intake = Intake(site, self.publisher, Filing(self.publisher), pictures)
        self.assertEqual(gone_through(lambda: intake.take(piece)), {"funding_grant"})
        self.assertEqual(PublishedVersion.objects.live().get().title, "A weir")

    def test_a_change_of_what_must_be_said_goes_through_no_whole_table(self):
        def change():
            with changing(by=self.publisher):
                self.article.coverages.all().delete()

        self.assertEqual(gone_through(change), set())

    def test_a_query_that_does_is_seen(self):
        titled = Article.objects.filter(title="A")
        self.assertEqual(gone_through(lambda: list(titled)), {"articles_article"})
