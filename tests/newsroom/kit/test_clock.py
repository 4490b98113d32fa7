"""Several machines serve one newsroom, and the clock of one of them is wrong."""

from contextlib import contextmanager
from datetime import UTC, timedelta
from unittest.mock import patch

from django.db import connection
from django.utils import timezone

from newsroom.kit import clock
from newsroom.kit.moments import day_of
from tests.factories import live_version, make_article, publish
from tests.flushing import CommittingTestCase

SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)


@contextmanager
def machine_is_off_by(difference):
    """The clock of this machine, as Python tells it."""
    told = timezone.now
    with patch.object(timezone, "now", lambda: told() + difference):
        yield


def server_time():
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]


class OneClockTests(CommittingTestCase):
    def setUp(self):
        self.has_server = connection.vendor == "postgresql"

    def test_it_is_that_of_the_server_where_there_is_one(self):
        for difference in (-HOUR, HOUR):
            with machine_is_off_by(difference):
                told, truth = clock.now(), server_time() if self.has_server else timezone.now()
            self.assertEqual(told.tzinfo, UTC)
            self.assertLess(abs(truth - told), SECOND)

    def test_asking_it_costs_no_query(self):
        connection.ensure_connection()
        with self.assertNumQueries(0):
            self.assertLess(clock.now(), clock.now())

    def test_the_day_is_that_of_the_same_clock(self):
        with machine_is_off_by(24 * HOUR):
            self.assertEqual(day_of(), day_of(clock.now()))

    def test_a_live_piece_is_live_on_every_machine(self):
        if not self.has_server:
            self.skipTest("SQLite is on one machine.")
        article = publish(make_article())
        for difference in (-HOUR, HOUR):
            with machine_is_off_by(difference):
                self.assertEqual(self.client.get(article.path).status_code, 200)

    def test_what_one_machine_publishes_is_live_at_once_on_the_others(self):
        if not self.has_server:
            self.skipTest("SQLite is on one machine.")
        for difference in (-HOUR, HOUR):
            with machine_is_off_by(difference):
                article = publish(make_article())
            self.assertEqual(self.client.get(article.path).status_code, 200)
            self.assertLess(abs(server_time() - live_version(article).live_from), 10 * SECOND)

    def test_nobody_waits_for_a_lock_for_ever(self):
        ask = "SHOW lock_timeout" if self.has_server else "PRAGMA busy_timeout"
        with connection.cursor() as cursor:
            cursor.execute(ask)
            self.assertIn(cursor.fetchone()[0], ("30s", 30000))
