import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from unittest import mock

from django.test import SimpleTestCase

from tests.slow.demo import crawl
from tests.slow.outcomes import Failed

SITE = {
    "/": '<a href="/piece/#notes">A</a> <a class=x href="/tag/пором/?page=1&amp;b=2">B</a>'
    '<a href="/desk/">C</a> <a href="https://example.org/">D</a> <link href="/style.css">',
    "/piece/": '<a href="../">Back</a> <a href="/feed.xml">Feed</a>',
    "/tag/%D0%BF%D0%BE%D1%80%D0%BE%D0%BC/?page=1&b=2": "The last page.",
    "/feed.xml": '<a href="/nowhere/">',
}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        text = SITE.get(self.path)
        self.send_response(404 if text is None else 200)
        self.send_header("Content-Type", "text/xml" if "xml" in self.path else "text/html")
        self.end_headers()
        self.wfile.write((text or "").encode())

    def log_message(self, *args):
        pass


class CrawlTests(SimpleTestCase):
    def setUp(self):
        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        self.address = f"http://127.0.0.1:{server.server_port}"

    def test_every_page_that_links_lead_to_is_read_and_nothing_else(self):
        pages = {path: text for path, text in SITE.items() if path != "/feed.xml"}
        self.assertEqual(crawl(self.address), pages)

    def test_a_link_that_leads_nowhere_is_a_failure(self):
        self.enterContext(mock.patch.dict(SITE, {"/piece/": '<a href="/gone/">'}))
        with self.assertRaisesMessage(Failed, "A link leads to /gone/, which answers 404."):
            crawl(self.address)
