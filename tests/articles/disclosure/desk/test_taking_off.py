"""At the desk, coverage is taken off a published piece where the reason is asked for."""

from django.test import TestCase
from django.urls import reverse

from articles.models import Coverage
from articles.models.choices import Stage
from newsroom.models import LedgerEntry
from tests.articles.disclosure.desk.test_coverage import page_of
from tests.factories import (
    cover,
    make_article,
    make_funding_manager,
    make_grant,
    make_publisher,
    make_section,
)
from tests.filling_in import filled_in

ASKED = "Pieces that were published are taken off: say why, in a new reason."
LIST = "/desk/articles/coverage/"


class TakingOffTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.manager, cls.publisher = make_funding_manager(), make_publisher()
        cls.grant = make_grant(title="Rivers")
        cls.article = make_article(stage=Stage.PUBLISHED, section=make_section("Energy"))
        cls.rows = [cover(cls.article, cls.grant)]
        cls.rows.append(Coverage.objects.create(grant=make_grant(), section=cls.article.section))

    def setUp(self):
        self.client.force_login(self.manager)

    def gone(self):
        """The reasons of the rows that were deleted, by their keys, as the record has them."""
        entries = LedgerEntry.objects.filter(verb="uncover")
        return {int(entry.subject_key): entry.facts["reason"] for entry in entries}

    def test_the_page_that_deletes_a_row_asks_why_and_keeps_what_was_typed(self):
        row = self.rows[0]
        url = reverse("admin:articles_coverage_delete", args=[row.pk])
        self.assertNotContains(self.client.get(url), ASKED)
        for typed in ({}, {"reason": " "}):
            for sent in ({"post": "yes", **typed}, {"anything": "1", **typed}):
                answer = self.client.post(url, sent)
                self.assertContains(answer, ASKED, count=1)
        answer = self.client.post(url, {"post": "yes", "reason": "A\x07B"})
        self.assertContains(answer, ">A\x07B</textarea>", count=1)
        self.assertEqual((Coverage.objects.count(), self.gone()), (2, {}))
        self.client.post(url, filled_in(self.client.get(url), reason="Another piece."))
        self.assertEqual(self.gone(), {row.pk: "Another piece."})
        self.assertEqual(list(Coverage.objects.all()), self.rows[1:])

    def test_deleting_many_asks_why_and_the_reason_is_that_of_each(self):
        chosen = {"action": "delete_selected", "_selected_action": [row.pk for row in self.rows]}
        page = self.client.post(LIST, chosen)
        self.assertNotContains(page, ASKED)
        answer = self.client.post(LIST, {**chosen, "post": "yes"})
        self.assertContains(answer, ASKED)
        self.assertContains(answer, 'name="reason"', count=1)
        self.assertEqual((Coverage.objects.count(), self.gone()), (2, {}))
        self.client.post(LIST, {**chosen, "post": "yes", "reason": "The grant was refused."})
        self.assertEqual(Coverage.objects.count(), 0)
        self.assertEqual(self.gone(), {row.pk: "The grant was refused." for row in self.rows})

    def test_a_change_that_lets_pieces_go_asks_at_the_reason_and_a_preview_does_not(self):
        row = self.rows[1]
        elsewhere = {"section": str(make_section("Culture").pk)}
        url = page_of(row)
        page = self.client.post(url, filled_in(self.client.get(url), _preview="1", **elsewhere))
        self.assertEqual(page.context["affected"].let_go, 1)
        self.assertNotContains(page, ASKED)
        page = self.client.post(url, filled_in(page, **elsewhere))
        self.assertEqual(page.context["adminform"].form.errors, {"reason": [ASKED]})
        self.client.post(url, filled_in(page, reason="Agreed with them."))
        entry = LedgerEntry.objects.get(verb="cover")
        self.assertEqual(entry.facts["reason"], "Agreed with them.")
        self.assertEqual(entry.facts["before"]["target_name"], "Energy")

    def test_on_the_page_of_a_piece_the_row_that_is_taken_off_says_why(self):
        self.client.force_login(self.publisher)
        url = reverse("admin:articles_article_change", args=[self.article.pk])
        page = self.client.get(url)
        off = {"coverages-0-DELETE": "on", "title": "Typed just now", "_continue": "1"}
        answer = self.client.post(url, filled_in(page, **off))
        self.assertContains(answer, ASKED)
        self.assertContains(answer, "Typed just now")
        self.assertEqual((Coverage.objects.count(), self.gone()), (2, {}))
        why = {"coverages-0-reason": "The wrong grant."}
        self.client.post(url, filled_in(page, **off, **why))
        self.assertEqual(self.gone(), {self.rows[0].pk: "The wrong grant."})

    def test_another_grant_in_the_same_row_takes_the_first_one_off(self):
        self.client.force_login(self.publisher)
        url = reverse("admin:articles_article_change", args=[self.article.pk])
        page = self.client.get(url)
        other = {"coverages-0-grant": str(make_grant().pk), "_continue": "1"}
        self.assertContains(self.client.post(url, filled_in(page, **other)), ASKED)
        self.rows[0].refresh_from_db()
        self.assertEqual(self.rows[0].grant, self.grant)

    def test_on_the_page_of_a_draft_nothing_is_asked(self):
        self.client.force_login(self.publisher)
        draft = make_article(grants=[self.grant])
        url = reverse("admin:articles_article_change", args=[draft.pk])
        off = {"coverages-0-DELETE": "on", "_continue": "1"}
        self.client.post(url, filled_in(self.client.get(url), **off))
        self.assertEqual(draft.coverages.count(), 0)
