"""With READ_ONLY everything can be read, and nothing can be changed."""

from contextlib import contextmanager
from copy import deepcopy
from datetime import timedelta

from django.contrib.auth.models import User
from django.db import connection
from django.test import override_settings

from articles.models import Article
from newsroom import databases
from newsroom.kit.faults import READ_ONLY, fault_of
from newsroom.models import LedgerEntry, Session
from tests.factories import make_article, make_editor, publish
from tests.filling_in import filled_in
from tests.flushing import CommittingTestCase
from tests.newsroom.kit.test_clock import machine_is_off_by


@contextmanager
def only_reading():
    """The database as the settings open it."""
    kept = deepcopy(connection.settings_dict["OPTIONS"])
    connection.close()
    databases.only_read(connection.settings_dict)
    try:
        with override_settings(READ_ONLY=True):
            yield
    finally:
        connection.close()
        connection.settings_dict["OPTIONS"] = kept


class ReadOnlyTests(CommittingTestCase):
    def setUp(self):
        self.article = publish(make_article(title="Before"))
        self.client.force_login(make_editor(username="olena", password="right words"))
        self.url = f"/desk/articles/article/{self.article.pk}/change/"
        self.sent = filled_in(self.client.get(self.url), title="After")
        self.entries = LedgerEntry.objects.count()

    def test_readers_and_the_desk_read(self):
        with only_reading():
            for url in ("/", self.article.path, "/desk/", self.url):
                with self.subTest(url):
                    self.assertEqual(self.client.get(url).status_code, 200)

    def test_whoever_reads_for_long_goes_on_reading(self):
        """To have seen them is a write of its own, which is left out."""
        with only_reading(), machine_is_off_by(timedelta(minutes=10)):
            self.assertEqual(self.client.get("/desk/").status_code, 200)

    def test_a_form_is_refused_with_what_was_typed_and_can_be_sent_afterwards(self):
        with only_reading():
            response = self.client.post(self.url, self.sent)
        self.assertContains(response, READ_ONLY.sentence, count=1, status_code=503)
        self.assertEqual(response["Retry-After"], str(READ_ONLY.seconds))
        self.assertEqual(Article.objects.get().title, "Before")
        self.assertEqual(LedgerEntry.objects.count(), self.entries)
        self.client.post(self.url, filled_in(response))
        self.assertEqual(Article.objects.get().title, "After")

    def test_nobody_signs_in_and_no_password_is_shown(self):
        with only_reading():
            typed = {"username": "olena", "password": "right words"}
            response = self.client.post("/desk/login/", typed)
        self.assertContains(response, READ_ONLY.sentence, count=1, status_code=503)
        self.assertNotContains(response, "right words", status_code=503)

    def test_whoever_leaves_has_left_this_browser(self):
        """And is told that the newsroom could not write it down; afterwards it is as ever."""
        with only_reading(), self.assertLogs("newsroom.faults", "ERROR"):
            response = self.client.post("/desk/logout/")
            self.assertContains(response, "your session ends by itself", count=1)
            self.assertNotContains(response, "desk-person")
            self.assertNotIn("sessionid", self.live_cookies())
            self.assertRedirects(self.client.get("/desk/"), "/desk/login/?next=/desk/")
        self.assertEqual(Session.objects.count(), 1)
        self.client.force_login(User.objects.get(username="olena"))
        self.assertNotContains(self.client.post("/desk/logout/"), "your session ends by itself")

    def live_cookies(self):
        return {name for name, cookie in self.client.cookies.items() if cookie.value}

    def test_the_database_itself_refuses(self):
        with only_reading(), self.assertRaises(Exception) as refused:
            Article.objects.update(title="After")
        with override_settings(READ_ONLY=True):
            self.assertIs(fault_of(refused.exception), READ_ONLY)
        self.assertEqual(Article.objects.get().title, "Before")
