"""From Add to live by one press at the desk."""

from datetime import timedelta

from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, PublishedVersion
from articles.models.choices import Stage
from newsroom.models import LedgerEntry, Masthead
from tests.articles.publishing.desk.test_article import page_of
from tests.factories import (
    ensure_no_funding_sentence,
    make_article,
    make_author,
    make_contributor,
    make_editor,
    make_publisher,
    make_section,
)
from tests.filling_in import filled_in

ADD = reverse("admin:articles_article_add")
PRESS = 'value="through"'


class OnePressTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.publisher = make_publisher()
        cls.author, cls.section = make_author(), make_section()
        ensure_no_funding_sentence("en")

    def setUp(self):
        self.client.force_login(self.publisher)

    def whole(self, **changes):
        """What is typed into the page of a new piece that nothing is in the way of."""
        return {
            "title": "The river port",
            "standfirst": "It learned to wait.",
            "body": "<p>It waits.</p>",
            "funding": "none",
            "section": str(self.section.pk),
            "bylines-TOTAL_FORMS": "1",
            "bylines-0-author": str(self.author.pk),
            "bylines-0-role": "author",
            "bylines-0-position": "0",
            "_move": "through",
            **changes,
        }

    def test_from_add_to_live_in_three_page_loads(self):
        """The page of new pieces, the page of the piece once it is published, and the reader’s."""
        page = self.client.get(ADD)
        answer = self.client.post(ADD, filled_in(page, **self.whole()))
        piece = Article.objects.get()
        self.assertRedirects(answer, page_of(piece), fetch_redirect_response=False)
        told = self.client.get(page_of(piece))
        self.assertContains(told, "Publish: done. The piece is published.")
        self.assertContains(self.client.get(piece.path), "It learned to wait.")
        verbs = LedgerEntry.objects.filter(subject_kind="articles.article").order_by("number")
        self.assertEqual(
            list(verbs.values_list("verb", flat=True)), ["add", "submit", "approve", "publish"]
        )

    def test_what_the_gate_refuses_is_said_with_everything_kept_and_published_by_one_more_press(
        self,
    ):
        at = f"{timezone.localdate() + timedelta(days=3)}T09:00"
        typed = self.whole(standfirst="", **{"move-publish-at": at})
        answer = self.client.post(ADD, filled_in(self.client.get(ADD), **typed))
        self.assertContains(answer, "Saved, but not moved.")
        piece = Article.objects.get()
        self.assertEqual((piece.title, piece.stage), ("The river port", Stage.DRAFT))
        # It is sent to the piece from here on, says where it is mended, and asks for this warning.
        self.assertContains(answer, f'action="{page_of(piece)}"')
        self.assertContains(answer, 'href="#id_standfirst"')
        again = filled_in(
            answer, _move="through", **{"move-publish-acknowledged": ["standfirst-missing"]}
        )
        self.assertEqual(again["move-publish-at"], at)
        self.client.post(page_of(piece), again)
        piece.refresh_from_db()
        self.assertEqual(Article.objects.count(), 1)
        self.assertEqual((piece.stage, PublishedVersion.objects.count()), (Stage.PUBLISHED, 1))

    def test_what_stands_beside_the_button_stays_where_the_form_has_a_mistake(self):
        for url in (ADD, page_of(make_article(by=self.publisher))):
            typed = {"title": "", "move-publish-at": "2031-05-06T10:00", "_move": "through"}
            answer = self.client.post(url, filled_in(self.client.get(url), **typed))
            with self.subTest(url):
                self.assertContains(answer, 'value="2031-05-06T10:00"')
        self.assertFalse(LedgerEntry.objects.filter(verb="submit").exists())

    def test_it_is_offered_to_whoever_may_make_every_move_and_taken_from_nobody_else(self):
        for person in (make_contributor(), make_editor()):
            self.client.force_login(person)
            with self.subTest(person=person.groups.get().name):
                page = self.client.get(ADD)
                self.assertNotContains(page, PRESS)
                answer = self.client.post(ADD, filled_in(page, **self.whole()))
                self.assertContains(answer, "Saved, but not moved.")
        self.assertEqual({piece.stage for piece in Article.objects.all()}, {Stage.DRAFT})
        self.assertFalse(PublishedVersion.objects.exists())

    def test_four_eyes_take_it_away_and_cannot_be_shut_by_forging_it(self):
        Masthead.objects.update(four_eyes=True)
        page = self.client.get(ADD)
        self.assertNotContains(page, PRESS)
        self.client.post(ADD, filled_in(page, **self.whole()))
        piece = Article.objects.get()
        page = self.client.get(page_of(piece))
        self.assertNotContains(page, PRESS)
        self.client.post(page_of(piece), filled_in(page, _move="through"))
        piece.refresh_from_db()
        self.assertEqual((piece.stage, piece.versions.count()), (Stage.DRAFT, 0))

    def test_what_two_wrote_is_published_from_review(self):
        Masthead.objects.update(four_eyes=True)
        piece = make_article(by=make_contributor(), stage=Stage.REVIEW)
        piece.writers.add(piece.created_by)
        page = self.client.get(page_of(piece))
        self.assertContains(page, PRESS)
        self.client.post(page_of(piece), filled_in(page, _move="through"))
        piece.refresh_from_db()
        self.assertEqual(piece.stage, Stage.PUBLISHED)
