"""Who else is in a piece, and since when, is told to whoever may read it."""

from datetime import timedelta

from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Presence
from articles.models.choices import Stage
from articles.publishing.edits import editing
from tests.articles.publishing.desk.test_article import DeskTestCase, page_of
from tests.factories import make_article, make_contributor, make_editor, make_funding_manager
from tests.filling_in import filled_in


class PresenceTests(DeskTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.anna = make_editor(first_name="Anna", last_name="Koval")
        cls.article = make_article()

    def here(self, by, article=None, **sent):
        self.client.force_login(by)
        address = reverse("admin:articles_article_here", args=[(article or self.article).pk])
        return self.client.post(address, sent)

    def others(self, by=None):
        return self.here(by or self.editor).json()["others"]

    def then(self, since):
        return timezone.localtime(since).strftime("%H:%M")

    def test_of_whom_nothing_was_heard_for_a_day_nothing_is_kept_if_nobody_writes_any_more(self):
        self.here(self.anna)
        Presence.objects.update(at=timezone.now() - timedelta(days=1, minutes=1))
        call_command("remind", "--dry-run")
        self.assertEqual(Presence.objects.count(), 1)
        call_command("remind")
        self.assertEqual(Presence.objects.count(), 0)

    def test_who_opened_it_is_told_to_others_and_not_to_themselves(self):
        self.assertEqual(self.others(self.anna), [])
        since = Presence.objects.get().since
        told = [f"Anna Koval opened this piece at {self.then(since)}."]
        self.assertEqual(self.others(), told)
        self.client.force_login(self.editor)
        self.assertContains(self.client.get(page_of(self.article)), told[0])
        self.assertEqual(len(self.others(self.anna)), 1)

    def test_that_somebody_has_unsaved_text_is_told(self):
        self.here(self.anna, unsaved="1")
        self.assertIn("and has unsaved text.", self.others()[0])
        self.here(self.anna, unsaved="0")
        self.assertNotIn("unsaved", self.others()[0])

    def test_who_was_not_heard_of_any_more_is_not_told_of(self):
        self.here(self.anna)
        Presence.objects.update(at=timezone.now() - timedelta(minutes=4))
        self.assertEqual(self.others(), [])

    def test_it_is_told_since_when_somebody_is_there_and_not_when_they_were_heard_of(self):
        self.here(self.anna)
        first = timezone.now() - timedelta(minutes=40)
        Presence.objects.update(since=first, at=timezone.now() - timedelta(minutes=1))
        self.here(self.anna)
        self.assertEqual(Presence.objects.get().since, first)
        Presence.objects.update(at=timezone.now() - timedelta(minutes=30))
        self.here(self.anna)
        self.assertGreater(Presence.objects.get().since, first)

    def test_nothing_is_kept_for_longer_than_a_day(self):
        self.here(self.anna)
        Presence.objects.update(at=timezone.now() - timedelta(hours=25))
        self.here(self.editor, make_article())
        self.assertFalse(Presence.objects.filter(person=self.anna).exists())

    def test_what_others_saved_is_told_to_an_open_page(self):
        self.client.force_login(self.editor)
        seen = filled_in(self.client.get(page_of(self.article)))["seen"]
        self.assertEqual(self.here(self.editor, seen=seen).json()["saved"], [])
        self.client.force_login(self.anna)
        self.send(self.article, title="Theirs")
        told, end = self.here(self.editor, seen=seen).json()["saved"]
        self.assertIn("Anna Koval changed “Title” at ", told)
        self.assertEqual(end, "What you save is put together with that.")

    def test_marks_that_are_forged_are_no_error(self):
        for seen in ("", "x", "1.", "0.x", "²", "1.99999999999999999999999", "\x00"):
            with self.subTest(seen):
                self.assertEqual(self.here(self.editor, seen=seen).status_code, 200)

    def test_strangers_to_the_piece_see_nothing_and_who_only_reads_is_not_told_of(self):
        self.here(self.anna)
        self.assertEqual(self.here(make_contributor()).status_code, 404)
        self.assertEqual(len(self.others(make_funding_manager())), 1)
        writer = make_contributor()
        article = make_article(created_by=writer)
        Article.objects.filter(pk=article.pk).update(stage=Stage.REVIEW)
        self.here(writer, article)
        self.assertEqual({one.person for one in Presence.objects.all()}, {self.anna})

    def test_a_page_that_is_only_open_is_no_edit(self):
        with editing(self.article, by=self.anna):
            pass
        self.here(self.anna, unsaved="1")
        self.assertEqual(Article.objects.get(pk=self.article.pk).edit, 1)
