"""A clock that went back publishes nothing, until somebody sets it right or says that it is."""

from datetime import UTC, datetime, timedelta
from io import StringIO

from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import TestCase

from articles.models import PublishedVersion
from articles.models.choices import Stage
from articles.publishing.perform import perform
from articles.publishing.refusals import MoveRefused
from newsroom.audit import ledger
from newsroom.audit.going_back import TOLERANCE, later_than
from newsroom.kit import clock
from newsroom.models import LedgerEntry
from tests.factories import broken, make_article, make_publisher, publish

HOUR = timedelta(hours=1)


def recorded(moment):
    with transaction.atomic():
        ledger.record(None, "something", moment=moment)


class GoingBackTests(TestCase):
    def setUp(self):
        self.publisher = make_publisher()
        self.article = make_article(stage=Stage.READY)

    def publish(self):
        perform("publish", self.article, by=self.publisher)

    def test_nothing_is_published_from_a_clock_that_is_behind_the_record(self):
        recorded(datetime(2199, 1, 10, 12, 30, 5, tzinfo=UTC))
        # Whoever signs in or saves meanwhile does not make the clock right.
        recorded(clock.now())
        entries = LedgerEntry.objects.count()
        words = "has an entry of 10 January 2199, 13:30:05 already. Nothing can be published until"
        with self.assertRaisesMessage(MoveRefused, words):
            self.publish()
        self.article.refresh_from_db()
        self.assertEqual(self.article.stage, Stage.READY)
        self.assertEqual(PublishedVersion.objects.count(), 0)
        self.assertEqual(LedgerEntry.objects.count(), entries)

    def test_a_clock_that_is_corrected_by_a_little_is_no_matter(self):
        recorded(clock.now() + TOLERANCE)
        self.publish()
        self.assertEqual(self.article.stage, Stage.PUBLISHED)

    def test_a_piece_can_be_taken_down_whatever_the_clock_says(self):
        live = publish(make_article())
        recorded(clock.now() + HOUR)
        perform("withdraw", live, by=self.publisher, note="At once.")
        self.assertEqual(live.versions.live().count(), 0)

    def test_a_clock_that_was_ahead_and_was_set_right_is_trusted_by_a_command(self):
        recorded(clock.now() + HOUR)
        call_command("trust_the_clock", because="The clock was an hour ahead.", stdout=StringIO())
        entry = LedgerEntry.objects.first()
        self.assertEqual(entry.facts, {"reason": "The clock was an hour ahead."})
        self.assertIsNone(later_than(clock.now()))
        self.publish()
        self.assertEqual(self.article.stage, Stage.PUBLISHED)
        self.assertEqual(broken(), [])

    def test_what_comes_after_it_counts_again(self):
        recorded(clock.now() + HOUR)
        call_command("trust_the_clock", because="It was ahead.", stdout=StringIO())
        recorded(clock.now() + HOUR)
        with self.assertRaises(MoveRefused):
            self.publish()

    def test_the_command_records_nothing_where_the_clock_is_right_or_no_reason_is_given(self):
        said, entries = StringIO(), LedgerEntry.objects.count()
        call_command("trust_the_clock", because="Just so.", stdout=said)
        self.assertEqual(said.getvalue(), "No entry is ahead of the clock. Nothing was recorded.\n")
        recorded(clock.now() + HOUR)
        with self.assertRaisesMessage(CommandError, "Say what had happened."):
            call_command("trust_the_clock", because=" ")
        self.assertEqual(LedgerEntry.objects.count(), entries + 1)
