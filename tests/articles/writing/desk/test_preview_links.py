"""Preview links at the desk: a page with those of a piece, and what its forms send."""

import re

from django.conf import settings
from django.urls import reverse

from articles.models import PreviewLink
from articles.models.choices import Stage
from articles.writing.preview_links import find_open, make_link
from tests.articles.publishing.desk.test_article import page_of
from tests.articles.writing.test_preview_links import LinksTestCase
from tests.factories import (
    make_article,
    make_contributor,
    make_funding_manager,
    make_user,
    move_to,
)
from tests.filling_in import filled_in


class PageTests(LinksTestCase):
    def setUp(self):
        self.client.force_login(self.writer)
        self.page = reverse("admin:articles_article_preview_links", args=[self.article.pk])

    def one(self, link):
        return reverse("admin:articles_article_preview_link", args=[link.article_id, link.pk])

    def make(self, **told):
        return self.client.post(self.page, filled_in(self.client.get(self.page)) | told)

    def test_the_page_of_a_piece_leads_there(self):
        self.assertContains(self.client.get(page_of(self.article)), f'href="{self.page}"')

    def test_a_link_is_made_for_a_week_and_shown_once(self):
        answer = self.make(for_whom="The lawyer")
        link = PreviewLink.objects.get()
        self.assertEqual((link.maker, link.for_whom, link.days), (self.writer, "The lawyer", 7))
        (key,) = re.findall(rf'value="{settings.SITE_URL}/preview/([\w-]{{43}})/"', answer.text)
        self.assertEqual(find_open(key), link)
        self.assertContains(answer, "<bdi>The lawyer</bdi>")
        again = self.client.get(self.page)
        self.assertContains(again, "<bdi>The lawyer</bdi>")
        self.assertNotContains(again, "/preview/")
        self.assertNotIn(key, str(list(self.client.session.items())))

    def test_what_is_wrong_is_said_at_the_field_and_nothing_typed_is_lost(self):
        wrong = [("The lawyer", days) for days in ("0", "31", "many", "")]
        for whom, days in (*wrong, ("The \u202elawyer", "7")):
            answer = self.make(for_whom=whom, days=days)
            with self.subTest(whom=whom, days=days):
                self.assertEqual((answer.status_code, PreviewLink.objects.count()), (422, 0))
                self.assertContains(answer, f'value="{whom}"', status_code=422)
                self.assertContains(answer, "errorlist", count=1, status_code=422)

    def test_only_open_links_are_shown_and_one_is_revoked_by_a_button(self):
        old, _key = make_link(self.article, by=self.writer, for_whom="Old")
        link, key = make_link(self.article, by=self.writer, for_whom="New")
        self.age(old, days=7)
        page = self.client.get(self.page)
        self.assertContains(page, "New")
        self.assertNotContains(page, "Old")
        answer = self.client.post(self.one(link), follow=True)
        self.assertContains(answer, "The link is revoked")
        self.assertIsNone(find_open(key))
        self.assertEqual(self.client.post(self.one(link)).status_code, 302)

    def test_who_only_reads_the_piece_sees_its_links_and_no_button(self):
        link, key = make_link(self.article, by=self.editor, for_whom="The lawyer")
        move_to(self.article, Stage.REVIEW)
        for person in (self.writer, make_funding_manager()):
            self.client.force_login(person)
            page = self.client.get(self.page)
            self.assertContains(page, "The lawyer")
            self.assertNotContains(page, "Make a link")
            self.assertNotContains(page, self.one(link))
            with self.subTest(person.username), self.assertLogs("newsroom.refusals"):
                self.assertEqual(self.client.post(self.one(link)).status_code, 403)
            refused = self.client.post(self.page, {"days": "7"})
            self.assertContains(refused, "Who may write in the piece", status_code=422)
        self.assertEqual(PreviewLink.objects.get(), link)
        self.assertIsNotNone(find_open(key))

    def test_who_does_not_see_the_piece_sees_and_makes_none(self):
        link, key = make_link(self.article, by=self.writer)
        for person in (make_contributor(), make_user(), None):
            self.client.logout()
            if person:
                self.client.force_login(person)
            for answer in (
                self.client.get(self.page),
                self.client.post(self.page, {"days": "7"}),
                self.client.post(self.one(link)),
            ):
                self.assertIn(answer.status_code, (302, 403, 404))
                self.assertNotIn(self.page, answer.get("Location", "").partition("?")[0])
        self.assertEqual(PreviewLink.objects.get(), link)
        self.assertIsNotNone(find_open(key))

    def test_a_link_of_another_piece_is_not_revoked_here(self):
        other, key = make_link(self.article, by=self.writer)
        own = make_article(by=self.writer)
        address = reverse("admin:articles_article_preview_link", args=[own.pk, other.pk])
        self.client.post(address)
        self.assertIsNotNone(find_open(key))
