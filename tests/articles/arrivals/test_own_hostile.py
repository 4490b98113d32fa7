"""Whatever an export says, there is a sentence with its place, and nothing half-written."""

from django.core.management import CommandError

from articles.models import Article
from tests.articles.arrivals.own import OwnTestCase
from tests.articles.departures.worlds import lines


class HostileTests(OwnTestCase):
    def piece(self):
        return next(one for one in self.whole() if one.get("title") == "Quays")

    def whole(self):
        return lines(self.before["articles.jsonl"])

    def refused(self, line):
        self.write([self.whole()[0], line])
        told = self.bring()
        self.assertEqual(told[0], "1 refused", line)
        self.assertFalse(Article.objects.exists())
        return self.report()

    def test_lines_that_are_none(self):
        for line, words in (
            (b"{", "This is no JSON."),
            (b"[" * 100_000, "This is no JSON."),
            (b"\xff\xfe", "This is no JSON."),
            (b'{"type": ' + b"9" * 10_000 + b"}", "This is no JSON."),
            (b"[]", "This is no object with a type."),
            (b'{"type": "piece"}', "says nothing of: body"),
            (b'"' + b"x" * (17 * 1024 * 1024) + b'"', "The line is too long to be read."),
        ):
            with self.subTest(line[:20]):
                report = self.refused(line)
                self.assertIn(words, report)
                self.assertIn("articles.jsonl, line 2", report)

    def test_columns_that_say_what_they_may_not(self):
        photo = self.piece()["photos"][0]
        for said, words in (
            ({"title": 7}, "title: is no text"),
            ({"title": ""}, "This field cannot be blank."),
            ({"title": "x" * 300}, "at most 250 characters"),
            ({"title": "a\u0000b"}, "U+0000"),
            ({"title": "a\ud800b"}, "U+D800"),
            ({"body": "<blockquote>" * 200}, "more deeply in each other"),
            ({"body": "x" * 600_000}, "a text may have"),
            ({"kind": "advert"}, "kind: is none of:"),
            ({"language": []}, "language: is no text"),
            ({"stage": "live"}, "stage: is none of:"),
            ({"part": -1}, "part: is no number"),
            ({"part": 10**30}, "part: is no number"),
            ({"part": True}, "part: is no number"),
            ({"dated": "2019-13-01"}, "dated: is no day"),
            (
                {"first_published_at": "9999-12-31T23:59:59-23:00"},
                "first_published_at: is no moment",
            ),
            ({"first_published_at": "2019-05-03"}, "first_published_at: is no moment"),
            ({"first_published_at": None}, "it does not say where"),
            ({"path": "/../../etc/"}, "path: is no address"),
            ({"key": "first"}, "key: is no moment"),
            ({"tags": {"a": 1}}, "tags: is no list"),
            ({"tags": ["a b"]}, "tags: 1: is no address"),
            ({"bylines": [{"author": "ada"}]}, "bylines: 1: says nothing of: bio, role"),
            ({"photos": [{**photo, "file": "../../secret.png"}]}, "photos: 1: file: is no name"),
            ({"photos": [{**photo, "alt": None}]}, "photos: 1: alt: is no text"),
            ({"live": []}, "live: is no object"),
        ):
            with self.subTest(said=str(said)[:80]):
                self.assertIn(words, self.refused({**self.piece(), **said}))

    def test_text_that_no_page_may_hold_is_taken_out(self):
        self.change("A draft", body='<p onclick="x()">A<script>b()</script></p>')
        self.bring()
        self.assertEqual(Article.objects.get(title="A draft").body, "<p>A</p>")
        self.assertIn("What no text may hold was taken out of it.", self.report())

    def test_a_photo_that_is_none_is_left_out(self):
        self.change("A draft", body='<figure data-photo="9"><figcaption>A</figcaption></figure>')
        self.bring()
        self.assertEqual(Article.objects.get(title="A draft").body, "<p>A</p>")

    def test_what_stands_around_is_read_as_carefully(self):
        told = self.lines()
        told.insert(1, {**told[1], "name": 3})
        told.insert(1, {"type": "tag", "slug": "bad", "name": "a, b"})
        told.insert(1, {"type": "comment", "text": "Hello"})
        self.write(told)
        said = self.bring()
        self.assertEqual(said[:2], ["9 new", "2 refused"])
        report = self.report()
        self.assertIn("name: is no text", report)
        self.assertIn("a tag has no comma", report)
        self.assertIn("comment: 1", report)

    def test_what_is_no_export_is_refused_as_a_whole(self):
        site = "https://weir.example"
        for first, words in (
            (b"", "does not say which format"),
            ({"type": "piece"}, "does not say which format"),
            ({"type": "format", "version": 2, "site": site}, "is of format 2"),
            ({"type": "format", "version": 1, "site": "javascript:x"}, "of which site it is"),
            ({"type": "format", "version": 1, "site": site}, "holds no pieces"),
        ):
            with self.subTest(first), self.assertRaisesMessage(CommandError, words):
                self.write([first])
                self.bring()
        self.file.unlink()
        with self.assertRaisesMessage(CommandError, "There is no articles.jsonl in"):
            self.bring()
