"""Probes say yes or no to everybody, and why not to the log alone."""

import tempfile
from datetime import timedelta
from pathlib import Path
from unittest import skipUnless

from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client, RequestFactory, SimpleTestCase, TestCase, override_settings
from django.utils import timezone

from newsroom.audit import ledger
from newsroom.audit.going_back import trust_the_clock
from newsroom.operation import probes
from newsroom.operation.hosts import refuse_other_hosts
from newsroom.operation.sentry import bare, report_errors
from tests.factories import make_editor

STRANGE = {"HTTP_HOST": "10.0.0.7:8080"}


class AliveTests(SimpleTestCase):
    databases = ()  # A query would be an error.

    def test_the_process_is_alive_without_a_database_under_any_name_and_over_http(self):
        with override_settings(SECURE_SSL_REDIRECT=True):
            answer = self.client.get("/healthz", **STRANGE)
        self.assertEqual((answer.status_code, answer.content), (200, b"alive\n"))
        self.assertEqual(answer["Cache-Control"], "private, no-store")
        self.assertEqual(answer["X-Robots-Tag"], "noindex, nofollow")

    def test_it_is_only_read(self):
        for path in probes.PROBES:
            for method in ("post", "put", "delete"):
                self.assertEqual(getattr(self.client, method)(path).status_code, 405)


class ReadyTests(TestCase):
    def setUp(self):
        probes._up_to_date = False
        self.addCleanup(setattr, probes, "_up_to_date", False)

    def no(self, words):
        with self.assertLogs("newsroom.operation.probes", "WARNING") as log:
            answer = Client().get("/readyz", **STRANGE)
        self.assertEqual((answer.status_code, answer.content), (503, b"not ready\n"))
        self.assertEqual([line.getMessage() for line in log.records], [f"Not ready: {words}"])

    def test_a_newsroom_in_order_is_ready_over_http_under_any_name_without_a_cookie(self):
        with override_settings(SECURE_SSL_REDIRECT=True):
            answer = self.client.get("/readyz", **STRANGE)
        self.assertEqual((answer.status_code, answer.content), (200, b"ready\n"))
        self.assertFalse(answer.cookies)

    def test_migrations_that_were_not_applied_are_in_the_way(self):
        (newest,) = MigrationLoader(connection).graph.leaf_nodes("articles")
        MigrationRecorder(connection).record_unapplied(*newest)
        self.no("migrations have to be applied: run migrate.")

    def test_uploads_that_cannot_be_stored_are_in_the_way(self):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "a file"
            file.touch()
            with override_settings(MEDIA_ROOT=file / "media"):
                self.no("MEDIA_ROOT cannot be written to: Not a directory.")

    def test_a_clock_behind_the_ledger_is_in_the_way(self):
        ledger.record(make_editor(), "look", moment=timezone.now() + timedelta(minutes=2))
        # Whoever signs in meanwhile does not make the clock right.
        ledger.record(make_editor(), "look", moment=timezone.now())
        self.no("its clock is behind the ledger: nothing can be published.")
        trust_the_clock(by=None, reason="It was ahead.")
        self.assertEqual(self.client.get("/readyz").status_code, 200)

    @skipUnless(connection.vendor == "postgresql", "SQLite goes by the clock of this machine.")
    def test_a_clock_that_is_not_that_of_the_server_is_in_the_way(self):
        connection.ensure_connection()
        self.addCleanup(setattr, connection, "_server_time", connection._server_time)
        connection._server_time -= timedelta(minutes=1)
        self.no("its clock and that of the database are apart.")


class NoDatabaseTests(SimpleTestCase):
    databases = {"default"}

    def test_a_database_that_does_not_answer_is_in_the_way_and_not_told_to_strangers(self):
        kept = connection.settings_dict["NAME"], connection.connection
        connection.connection = None
        connection.settings_dict["NAME"] = (
            "/nowhere/at-all" if connection.vendor == "sqlite" else "nowhere"
        )
        try:
            with self.assertLogs("newsroom.operation.probes", "WARNING") as log:
                answer = self.client.get("/readyz")
        finally:
            connection.settings_dict["NAME"], connection.connection = kept
        self.assertEqual((answer.status_code, answer.content), (503, b"not ready\n"))
        self.assertEqual(
            [line.getMessage() for line in log.records],
            ["Not ready: the database does not answer: OperationalError."],
        )


class HostTests(SimpleTestCase):
    @override_settings(SITE_URL="https://magazine.example", ALLOWED_HOSTS=["magazine.example"])
    def test_who_forgot_site_url_is_told_on_the_page_and_once_in_the_log(self):
        answer_of = refuse_other_hosts(lambda request: None)
        request = RequestFactory().get("/", HTTP_HOST="news.example")
        with self.assertLogs("newsroom.operation.hosts", "WARNING") as log:
            answers = [answer_of(request) for _ in range(3)]
        self.assertEqual({answer.status_code for answer in answers}, {400})
        self.assertIn("SITE_URL is another address", answers[0].content.decode())
        self.assertEqual(
            [line.getMessage() for line in log.records],
            [
                "A request for 'news.example' was answered with 400: SITE_URL is "
                "https://magazine.example and ALLOWED_HOSTS magazine.example. Set them to the "
                "address that readers use. This is said once."
            ],
        )
        self.assertIsNone(answer_of(RequestFactory().get("/", HTTP_HOST="magazine.example")))


class SentryTests(SimpleTestCase):
    def test_without_its_package_a_sentence_says_what_to_install(self):
        try:
            import sentry_sdk  # noqa: F401
        except ImportError:
            with self.assertRaisesMessage(ImproperlyConfigured, "-r requirements-sentry.txt"):
                report_errors("https://key@sentry.example/1")
        else:
            self.skipTest("sentry-sdk is installed here")

    def test_an_event_tells_neither_who_nor_with_what(self):
        event = {
            "request": {
                "method": "POST",
                "url": "https://magazine.example/desk/login/password/7-s3cret/?token=s3cret",
                "data": {"password": "s3cret"},
                "cookies": {"sessionid": "s3cret"},
                "headers": {"Authorization": "s3cret"},
                "query_string": "token=s3cret",
                "env": {"REMOTE_ADDR": "203.0.113.9"},
            },
            "user": {"email": "olena@example.org"},
            "breadcrumbs": {"values": [{"message": "s3cret"}]},
            "logentry": {"message": "Mail to olena@example.org", "params": ["s3cret"]},
            "exception": {"values": [{"type": "ValueError", "value": "to olena@example.org"}]},
        }
        self.assertEqual(
            bare(event, None),
            {
                "request": {
                    "method": "POST",
                    "url": "https://magazine.example/desk/login/password/7-…/",
                },
                "logentry": {"message": "Mail to (an address)"},
                "exception": {"values": [{"type": "ValueError", "value": "to (an address)"}]},
                "tags": {"request_id": ""},
            },
        )
