"""Tests in a real browser: Debian's Chromium, driven by playwright, against a live server."""

import os
import shutil
import time
import unittest

from django.conf import settings
from django.contrib.staticfiles.testing import StaticLiveServerTestCase
from django.db import connection

from tests.flushing import FlushesHistory


def find_chromium():
    """The path of a Chromium installed on this machine, or None. Nothing is downloaded.

    Best the one without windows: a page takes it half the time of a processor.
    """
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    return next(filter(None, map(shutil.which, names)), None)


@unittest.skipUnless(find_chromium(), "Chromium is not installed.")
class BrowserTestCase(FlushesHistory, StaticLiveServerTestCase):
    """``self.open(path)`` gives a page; a test fails when the page logged an error."""

    @classmethod
    def setUpClass(cls):
        from playwright.sync_api import expect, sync_playwright

        super().setUpClass()
        # Waits for what is expected, on a busy machine too; a click returns before the next page is
        # there.
        expect.set_options(timeout=20_000)
        cls.expect = staticmethod(expect)
        migrated = getattr(connection, "_test_serialized_contents", None)
        # Playwright's synchronous API runs an event loop in this thread, which Django
        # takes for asynchronous code using the database.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
        cls.addClassCleanup(os.environ.pop, "DJANGO_ALLOW_ASYNC_UNSAFE")
        playwright = sync_playwright().start()
        cls.addClassCleanup(playwright.stop)
        # Beside an event loop Django opens another connection, which does not know yet
        # what FlushesHistory brings back after each test.
        connection._test_serialized_contents = migrated
        cls.addClassCleanup(connection.close)
        cls.browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        cls.addClassCleanup(cls.browser.close)

    def open(self, path, *, errors=(), **context):
        """A page of the live server, in a new browser context (``viewport=``, ``locale=``…).

        ``errors`` are the console messages a test expects, word for word.
        """
        context = self.browser.new_context(**context)
        self.addCleanup(context.close)
        page = context.new_page()
        logged = []
        page.on("console", lambda entry: entry.type == "error" and logged.append(entry.text))
        page.on("pageerror", lambda error: logged.append(str(error)))
        self.addCleanup(lambda: self.assertEqual(logged, list(errors)))
        page.goto(f"{self.live_server_url}{path}")
        return page

    def signed_in(self, user):
        """What ``open(…, storage_state=)`` takes for the page of somebody who is signed in.

        They come in by no door; what is about the door uses `tests.browser.signing_in`.
        """
        client, name = self.client_class(), settings.SESSION_COOKIE_NAME
        client.force_login(user)
        value = client.cookies[name].value
        return {"cookies": [{"name": name, "value": value, "url": self.live_server_url}]}

    def put_cursor(self, paragraph, *keys):
        """Click into a paragraph of the editor, and press keys that move the cursor."""
        paragraph.click()
        self.let_editor_follow(paragraph.page)
        for key in keys:
            paragraph.page.keyboard.press(key)
        self.let_editor_follow(paragraph.page)

    def let_editor_follow(self, page):
        """Wait as long as the editor needs to hear where the cursor is.

        Until 20 ms after it got the focus it puts the cursor back where it was; fingers are not
        as fast. The page's own clock is asked, which on a busy machine is late as the editor's.
        """
        page.evaluate("new Promise((done) => setTimeout(done, 60))")

    def wait_until(self, page, true, seconds=15):
        """Wait until a JavaScript expression is true.

        `page.wait_for_function` evaluates again inside the page, which its content
        policy refuses: it works only for what is true at once.
        """
        latest = time.monotonic() + seconds
        while not page.evaluate(true):
            self.assertLess(time.monotonic(), latest, f"Never true: {true}")
            page.wait_for_timeout(50)
