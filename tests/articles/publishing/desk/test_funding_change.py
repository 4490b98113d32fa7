"""At the desk, what is told otherwise about who paid is named where the reason is asked for."""

from django.test import TestCase
from django.urls import reverse

from articles.models import Article, Correction
from articles.models.choices import Funding, Hides
from newsroom.models import LedgerEntry
from tests.articles.publishing.desk.test_article import page_of
from tests.factories import (
    make_article,
    make_grant,
    make_publisher,
    publish,
    say_no_funding,
    waive,
)
from tests.filling_in import filled_in

FUND = "The River Fund paid for this."
SAID_BEFORE = f"An earlier version of this page said: “{FUND}”"


class AskingTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.publisher = make_publisher(username="Ola")
        say_no_funding()
        cls.grant = make_grant(FUND, title="Rivers")
        cls.article = publish(make_article(grants=[cls.grant], title="The port"))

    def declare_none(self):
        self.article.coverages.all().delete()
        Article.objects.filter(pk=self.article.pk).update(funding=Funding.NONE)

    def setUp(self):
        self.client.force_login(self.publisher)

    def form(self, page):
        (form,) = [form for form in page.context["panel"].moves if form.verb == "publish"]
        return form

    def send(self, **changes):
        url = page_of(self.article)
        page = filled_in(self.client.get(url), _move="publish", **changes)
        return self.client.post(url, page, follow=True)

    def test_what_would_be_dropped_is_named_where_the_reason_is_asked_for(self):
        self.declare_none()
        page = self.client.get(page_of(self.article))
        named = f"Dropped: the grant “Rivers”; “{FUND}”."
        self.assertIn(named, self.form(page)["note"].help_text)
        self.assertIn(SAID_BEFORE, self.form(page)["public_note"].help_text)
        self.assertContains(page, "Otherwise than readers were told", count=1)
        # Beside the field, and beside what will be printed.
        self.assertContains(page, named, count=2)

    def test_without_a_reason_it_is_refused_and_with_one_it_is_published(self):
        self.declare_none()
        answer = self.send(**{"move-publish-public_note": "No one paid."})
        self.assertContains(answer, "Saved, but not moved. Readers would be told otherwise")
        self.assertEqual(self.form(answer)["public_note"].value(), "No one paid.")
        self.assertContains(answer, '<details class="move" data-verb="publish" open>', count=1)
        self.assertEqual(self.article.versions.count(), 1)
        sent = filled_in(answer, _move="publish", **{"move-publish-note": "Wrong."})
        self.client.post(page_of(self.article), sent)
        self.assertEqual(LedgerEntry.objects.first().facts["note"], "Wrong.")
        self.assertEqual(Correction.objects.get().text, "No one paid.")

    def test_a_preview_shows_the_note_that_would_be_printed_and_writes_none(self):
        self.declare_none()
        preview = self.client.get(reverse("admin:articles_article_preview", args=[self.article.pk]))
        self.assertContains(preview, f'<span class="lines">{SAID_BEFORE}</span>', count=1)
        self.assertFalse(Correction.objects.exists())

    def test_where_nothing_changes_a_note_may_be_given_and_readers_are_told_nothing(self):
        page = self.client.get(page_of(self.article))
        self.assertEqual(list(self.form(page).fields), ["note", "at", "until"])
        self.assertNotContains(page, "Otherwise than readers were told")
        told = {"move-publish-public_note": "Nobody paid."}
        self.assertContains(self.send(title="Another", **told), "Nothing changes about who paid")
        self.send(**{"move-publish-note": "A better title."})
        self.assertEqual(LedgerEntry.objects.first().facts["note"], "A better title.")
        self.assertFalse(Correction.objects.exists())

    def test_what_readers_never_saw_asks_for_no_note(self):
        page = self.client.get(page_of(make_article(stage="ready")))
        self.assertEqual(list(self.form(page).fields), ["at", "until", "first_published"])

    def test_a_note_for_readers_is_not_offered_where_it_would_unmask(self):
        waive(self.grant, hides=Hides.ALL)
        page = self.client.get(page_of(self.article))
        self.assertEqual(list(self.form(page).fields), ["note", "at", "until"])
        self.assertIn(
            "Added: the grant “Rivers”, kept from readers.", str(page.context["panel"].change)
        )
