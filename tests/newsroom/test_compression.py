"""What is the same for everybody is compressed, and nothing that holds a secret."""

import gzip

from django.test import TestCase, override_settings

from articles.models.choices import Stage
from tests.articles.reader.photos import make_photo
from tests.factories import make_article, make_publisher, publish_many

READERS = (
    "/",
    "/feed/rss.xml",
    "/feed/feed.json",
    "/sitemap-pieces.xml",
    "/funding/360giving.json",
)


class CompressionTests(TestCase):
    def ask(self, path, **headers):
        return self.client.get(path, headers={"accept-encoding": "br, gzip", **headers})

    def test_pages_feeds_maps_and_texts_are_compressed_for_whoever_can_read_that(self):
        article, *_others = publish_many(3, body=f"<p>{'Words. ' * 50}</p>")
        for path in (*READERS, article.path, f"{article.path}text/", "/nothing/"):
            plain, small = self.client.get(path), self.ask(path)
            self.assertNotIn("Content-Encoding", plain.headers, path)
            self.assertEqual(small.get("Content-Encoding"), "gzip", path)
            self.assertEqual(gzip.decompress(small.content), plain.content, path)
            for answer in (plain, small):
                self.assertIn("Accept-Encoding", answer["Vary"], path)

    def test_whoever_has_it_compressed_already_is_not_sent_it_again(self):
        publish_many(3, body=f"<p>{'Words. ' * 50}</p>")
        known = self.ask("/feed/rss.xml")["ETag"]
        self.assertEqual(self.ask("/feed/rss.xml", **{"if-none-match": known}).status_code, 304)

    def test_no_page_of_the_desk_or_of_signing_in_is(self):
        for path in ("/desk/login/", "/desk/"):
            if path == "/desk/":
                self.client.force_login(make_publisher())
            answer = self.ask(path)
            self.assertGreater(len(answer.content), 1000)
            self.assertNotIn("Content-Encoding", answer.headers, path)

    @override_settings(SERVE_MEDIA=True)
    def test_no_picture_is_compressed_once_more(self):
        photo = make_photo()
        make_article(stage=Stage.PUBLISHED, lead_photo=photo)
        for path in (photo.picture.whole, photo.file.url):
            self.assertNotIn("Content-Encoding", self.ask(path).headers, path)
