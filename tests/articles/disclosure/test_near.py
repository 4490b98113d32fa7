"""Coverage that leaves a piece out by its dates alone is told, and nothing else is."""

from datetime import UTC, date, datetime

from django.test import TestCase, override_settings

from articles.disclosure.near import window
from articles.disclosure.resolve import resolve
from articles.models import Coverage
from articles.publishing.first_date import dated
from tests.articles.disclosure.resolving import TARGETS, put, undisclosed
from tests.factories import cover, make_article, make_grant, say

AT = datetime(2026, 3, 3, 9, tzinfo=UTC)
UNTIL = {"first_published_until": date(2024, 12, 31)}


class NearMissTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.grant = make_grant(title="Awakening")
        cls.article = undisclosed()

    def near(self, article=None, at=AT):
        return [(miss.subject, miss.words) for miss in resolve(article or self.article, at).near]

    def test_it_is_told_in_a_sentence(self):
        put(self.article, self.grant, "tag", **UNTIL)
        words = (
            "Tag “Ports” covers pieces first published until 31 Dec 2024; this one would be on "
            "3 Mar 2026."
        )
        self.assertEqual(self.near(), [(self.grant, words)])

    def test_every_target_is_told(self):
        for target in TARGETS:
            row = put(self.article, self.grant, target, **UNTIL)
            with self.subTest(target):
                ((_subject, words),) = self.near()
                name = "The whole site" if target == "whole_site" else f"“{row.target_name}”"
                self.assertIn(name, words)
            row.delete()

    def test_what_is_out_was_first_published_and_its_own_date_is_told(self):
        put(self.article, self.grant, "tag", **UNTIL)
        article = dated(self.article, date(2025, 1, 1))
        ((_subject, words),) = self.near(article)
        self.assertIn("; this one was on 1 Jan 2025.", words)
        self.assertEqual(self.near(dated(self.article, date(2024, 12, 31))), [])

    @override_settings(TIME_ZONE="Asia/Tokyo")
    def test_the_day_is_that_of_the_publication(self):
        put(self.article, self.grant, "tag", **UNTIL)
        ((_subject, words),) = self.near(at=datetime(2026, 3, 3, 20, tzinfo=UTC))
        self.assertIn("4 Mar 2026", words)

    def test_what_covers_the_piece_by_another_row_is_not_missed(self):
        put(self.article, self.grant, "tag", **UNTIL)
        cover(self.article, self.grant)
        self.assertEqual(self.near(), [])

    def test_of_another_piece_or_an_exclusion_nothing_is_told(self):
        Coverage.objects.create(grant=self.grant, article=make_article(), **UNTIL)
        put(self.article, self.grant, "tag", "exclude", **UNTIL)
        self.assertEqual(self.near(), [])

    def test_a_statement_that_covers_by_itself_is_missed_too(self):
        statement = say(None, "Views are theirs.", kind="views").statement
        put(self.article, statement, "section", **UNTIL)
        ((subject, _words),) = self.near()
        self.assertEqual(subject, statement)

    def test_it_takes_no_query_of_its_own(self):
        put(self.article, self.grant, "tag")
        filed = self.article
        with self.assertNumQueries(9):
            resolve(filed, AT)
        Coverage.objects.update(**UNTIL)
        with self.assertNumQueries(9):
            self.assertEqual(len(resolve(filed, AT).near), 1)

    def test_a_window_is_told_by_the_ends_it_has(self):
        first, last = date(2024, 1, 1), date(2024, 12, 31)
        self.assertEqual(
            [window(first, last), window(first, None), window(None, last)],
            [
                "from 1 Jan 2024 until 31 Dec 2024",
                "from 1 Jan 2024 on",
                "until 31 Dec 2024",
            ],
        )
