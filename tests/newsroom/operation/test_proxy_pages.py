"""What nginx says by itself is a page of ours, which needs nothing that may be away."""

import re
import tempfile
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.test import SimpleTestCase

from newsroom.content_policy import inline_hash
from newsroom.headers import EVERYWHERE, PRIVATE
from newsroom.operation.proxy_pages import AWAY, PAGES, page

NGINX = (settings.BASE_DIR / "deploy" / "nginx.conf").read_text()


class ProxyPagesTests(SimpleTestCase):
    def test_the_command_writes_a_page_for_every_status_that_nginx_is_told_of(self):
        with tempfile.TemporaryDirectory() as folder:
            call_command("proxy_pages", Path(folder) / "new", stdout=StringIO())
            written = {file.name: file.read_text() for file in (Path(folder) / "new").iterdir()}
        self.assertEqual(written, {f"{status}.html": page(status) for status in PAGES})
        by_name = re.findall(r"error_page [\d ]+ =\d+ /proxy-pages/(\d+).html;", NGINX)
        by_status = re.search(r"error_page ([\d ]+) /proxy-pages/\$status.html;", NGINX)[1].split()
        self.assertEqual({int(one) for one in (*by_name, *by_status)}, set(PAGES))

    def test_a_page_asks_for_nothing_and_its_policy_allows_its_own_style_alone(self):
        for status in PAGES:
            with self.subTest(status):
                text = page(status)
                style = re.search(r"<style>.*</style>", text, re.DOTALL)[0]
                policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)[1]
                self.assertEqual(
                    policy,
                    f"default-src 'none'; style-src {inline_hash(style)}; base-uri 'none'; "
                    "form-action 'none'",
                )
                self.assertEqual(re.findall(r"<link|<script|<img|@import|url\(", text), [])

    def test_the_page_tells_what_became_of_what_was_typed(self):
        kept, unknown = "what your browser has kept", "cannot be told from here"
        told = {status: (kept in page(status), unknown in page(status)) for status in PAGES}
        away = {status for status, words in PAGES.items() if words is AWAY}
        self.assertEqual(
            told, {status: (status == 413 or status in away, status in away) for status in PAGES}
        )

    def test_nginx_says_of_them_what_the_newsroom_says_of_its_own(self):
        location = re.search(r"location /proxy-pages/ \{(.+?)\}", NGINX, re.DOTALL)[1]
        said = dict(re.findall(r'add_header (\S+) "(.+)" always;', location))
        self.assertEqual(said, EVERYWHERE | PRIVATE)
        self.assertIn("add_header Retry-After $newsroom_retry_after always;", location)
