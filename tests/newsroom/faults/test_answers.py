"""What whoever asks is told while the database does not answer, or somebody else holds it."""

import re
import sqlite3
from contextlib import closing, contextmanager

import psycopg2
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.utils.translation import override

from articles.models import Article
from newsroom.kit.faults import AWAY, LOCKED
from newsroom.models import LedgerEntry
from tests.factories import make_administrator, make_article, make_editor
from tests.filling_in import filled_in
from tests.flushing import CommittingTestCase

LOGGER = "newsroom.faults"
SAID = {"title": "The «ford» at Hodowica", "standfirst": "Two lines\r\nof it & <b>more</b>."}


@contextmanager
def database_away():
    """The address of the database leads nowhere."""
    place = {"postgresql": "HOST", "sqlite": "NAME"}[connection.vendor]
    connection.close()
    kept, connection.settings_dict[place] = connection.settings_dict[place], "/nowhere/at-all"
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict[place] = kept


@contextmanager
def held_by_somebody(begin):
    """Somebody else has begun what this statement of PostgreSQL says, and does not come to an end.

    On SQLite there is one writer, whatever it writes.
    """
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        other, begin = sqlite3.connect(connection.settings_dict["NAME"]), "BEGIN IMMEDIATE"
        patience, usual = "PRAGMA busy_timeout = 100", "PRAGMA busy_timeout = 30000"
    else:
        other = psycopg2.connect(connection.connection.dsn)
        patience, usual = "SET lock_timeout = 100", "RESET lock_timeout"
    with closing(other), connection.cursor() as cursor:
        cursor.execute(patience)
        other.cursor().execute(begin)
        yield
        other.rollback()
        cursor.execute(usual)


class FaultsTestCase(CommittingTestCase):
    def setUp(self):
        self.client.raise_request_exception = False

    def assert_put_off(self, response, fault):
        self.assertEqual((response.status_code, response["Retry-After"]), (503, str(fault.seconds)))
        self.assertIn("no-store", response["Cache-Control"])


class ReadersTests(FaultsTestCase):
    def answer(self, path, **headers):
        with database_away(), self.assertLogs(LOGGER, "ERROR") as log:
            response = self.client.get(path, headers=headers)
        self.assert_put_off(response, AWAY)
        self.assertEqual(len(log.output), 1)
        self.assertIn(f"GET {path}: The database does not answer. Look whether", log.output[0])
        return response

    def test_a_page_says_so_in_our_design_in_the_language_of_who_asks(self):
        response = self.answer("/2026/11/26/a-piece/", **{"accept-language": "pl"})
        self.assertContains(response, '<html lang="pl" dir="ltr">', status_code=503)
        self.assertEqual(response["Content-Language"], "pl")
        self.assertContains(response, "/static/css/site.css", status_code=503)
        with override("pl"):
            self.assertContains(response, str(AWAY.sentence), count=1, status_code=503)
        self.assertContains(response, 'content="noindex"', count=1, status_code=503)
        self.assertIn("default-src 'none'", response["Content-Security-Policy"])
        self.assertNotContains(response, "nothing was saved", status_code=503)

    def test_feeds_and_data_answer_in_kind(self):
        for path, headers, kind, words in (
            ("/feed/rss.xml", {}, "text/plain; charset=utf-8", "The database does not answer.\n"),
            ("/funding/register.csv", {}, "text/plain; charset=utf-8", f"{AWAY.sentence}\n"),
            ("/2026/11/26/a/text/", {}, "text/plain; charset=utf-8", f"{AWAY.sentence}\n"),
            (
                "/feed/feed.json",
                {},
                "application/json",
                '{"error": "The database does not answer."}',
            ),
            (
                "/",
                {"accept": "application/json"},
                "application/json",
                '{"error": "The database does not answer."}',
            ),
        ):
            with self.subTest(path):
                response = self.answer(path, **headers)
                self.assertEqual(
                    (response["Content-Type"], response.content.decode()), (kind, words)
                )

    def test_a_server_that_was_stopped_is_told_and_found_again(self):
        if connection.vendor != "postgresql":
            self.skipTest("SQLite has no server.")
        connection.ensure_connection()
        with closing(psycopg2.connect(connection.connection.dsn)) as other:
            other.cursor().execute(
                "SELECT pg_terminate_backend(%s)", [connection.connection.info.backend_pid]
            )
        with self.assertLogs(LOGGER, "ERROR"):
            self.assert_put_off(self.client.get("/"), AWAY)
        connection.close_if_unusable_or_obsolete()
        self.assertEqual(self.client.get("/").status_code, 200)


class EditorsTests(FaultsTestCase):
    def setUp(self):
        super().setUp()
        self.article = make_article(title="Before")
        self.client.force_login(make_editor())
        self.url = f"/desk/articles/article/{self.article.pk}/change/"
        self.sent = filled_in(self.client.get(self.url), **SAID, _continue="Save and continue")
        self.entries = LedgerEntry.objects.count()

    def send(self, data):
        with self.assertLogs(LOGGER, "ERROR"):
            return self.client.post(self.url, data)

    def assert_nothing_was_saved(self):
        self.assertEqual(Article.objects.get(pk=self.article.pk).title, "Before")
        self.assertEqual(LedgerEntry.objects.count(), self.entries)

    def assert_it_can_be_sent_again(self, response):
        again = filled_in(response, _continue="Save and continue")
        token = {"csrfmiddlewaretoken": self.sent["csrfmiddlewaretoken"]}
        self.assertEqual(again | token, self.sent)
        self.assertRedirects(self.client.post(self.url, again), self.url)
        self.assertEqual(Article.objects.get(pk=self.article.pk).title, SAID["title"])

    def test_a_form_is_shown_once_more_while_somebody_else_holds_the_row(self):
        begin = f"SELECT 1 FROM articles_article WHERE id = {self.article.pk} FOR UPDATE"
        with held_by_somebody(begin):
            response = self.send(self.sent)
        self.assert_put_off(response, LOCKED)
        self.assertContains(response, str(LOCKED.sentence), count=1, status_code=503)
        self.assertContains(response, "What you typed is still here", count=1, status_code=503)
        self.assertNotContains(response, "Please correct", status_code=503)
        self.assertEqual(response.template_name[0], "admin/articles/article/change_form.html")
        self.assert_nothing_was_saved()
        self.assert_it_can_be_sent_again(response)

    def test_so_are_accounts_and_roles(self):
        self.client.force_login(make_administrator(is_superuser=True))
        role = Group.objects.create(name="Readers")
        for row, table, column in (
            (make_editor(), "auth_user", "first_name"),
            (role, "auth_group", "name"),
        ):
            with self.subTest(table):
                self.url = f"/desk/auth/{row._meta.model_name}/{row.pk}/change/"
                self.sent = filled_in(self.client.get(self.url), **{column: "Ford"})
                with held_by_somebody(f"SELECT 1 FROM {table} WHERE id = {row.pk} FOR UPDATE"):
                    response = self.send(self.sent)
                self.assert_put_off(response, LOCKED)
                self.assertContains(response, LOCKED.sentence, count=1, status_code=503)
                self.assertContains(response, 'value="Ford"', count=1, status_code=503)
                self.client.post(self.url, filled_in(response))
                row.refresh_from_db()
                self.assertEqual(getattr(row, column), "Ford")

    def test_an_account_that_is_made_meanwhile_is_sent_again(self):
        self.client.force_login(make_administrator(is_superuser=True))
        self.url = "/desk/auth/user/add/"
        self.sent = filled_in(self.client.get(self.url), username="ford", first_name="Ford")
        with database_away():
            response = self.send(self.sent)
        self.assert_put_off(response, AWAY)
        self.assertContains(response, ">First name</label>", count=1, status_code=503)
        self.client.post(self.url, filled_in(response))
        self.assertEqual(User.objects.get(username="ford").first_name, "Ford")

    def test_what_was_typed_can_be_read_and_sent_again_while_the_database_is_away(self):
        with database_away():
            response = self.send(self.sent)
        self.assert_put_off(response, AWAY)
        self.assertContains(response, "nothing was saved", count=1, status_code=503)
        self.assertContains(response, "Send again", count=1, status_code=503)
        text = response.content.decode()
        self.assertEqual(
            re.findall(r"<label[^>]*>(.*?)</label>", text)[:2], ["Title", "Standfirst"]
        )
        self.assert_nothing_was_saved()
        self.assert_it_can_be_sent_again(response)

    def test_a_file_that_was_sent_is_named_and_not_left_out_silently(self):
        with database_away():
            response = self.send({**self.sent, "file": SimpleUploadedFile("ford.txt", b"x")})
        self.assertContains(response, "Files have to be chosen again: ford.txt", status_code=503)
        self.assertNotContains(response, "Send again", status_code=503)

    def test_whoever_signs_in_is_told_of_the_fault_and_not_of_too_many_attempts(self):
        self.url = "/desk/login/"
        self.client.logout()
        with held_by_somebody("LOCK TABLE newsroom_cache IN EXCLUSIVE MODE"):
            response = self.send({"login": "olena", "password": "right words"})
        self.assert_put_off(response, LOCKED)
        self.assertContains(response, str(LOCKED.sentence), count=1, status_code=503)

    def test_no_password_is_shown(self):
        self.url = "/desk/login/"
        with database_away():
            response = self.send({"username": "olena", "password": "right words"})
        self.assert_put_off(response, AWAY)
        self.assertNotContains(response, "right words", status_code=503)
        self.assertNotContains(response, "olena", status_code=503)

    def test_the_way_back_leads_to_the_page_of_a_form_that_is_sent_elsewhere(self):
        with database_away(), self.assertLogs(LOGGER, "ERROR"):
            page = "https://testserver/desk/account/"
            response = self.client.post("/desk/account/mail/", {"when": "never"}, HTTP_REFERER=page)
        self.assertContains(response, 'href="/desk/account/"', count=1, status_code=503)

    def test_a_page_that_is_no_address_breaks_nothing(self):
        with database_away(), self.assertLogs(LOGGER, "ERROR"):
            page = "http://[testserver/"
            response = self.client.post("/desk/account/mail/", {"when": "never"}, HTTP_REFERER=page)
        self.assert_put_off(response, AWAY)

    def test_nothing_is_shown_of_a_form_that_came_from_elsewhere(self):
        stranger = Client(enforce_csrf_checks=True, raise_request_exception=False)
        with database_away():
            response = stranger.post(self.url, self.sent)
        # What to say of a form without its token depends on who is signed in.
        self.assertEqual(response.status_code, 503)
        self.assertNotIn(SAID["title"], response.content.decode())
