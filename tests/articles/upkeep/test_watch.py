"""A disclosure that readers are not served is noticed, wherever it was lost."""

import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO

from django.core.management import CommandError, call_command
from django.test import LiveServerTestCase, TestCase
from django.utils.html import escape

from articles.management.commands.watch import fetch
from articles.models import Drift, WatchRun
from articles.models.choices import Stage
from articles.upkeep.outside import disclosures_in, entries_in, feeds_in
from articles.upkeep.watch import GIVES_UP_AFTER, Silent, watch
from tests.factories import make_article, make_grant
from tests.flushing import FlushesHistory

WORDS = "“Ports & rivers’25” is financed <by> the Fund."


class WatchTests(TestCase):
    """Through Django's test client: pages are the real ones, unless a test changes them."""

    @classmethod
    def setUpTestData(cls):
        cls.article = make_article(stage=Stage.PUBLISHED, grants=[make_grant(WORDS)])
        cls.lose = ("", "")

    def fetch(self, url):
        answer = self.client.get(url.removeprefix("http://testserver"))
        return answer.status_code, answer.content.decode().replace(*self.lose)

    def look(self):
        found = list(watch("http://testserver/", fetch=self.fetch))
        return [(one.url, one.sentence) for one in found if one.sentence]

    def test_pages_and_feeds_that_print_what_was_frozen_are_no_drift(self):
        self.assertEqual(self.look(), [])
        run = WatchRun.objects.get()
        self.assertGreater(run.looked_at, 1, "a page and at least one feed")
        self.assertIsNotNone(run.ended_at)

    def test_a_lost_disclosure_is_named_on_the_page_and_in_every_feed(self):
        whole = self.look_count()
        self.lose = ('class="disclosure', 'class="gone')
        page = f"http://testserver{self.article.path}"
        found = self.look()
        self.assertIn((page, f"“{WORDS}” is missing."), found)
        self.assertEqual(Drift.objects.count(), len(found))
        self.assertLessEqual(len(found), whole)

    def look_count(self):
        return len(list(watch("http://testserver/", fetch=self.fetch)))

    def test_one_changed_letter_is_drift(self):
        self.lose = ("rivers’25", "rivers'25")
        (page, *_feeds) = self.look()
        self.assertIn("is missing. ““Ports & rivers'25”", page[1])

    def test_a_disclosure_that_stands_there_twice_is_drift(self):
        self.lose = ("</aside>", '<p class="disclosure">' + escape(WORDS) + "</p></aside>")
        (page, *_feeds) = self.look()
        self.assertEqual(page[1], "The disclosures stand there twice, or in another order.")

    def test_a_page_that_is_gone_is_drift(self):
        (page, *_rest) = watch("http://testserver/", fetch=lambda url: (404, ""))
        self.assertEqual((page.sentence, page.silent), ("The page answers 404.", False))
        self.assertEqual(Drift.objects.count(), 2, "the page and the front page")

    def test_what_is_no_address_in_a_page_or_a_feed_is_told(self):
        link = '<link type="application/atom+xml" href="{}">'
        rss = "<rss><channel><item><link>http://[</link></item></channel></rss>"
        in_json = '{"items": [{"url": 5, "content_html": 7}, {"url": null}]}'
        answers = {
            "http://testserver/": link.format("http://[") + link.format("/a") + link.format("/b"),
            "http://testserver/a": rss,
            "http://testserver/b": in_json,
        }
        found = watch("http://testserver/", fetch=lambda url: (200, answers.get(url, "")))
        (_page, *told) = [(one.url, one.sentence) for one in found]
        self.assertEqual(
            told,
            [
                ("http://[", "The front page offers this as a feed, which is no address."),
                ("http://testserver/a", "The feed shows http://[, which is not live."),
                ("http://testserver/b", "The feed shows 5, which is not live."),
                ("http://testserver/b", "The feed shows None, which is not live."),
            ],
        )

    def test_a_server_that_cannot_answer_changed_nothing(self):
        for status in (429, 500, 502, 503):
            found = list(watch("http://testserver/", fetch=lambda url: (status, "")))
            said = [(one.sentence, one.silent) for one in found]
            self.assertEqual(said, [(f"The server answers {status}.", True)] * 2)
        self.assertFalse(Drift.objects.exists())
        self.assertEqual(set(WatchRun.objects.values_list("looked_at", "unanswered")), {(2, 2)})

    def test_a_silent_server_is_not_asked_again_and_the_run_has_no_end(self):
        for _ in range(GIVES_UP_AFTER):
            make_article(stage=Stage.PUBLISHED)
        asked = []

        def silent(url):
            asked.append(url)
            raise Silent("Nobody answers there.")

        list(watch("http://testserver/", fetch=silent))
        run = WatchRun.objects.get()
        self.assertEqual(
            (len(asked), run.unanswered, run.ended_at), (GIVES_UP_AFTER,) * 2 + (None,)
        )


class OutsideTests(TestCase):
    def test_a_disclosure_is_read_code_point_for_code_point(self):
        html = '<p class="disclosure disclosure--views">A &amp; B\u00a0&#x27;C&#x27;</p><p>D</p>'
        self.assertEqual(disclosures_in(html), ["A & B\u00a0'C'"])

    def test_feeds_are_found_in_a_page(self):
        feed = '<link rel="alternate" type="application/atom+xml" href="/feed.atom">'
        self.assertEqual(feeds_in(f'{feed}<link rel="icon" href="/i.svg">'), ["/feed.atom"])

    def test_entries_are_read_from_all_three_kinds(self):
        rss = (
            "<rss><channel><item><link>/a/</link>"
            "<description>&lt;p&gt;x&lt;/p&gt;</description></item></channel></rss>"
        )
        atom = (
            '<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="/a/"/>'
            '<content type="html">&lt;p&gt;x&lt;/p&gt;</content></entry></feed>'
        )
        json_feed = '{"items": [{"url": "/a/", "content_html": "<p>x</p>"}]}'
        for feed in (rss, atom, json_feed):
            self.assertEqual(list(entries_in(feed)), [("/a/", "<p>x</p>")])


class CommandTests(FlushesHistory, LiveServerTestCase):
    def test_the_command_looks_over_the_network_and_says_that_all_is_well(self):
        make_article(stage=Stage.PUBLISHED, grants=[make_grant(WORDS)])
        out = StringIO()
        call_command("watch", self.live_server_url + "/", stdout=out)
        self.assertIn("All is as it was published", out.getvalue())

    def test_what_is_no_web_address_is_refused(self):
        with self.assertRaisesMessage(CommandError, "is no web address"):
            call_command("watch", "file:///etc/passwd")


class Sick(BaseHTTPRequestHandler):
    """A server that is told at its address how it is ill."""

    def do_GET(self):
        if self.path.startswith("/mute"):
            time.sleep(1)
        elif self.path.startswith("/broken"):
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(b"<p>")
        elif self.path.startswith("/error"):
            self.send_error(503)
        else:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"<p>Another page.</p>")

    def log_message(self, *args):
        pass


class SilenceTests(TestCase):
    """Over the network, for it is the network that is silent."""

    @classmethod
    def setUpTestData(cls):
        make_article(stage=Stage.PUBLISHED, grants=[make_grant(WORDS)])

    def setUp(self):
        server = ThreadingHTTPServer(("127.0.0.1", 0), Sick)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        self.address = f"http://127.0.0.1:{server.server_port}"

    def test_each_silence_is_told_and_none_is_taken_for_a_change(self):
        with socket.create_server(("127.0.0.1", 0)) as free:
            nobody = f"http://127.0.0.1:{free.getsockname()[1]}/"
        for address, words in (
            (f"{self.address}/error/", None),
            (f"{self.address}/mute/", "No answer came within 0.2 seconds."),
            (f"{self.address}/broken/", "The answer broke off."),
            (nobody, "Nobody answers there: [Errno 111] Connection refused."),
            ("http://example..org/", "Nobody answers there: encoding with 'idna' codec failed"),
        ):
            with self.subTest(address):
                if words is None:
                    self.assertEqual(fetch(address, 5), (503, ""))
                else:
                    with self.assertRaisesMessage(Silent, words):
                        fetch(address, 0.2 if "mute" in address else 5)

    def exit_of(self, address, *options):
        """How the command ends: its code, and the sentence."""
        with self.assertRaises(CommandError) as caught:
            call_command("watch", address, *options, stdout=StringIO(), stderr=StringIO())
        return caught.exception.returncode, str(caught.exception)

    def test_the_command_tells_a_silent_server_from_a_changed_page_by_its_code(self):
        with socket.create_server(("127.0.0.1", 0)) as free:
            nobody = f"http://127.0.0.1:{free.getsockname()[1]}/"
        silent = (
            "Of 2 pages and feed entries, 2 did not answer, and nothing is known about them: the "
            "server is silent. No page was found changed."
        )
        self.assertEqual(self.exit_of(nobody), (2, silent))
        self.assertFalse(Drift.objects.exists())
        code, sentence = self.exit_of(f"{self.address}/")
        self.assertEqual(
            (code, sentence.split(".")[0]),
            (1, "1 of 1 pages and feed entries show something else than was published"),
        )
