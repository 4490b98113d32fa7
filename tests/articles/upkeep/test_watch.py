"""A disclosure that readers are not served is noticed, wherever it was lost."""

from io import StringIO

from django.core.management import CommandError, call_command
from django.test import LiveServerTestCase, TestCase
from django.utils.html import escape

from articles.models import Drift, WatchRun
from articles.models.choices import Stage
from articles.upkeep.outside import disclosures_in, entries_in, feeds_in
from articles.upkeep.watch import watch
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

    def test_a_page_that_does_not_answer_is_drift(self):
        found = list(watch("http://testserver/", fetch=lambda url: (502, "")))
        self.assertEqual(found[0].sentence, "The page answers 502.")
        (nobody, *_rest) = watch("http://testserver/", fetch=lambda url: (0, ""))
        self.assertEqual(nobody.sentence, "Nobody answers there.")


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

    def test_the_command_exits_with_an_error_where_nobody_answers(self):
        make_article(stage=Stage.PUBLISHED)
        with self.assertRaises(CommandError):
            call_command("watch", "http://127.0.0.1:9/", stdout=StringIO(), stderr=StringIO())

    def test_what_is_no_web_address_is_refused(self):
        with self.assertRaisesMessage(CommandError, "is no web address"):
            call_command("watch", "file:///etc/passwd")
