"""Numbers are told to whoever has the token, and to nobody else."""

from django.db import connection
from django.db.backends.signals import connection_created
from django.test import TestCase, override_settings

from articles.models.choices import Stage
from newsroom.operation import slow_queries
from tests.factories import make_administrator, make_article

TOKEN = {"Authorization": "Bearer a-long-random-text"}


class MetricsTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        make_article(stage=Stage.PUBLISHED)

    def test_without_a_setting_there_are_none_for_anybody(self):
        self.assertEqual(self.client.get("/metrics", headers=TOKEN).status_code, 404)
        self.assertEqual(
            self.client.get("/metrics", headers={"Authorization": "Bearer "}).status_code, 404
        )

    @override_settings(METRICS_TOKEN="a-long-random-text")
    def test_neither_a_stranger_nor_an_administrator_is_told_without_the_token(self):
        for header in (
            {},
            {"Authorization": "Bearer wrong"},
            {"Authorization": "a-long-random-text"},
        ):
            refusal = self.client.get("/metrics", headers=header)
            self.assertEqual((refusal.status_code, refusal.content), (401, b""))
        self.client.force_login(make_administrator())
        self.assertEqual(self.client.get("/metrics").status_code, 401)

    @override_settings(METRICS_TOKEN="a-long-random-text")
    def test_who_has_the_token_is_told_what_the_newsroom_alone_knows(self):
        told = self.client.get("/metrics", headers=TOKEN)
        numbers = dict(
            line.split() for line in told.content.decode().splitlines() if line[0] != "#"
        )
        self.assertEqual(numbers.pop("newsroom_ledger_entries") > "0", True)
        self.assertEqual(
            numbers, {"newsroom_live_versions": "1", "newsroom_scheduled_versions": "0"}
        )
        self.assertEqual(told["Cache-Control"], "private, no-store")

    def test_a_search_engine_is_led_to_none_of_them(self):
        for page in ("/sitemap.xml", "/robots.txt", "/"):
            text = self.client.get(page).content.decode()
            for path in ("/metrics", "/healthz", "/readyz"):
                self.assertNotIn(path, text)


class SlowQueryTests(TestCase):
    def logged(self, least, sql, values):
        with (
            override_settings(SLOW_QUERY_MS=least),
            connection.execute_wrapper(slow_queries.timed),
            connection.cursor() as cursor,
            self.assertLogs(slow_queries.logger, "WARNING") as log,
        ):
            cursor.execute(sql, values)
        return [line.getMessage() for line in log.records]

    def test_a_slow_query_is_a_line_without_its_values(self):
        (line,) = self.logged(0, "SELECT  username\nFROM auth_user WHERE email = %s", ["a-secret"])
        self.assertRegex(
            line, r"^Slow query, \d+ ms: SELECT username FROM auth_user WHERE email = %s$"
        )

    def test_a_fast_one_is_none(self):
        with (
            override_settings(SLOW_QUERY_MS=60_000),
            self.assertNoLogs(slow_queries.logger),
            connection.execute_wrapper(slow_queries.timed),
            connection.cursor() as cursor,
        ):
            cursor.execute("SELECT 1")

    def test_every_connection_is_timed_where_the_setting_asks_and_none_where_not(self):
        before = list(connection_created.receivers)
        slow_queries.watch_queries()
        self.assertEqual(connection_created.receivers, before)
        with override_settings(SLOW_QUERY_MS=100):
            slow_queries.watch_queries()
        self.addCleanup(connection_created.disconnect, dispatch_uid=slow_queries.__name__)
        self.assertEqual(len(connection_created.receivers), len(before) + 1)
