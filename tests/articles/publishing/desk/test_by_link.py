"""What a preview link shows whoever has it, and what it tells everybody else: nothing."""

import re
from datetime import timedelta

from django.test import Client
from django.urls import reverse

from articles.publishing.edits import editing
from articles.publishing.perform import perform
from articles.upkeep.outside import disclosures_in
from articles.writing.preview_links import make_link, revoke
from funding.models import Grant
from newsroom.audit.models import LedgerEntry
from newsroom.models import Session
from tests.articles.writing.test_preview_links import LinksTestCase
from tests.factories import (
    cover,
    make_article,
    make_editor,
    make_funder,
    make_grant,
    make_publisher,
    publish,
)


def told(answer):
    """Its headers, but for the number that each request has."""
    return {name: value for name, value in answer.items() if name != "X-Request-ID"}


def undated(answer):
    """Its page without the moment at which it would have been published."""
    return re.sub(r'datetime="[^"]+"', "", answer.text)


class ByLinkTests(LinksTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.grant = make_grant("The Port Fund paid for this.", funders=[make_funder("Port Fund")])
        cls.piece = make_article(
            by=cls.writer,
            title="Before it is out",
            standfirst="The standfirst of it.",
            body="<p>The words of the text.</p>",
            grants=[cls.grant],
        )

    def setUp(self):
        self.link, self.key = make_link(self.piece, by=self.writer, for_whom="The lawyer")
        self.address = reverse("preview", args=[self.key])
        self.nothing = self.client.get(reverse("preview", args=["x" * 43]))

    def assert_shows_nothing(self):
        """The answer is that to a key that never was one, byte for byte."""
        answer = self.client.get(self.address)
        self.assertEqual(answer.status_code, 404)
        self.assertEqual(answer.content, self.nothing.content)
        self.assertEqual(told(answer), told(self.nothing))

    def test_somebody_without_an_account_reads_the_piece_and_who_paid(self):
        page = self.client.get(self.address)
        self.assertContains(page, "Not published yet.")
        self.assertContains(page, "The words of the text.", count=1)
        self.assertEqual(disclosures_in(page.text), ["The Port Fund paid for this."])

    def test_it_shows_the_working_copy_as_it_is_now(self):
        with editing(self.piece, by=self.editor) as stored:
            stored.body = "<p>Other words.</p>"
            stored.save()
        page = self.client.get(self.address)
        self.assertContains(page, "Other words.")
        self.assertNotContains(page, "The words of the text.")

    def test_search_engines_other_sites_and_caches_are_told_nothing(self):
        for answer in (self.client.get(self.address), self.nothing, self.client.post(self.address)):
            with self.subTest(answer.status_code):
                self.assertEqual(answer["X-Robots-Tag"], "noindex, nofollow")
                self.assertEqual(answer["Cache-Control"], "private, no-store")
                self.assertEqual(answer["Referrer-Policy"], "no-referrer")
        page = self.client.get(self.address)
        for part in ("ld+json", "og:", "twitter:", "canonical", 'name="description"', self.key):
            self.assertNotContains(page, part)
        self.assertNotContains(page, "The lawyer")

    def test_no_cookie_is_set_no_session_begun_and_no_view_noted(self):
        sessions, entries = Session.objects.count(), LedgerEntry.objects.count()
        stranger = Client()
        self.assertEqual(stranger.get(self.address).status_code, 200)
        self.assertEqual(stranger.get(reverse("preview", args=["x"])).status_code, 404)
        self.assertEqual(dict(stranger.cookies), {})
        self.assertEqual(Session.objects.count(), sessions)
        self.assertEqual(LedgerEntry.objects.count(), entries)

    def test_it_is_the_same_page_for_whoever_is_signed_in(self):
        page = undated(self.client.get(self.address))
        self.client.force_login(make_editor())
        self.assertEqual(undated(self.client.get(self.address)), page)

    def test_nothing_is_sent_there(self):
        self.assertEqual(self.client.post(self.address).status_code, 405)
        self.assertEqual(self.client.head(self.address).status_code, 200)

    def test_a_revoked_one_shows_nothing(self):
        revoke(self.link, by=self.writer)
        self.assert_shows_nothing()

    def test_an_expired_one_shows_nothing(self):
        self.age(self.link, days=7)
        self.assert_shows_nothing()

    def test_one_of_an_inactive_maker_shows_nothing(self):
        self.writer.is_active = False
        self.writer.save()
        self.assert_shows_nothing()

    def test_one_of_a_published_or_withdrawn_piece_shows_nothing(self):
        publish(self.piece)
        # The sections in the masthead are those with something to read.
        self.nothing = self.client.get(reverse("preview", args=["x" * 43]))
        self.assert_shows_nothing()
        perform("withdraw", self.piece, by=make_publisher(), note="A mistake.")
        self.nothing = self.client.get(reverse("preview", args=["x" * 43]))
        self.assert_shows_nothing()

    def test_what_the_public_may_not_read_of_yet_is_not_shown_whoever_made_the_link(self):
        soon = make_grant("The Secret Fund pays.", funders=[make_funder("Secret")])
        cover(self.piece, soon)
        _link, key = make_link(self.piece, by=self.editor)
        keys = (self.key, key)
        for secret in (
            {"status": Grant.Status.PROPOSED},
            {"embargoed_until": self.link.made_at + timedelta(days=3)},
        ):
            Grant.objects.filter(pk=soon.pk).update(
                **{"status": Grant.Status.ACTIVE, "embargoed_until": None} | secret
            )
            for one in keys:
                page = self.client.get(reverse("preview", args=[one]))
                with self.subTest(str(secret)):
                    self.assertNotContains(page, "Secret")
                    self.assertContains(page, "may still change")
        Grant.objects.filter(pk=soon.pk).update(embargoed_until=None)
        for one in keys:
            page = self.client.get(reverse("preview", args=[one]))
            self.assertContains(page, "The Secret Fund pays.", count=1)
