import json
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from urllib.parse import parse_qs

import feedparser
from django.test import SimpleTestCase, TestCase, override_settings
from django.utils import timezone

from articles.models.printed import read_printed
from articles.reader.channels.channel import FORMATS, feeds_of
from articles.reader.channels.websub import ping, tell_the_hub
from tests.articles.reader.test_feed_rules import broken
from tests.factories import make_article, make_author, make_section, publish

SITE, HUB = "http://127.0.0.1:8000", "https://hub.example/"


@override_settings(WEBSUB_HUB=HUB)
class WebSubTests(TestCase):
    def tell(self):
        """What the hub is told now; and that it is what is said to have been told."""
        told = []
        said = tell_the_hub(lambda hub, feed: told.append((hub, feed)))
        self.assertEqual(told, [(HUB, feed) for feed in said])
        return said

    def test_every_feed_names_the_hub_and_itself(self):
        publish(make_article())
        for name in FORMATS:
            answer = self.client.get(f"/feed/{name}")
            own = f"{SITE}/feed/{name}"
            self.assertEqual(answer["Link"], f'<{HUB}>; rel="hub", <{own}>; rel="self"')
            self.assertEqual(list(broken(answer.content.decode())), [])
            if name == "feed.json":
                hubs = json.loads(answer.content)["hubs"]
                self.assertEqual(hubs, [{"type": "WebSub", "url": HUB}])
            else:
                links = feedparser.parse(answer.content).feed.links
                self.assertEqual([one.href for one in links if one.rel == "hub"], [HUB])

    @override_settings(WEBSUB_HUB="")
    def test_without_a_hub_nobody_is_named_or_told(self):
        publish(make_article())
        self.assertEqual(self.tell(), [])
        for name in FORMATS:
            answer = self.client.get(f"/feed/{name}")
            self.assertNotIn("Link", answer.headers)
            self.assertNotContains(answer, "hub")

    def test_it_is_told_once_of_every_feed_that_a_new_piece_is_in(self):
        filed = {"authors": [make_author("Anna")], "section": make_section("Essays")}
        article = publish(make_article(tags=["Ports"], **filed))
        told = self.tell()
        (piece,) = read_printed(article.versions.live())
        self.assertEqual(told, [SITE + feed for feed in feeds_of(piece)])
        for feed in (
            "/feed/rss.xml",
            "/tag/ports/feed/summary/atom.xml",
            "/author/anna/feed/feed.json",
        ):
            self.assertEqual(told.count(SITE + feed), 1)
        for feed in told:
            self.assertContains(self.client.get(feed.removeprefix(SITE)), article.title)
        self.assertEqual(self.tell(), [])

    def test_it_is_told_of_nothing_that_readers_do_not_see_yet(self):
        make_article(title="Draft")
        publish(make_article(title="Later"), at=timezone.now() + timedelta(hours=1))
        self.assertEqual(self.tell(), [])

    def test_what_it_could_not_be_told_it_is_told_the_next_time(self):
        def silent(hub, feed):
            raise TimeoutError

        publish(make_article())
        with self.assertLogs("articles.reader.channels.websub", "WARNING") as log:
            self.assertEqual(tell_the_hub(silent), [])
        self.assertNotIn(HUB, log.output[0])
        self.assertTrue(self.tell())


class PingTests(SimpleTestCase):
    def test_a_hub_is_told_in_the_words_that_hubs_understand(self):
        class Hub(BaseHTTPRequestHandler):
            def do_POST(self):
                self.server.told = self.rfile.read(int(self.headers["Content-Length"])).decode()
                self.send_response(204)
                self.end_headers()

            def log_message(self, *args):
                """Say nothing."""

        with HTTPServer(("127.0.0.1", 0), Hub) as server:
            Thread(target=server.handle_request, daemon=True).start()
            ping(f"http://127.0.0.1:{server.server_port}/", f"{SITE}/feed/rss.xml")
            told = parse_qs(server.told)
        feed = [f"{SITE}/feed/rss.xml"]
        self.assertEqual(told, {"hub.mode": ["publish"], "hub.url": feed, "hub.topic": feed})

    def test_a_hub_that_refuses_was_not_told(self):
        with self.assertRaises(OSError):
            ping("http://127.0.0.1:1/", f"{SITE}/feed/rss.xml")
