"""A piece that readers know gets another address: the old one leads on, and no word changes."""

from datetime import timedelta
from io import StringIO

from django.conf import settings
from django.core.management import call_command
from django.test import TestCase
from django.utils import timezone

from articles.models import ReachFigure, Redirect
from articles.models.choices import Stage
from articles.models.printed import read_printed
from articles.publishing.perform import perform
from articles.publishing.refusals import MoveRefused
from articles.reports.figures import import_figures
from newsroom.models import LedgerEntry
from tests.articles.publishing.desk.test_article import page_of
from tests.factories import (
    make_article,
    make_contributor,
    make_editor,
    make_funding_manager,
    make_grant,
    make_publisher,
    put_on_record,
)
from tests.filling_in import filled_in

HOUR = timedelta(hours=1)


class ReaddressingTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.publisher, cls.now = make_publisher(), timezone.now()
        cls.article = make_article(stage=Stage.PUBLISHED, title="Teh port", grants=[make_grant()])
        cls.folder = cls.article.path.removesuffix("teh-port/")

    def move(self, verb="readdress", hours=1, **asked):
        asked = {"note": "Misspelled.", "by": self.publisher} | asked
        return perform(verb, self.article, now=self.now + hours * HOUR, **asked)


class LeadingOnTests(ReaddressingTestCase):
    def test_readers_find_the_same_words_at_the_new_address_and_the_old_one_leads_there(self):
        old = self.article.path
        before, entry = self.client.get(old), self.client.get("/feed/feed.json").json()["items"]
        perform(
            "readdress", self.article, by=self.publisher, address="The port", note="Misspelled."
        )
        self.assertEqual(self.article.path, f"{self.folder}the-port/")
        self.assertRedirects(self.client.get(old), self.article.path, status_code=301)
        after = self.client.get(self.article.path)
        said = before.content.decode().replace("teh-port", "the-port")
        self.assertEqual(said, after.content.decode())
        (now,) = self.client.get("/feed/feed.json").json()["items"]
        self.assertEqual(now["id"], entry[0]["id"])
        self.assertEqual(now["url"], settings.SITE_URL + self.article.path)
        sitemap = self.client.get("/sitemap-pieces.xml").content.decode()
        self.assertEqual([sitemap.count(path) for path in (old, self.article.path)], [0, 1])

    def test_every_address_it_ever_had_leads_on_at_one_step(self):
        paths = [self.article.path]
        for hours, words in enumerate(("second", "https://example.org/third/?from=mail"), start=1):
            self.move(hours=hours, address=words)
            paths.append(self.article.path)
        self.assertEqual(paths[1:], [f"{self.folder}{last}/" for last in ("second", "third")])
        ways = dict(Redirect.objects.values_list("old_path", "new_path"))
        self.assertEqual(ways, {path.rstrip("/"): paths[2] for path in paths[:2]})

    def test_a_page_below_the_old_address_leads_to_the_same_below_the_new_one(self):
        old = self.article.path
        perform("readdress", self.article, by=self.publisher, address="else", note="Misspelled.")
        for below in ("text/", "republish/", "text/?a=1"):
            self.assertRedirects(
                self.client.get(old + below), self.article.path + below, status_code=301
            )

    def test_a_way_that_led_elsewhere_from_its_address_leads_to_the_new_one(self):
        way = Redirect.objects.create(old_path=self.article.path, new_path="/about/")
        self.move(address="else")
        self.assertEqual(
            list(Redirect.objects.values_list("pk", "new_path")), [(way.pk, self.article.path)]
        )

    def test_the_new_address_of_a_piece_that_is_gone_says_so_as_the_old_one_did(self):
        old = self.article.path
        perform(
            "withdraw", self.article, by=self.publisher, note="No.", public_note="It was false."
        )
        perform("reopen", self.article, by=self.publisher)
        perform("submit", self.article, by=self.publisher)
        perform("approve", self.article, by=make_editor())
        perform("publish", self.article, by=self.publisher, at=self.now + 9 * HOUR)
        perform("readdress", self.article, by=self.publisher, address="else", note="A name.")
        answer = self.client.get(old, follow=True)
        self.assertEqual(answer.redirect_chain, [(self.article.path, 301)])
        self.assertContains(answer, "It was false.", count=1, status_code=410)

    def test_what_was_measured_at_an_old_address_counts_for_the_piece(self):
        url = settings.SITE_URL + self.article.path
        self.move(address="else")
        line = (
            f"url,metric,value,since,until,source\n{url},page views,7,2026-01-01,2026-01-31,Logs\n"
        )
        import_figures(line.encode(), by=make_funding_manager())
        self.assertEqual(
            list(ReachFigure.objects.values_list("article", "value")), [(self.article.pk, 7)]
        )

    def test_the_record_says_what_stood_where_until_when_and_why(self):
        put_on_record()
        old = self.article.path
        self.move(address="else")
        (first, second) = self.article.versions.order_by("number")
        changed_at = self.now + HOUR
        self.assertEqual(
            [(one.path, one.edition, one.live_until) for one in (first, second)],
            [(old, 1, changed_at), (self.article.path, 1, None)],
        )
        wholes = read_printed(self.article.versions.order_by("number"))
        self.assertEqual(wholes[0].content_digest(), wholes[1].content_digest())
        entry = LedgerEntry.objects.order_by("-number").first()
        self.assertEqual(entry.words.facts["address"], {"before": old, "after": self.article.path})
        self.assertEqual(entry.words.facts["note"], "Misspelled.")
        call_command("verify_record", stdout=StringIO())


class ScheduledTests(ReaddressingTestCase):
    def test_what_is_scheduled_appears_at_the_new_address_and_what_it_replaces_comes_back_there(
        self,
    ):
        self.article.title = "Second"
        self.article.save()
        self.move("publish", 2, at=self.now + 9 * HOUR)
        self.move(hours=3, address="else")
        live = [self.article.versions.live(self.now + h * HOUR).get() for h in (4, 9)]
        self.assertEqual([one.title for one in live], ["Teh port", "Second"])
        self.assertEqual({one.path for one in live}, {self.article.path})
        self.move("unschedule", 5)
        last = self.article.versions.live(self.now + 10 * HOUR).get()
        self.assertEqual((last.title, last.path), ("Teh port", self.article.path))

    def test_an_address_that_nobody_has_seen_leads_nowhere(self):
        self.article = make_article(stage=Stage.READY, title="To come")
        self.move("publish", 1, at=self.now + 9 * HOUR)
        way = Redirect.objects.create(old_path="/old-site/7", new_path=self.article.path)
        self.move(hours=2, address="to-be")
        self.assertRegex(self.article.path, "/to-be/$")
        # What was to lead to it does so still.
        self.assertEqual(
            list(Redirect.objects.values_list("old_path", "new_path")),
            [(way.old_path, self.article.path)],
        )


class RefusedTests(ReaddressingTestCase):
    def test_an_address_of_something_else_now_or_once_is_refused(self):
        other = make_article(stage=Stage.PUBLISHED, title="Other")
        Redirect.objects.create(old_path=f"{self.folder}gone", new_path="/about/")
        versions, entries = self.article.versions.count(), LedgerEntry.objects.count()
        for words, sentence in (
            ("", "Say what the address is to end with."),
            (" /", "Say what the address is to end with."),
            ("Teh Port", "That is its address already."),
            ("other", f"There is something else at {other.path}, now or once."),
            ("gone", f"There is something else at {self.folder}gone/, now or once."),
        ):
            with self.subTest(words), self.assertRaisesMessage(MoveRefused, sentence):
                self.move(address=words)
        with self.assertRaisesMessage(MoveRefused, "Say why, in a note."):
            self.move(address="else", note=" ")
        self.assertEqual(self.article.path, f"{self.folder}teh-port/")
        self.assertEqual(self.article.versions.count(), versions)
        self.assertEqual(LedgerEntry.objects.count(), entries)

    def test_only_who_may_publish_it_may(self):
        for person in (make_editor(), make_contributor(), make_funding_manager()):
            with self.assertRaisesMessage(MoveRefused, "You may not do this"):
                self.move(address="else", by=person)

    def test_the_desk_asks_for_it_and_keeps_what_was_typed_where_it_is_refused(self):
        self.client.force_login(self.publisher)
        url = page_of(self.article)
        sent = filled_in(self.client.get(url), _move="readdress")
        self.assertEqual(sent["move-readdress-address"], "teh-port")
        typed = {"_move": "readdress", "move-readdress-address": "other name"}
        refused = self.client.post(url, sent | typed, follow=True)
        self.assertContains(refused, "Saved, but not moved. Say why, in a note.")
        self.assertContains(refused, 'value="other name"', count=1)
        typed["move-readdress-note"] = "Misspelled."
        self.client.post(url, filled_in(self.client.get(url), **typed), follow=True)
        self.assertRedirects(
            self.client.get(self.article.path), f"{self.folder}other-name/", status_code=301
        )
