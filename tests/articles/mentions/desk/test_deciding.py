"""Judging mentions and recording confirmations beside a piece."""

from datetime import timedelta
from functools import cached_property

from django.contrib.auth.models import Permission
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from articles.models import InterestConfirmation, MentionDecision
from articles.models.choices import Stage
from authors.models import Interest
from newsroom.models import LedgerEntry
from tests.factories import (
    make_article,
    make_author,
    make_contributor,
    make_editor,
    make_funder,
    make_funding_manager,
    make_grant,
    make_publisher,
    move_to,
)
from tests.filling_in import filled_in

TEXT = "<p>The Visegrad Fund’s <em>call</em> is open, says the Atlantic Council.</p>"


def page_of(article):
    return reverse("admin:articles_article_change", args=[article.pk])


class DeskTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        make_grant(funders=[make_funder("Visegrad Fund")])
        cls.editor = make_editor()
        cls.author = make_author("Anna", affiliation="Atlantic Council")
        cls.article = make_article(body=TEXT, authors=[cls.author])

    def setUp(self):
        self.client.force_login(self.editor)

    def send(self, **changes):
        url = page_of(self.article)
        return self.client.post(url, filled_in(self.client.get(url), **changes), follow=True)

    def forms(self):
        return self.client.get(page_of(self.article)).context["panel"].mentions

    @cached_property
    def prefixes(self):
        """What the names of the fields about each mention begin with."""
        return [form.prefix for form in self.forms()]

    def judged(self, number, decision, reason=""):
        prefix = self.prefixes[number]
        return {f"{prefix}-decision": decision, f"{prefix}-reason": reason}

    def decisions(self):
        rows = MentionDecision.objects.order_by("name")
        return [(row.name, row.decision, row.reason, row.decided_by) for row in rows]


class MentionTests(DeskTestCase):
    def test_the_page_shows_each_mention_in_the_words_of_the_text(self):
        page = self.client.get(page_of(self.article))
        self.assertContains(
            page,
            "The <mark>Visegrad Fund’s</mark> call is open, says the Atlantic Council.",
            count=1,
        )
        self.assertContains(page, "<mark>Atlantic Council</mark>", count=1)
        self.assertContains(page, 'href="#mentions"', count=2)
        self.assertContains(page, 'id="mentions"', count=1)

    def test_a_piece_without_mentions_has_no_such_part(self):
        self.article = make_article(body="<p>Nothing of the kind.</p>")
        self.assertNotContains(self.client.get(page_of(self.article)), "mention")

    def test_decisions_are_saved_with_the_piece_and_recorded(self):
        self.send(
            **self.judged(0, "irrelevant", "In passing.\nSays nothing of us."),
            **self.judged(1, "disclose"),
            title="New title",
        )
        self.article.refresh_from_db()
        self.assertEqual(self.article.title, "New title")
        self.assertEqual(
            self.decisions(),
            [
                ("Atlantic Council", "disclose", "", self.editor),
                ("Visegrad Fund", "irrelevant", "In passing.\nSays nothing of us.", self.editor),
            ],
        )
        self.assertEqual(LedgerEntry.objects.filter(verb="decide-mention").count(), 2)

    def test_a_decision_is_shown_and_saving_again_records_nothing_new(self):
        self.send(**self.judged(0, "irrelevant", "In passing."))
        page = self.client.get(page_of(self.article))
        self.assertContains(page, f'<p class="quiet">{self.editor}, ', count=1)
        self.send(title="Newer title")
        self.assertEqual(LedgerEntry.objects.filter(verb="decide-mention").count(), 1)
        self.assertEqual([row[:2] for row in self.decisions()], [("Visegrad Fund", "irrelevant")])

    def test_a_decision_counts_for_the_move_that_is_made_with_it(self):
        publisher = make_publisher()
        self.client.force_login(publisher)
        move_to(self.article, Stage.READY)
        self.send(_move="publish")
        self.article.refresh_from_db()
        self.assertEqual(self.article.stage, Stage.READY)
        answers = self.judged(0, "irrelevant", "In passing.") | self.judged(1, "disclose")
        self.send(_move="publish", **answers)
        self.article.refresh_from_db()
        self.assertEqual(self.article.stage, Stage.PUBLISHED)

    def test_a_decision_without_its_reason_is_refused_in_words_and_the_others_are_kept(self):
        page = self.send(**self.judged(0, "irrelevant"), **self.judged(1, "disclose"))
        self.assertContains(page, "Visegrad Fund: Say why the mention is not relevant.", count=1)
        self.assertEqual([row[:2] for row in self.decisions()], [("Atlantic Council", "disclose")])

    def test_nonsense_is_refused_in_words(self):
        for answers, words in [
            (("perhaps", ""), "Select a valid choice"),
            (("", "because"), "Say whether the mention is to be disclosed."),
            (("irrelevant", "a\x00b"), "Null characters are not allowed."),
            (("irrelevant", "a\x0bb"), "U+000B"),
        ]:
            with self.subTest(words):
                self.assertContains(self.send(**self.judged(0, *answers)), words, count=1)
        self.assertEqual(self.decisions(), [])

    def test_an_answer_about_what_the_text_no_longer_mentions_is_dropped(self):
        answers = self.judged(0, "disclose")
        self.send(**answers, body="<p>Rewritten.</p>")
        self.assertEqual(self.decisions(), [])

    def test_whoever_may_only_write_cannot_decide(self):
        writer = make_contributor()
        self.article = make_article(body=TEXT, by=writer, authors=[self.author])
        answers = self.judged(0, "disclose")
        self.client.force_login(writer)
        page = self.client.get(page_of(self.article))
        self.assertContains(page, "An editor has to decide about it.", count=2)
        self.assertNotIn(next(iter(answers)), filled_in(page))
        answer = self.client.post(page_of(self.article), filled_in(page, title="Sneaky", **answers))
        self.article.refresh_from_db()
        self.assertEqual(answer.status_code, 403)
        self.assertNotEqual(self.article.title, "Sneaky")
        self.assertEqual(self.decisions(), [])

    def test_the_permission_does_not_reach_the_pieces_of_others(self):
        writer = make_contributor()
        writer.user_permissions.add(Permission.objects.get(codename="add_mentiondecision"))
        answers = self.judged(0, "disclose")
        everything = filled_in(self.client.get(page_of(self.article)), **answers)
        for user in (writer, make_funding_manager()):
            self.client.force_login(user)
            self.client.post(page_of(self.article), everything)
        self.assertEqual(self.decisions(), [])


class ConfirmationTests(DeskTestCase):
    def confirm(self, author):
        return self.send(
            **{
                "interest_confirmations-TOTAL_FORMS": "1",
                "interest_confirmations-0-author": str(author.pk),
            }
        )

    def test_the_word_of_an_author_is_recorded_with_who_took_it(self):
        self.confirm(self.author)
        row = InterestConfirmation.objects.get()
        self.assertEqual(
            (row.article, row.author, row.recorded_by), (self.article, self.author, self.editor)
        )

    def test_only_authors_of_the_piece_can_be_chosen(self):
        stranger = make_author()
        # Beside the field, and in the list with which a page that was refused begins.
        self.assertContains(self.confirm(stranger), "Select a valid choice", count=2)
        self.assertEqual(InterestConfirmation.objects.count(), 0)

    def test_a_contributor_sees_confirmations_and_adds_none(self):
        writer = make_contributor()
        self.article = make_article(by=writer, authors=[self.author])
        self.client.force_login(writer)
        self.confirm(self.author)
        self.assertEqual(InterestConfirmation.objects.count(), 0)

    def test_a_missing_confirmation_leads_to_the_list_where_it_is_recorded(self):
        until = timezone.localdate() + timedelta(days=9)
        Interest.objects.create(author=self.author, organisation="Club", ends_on=until)
        page = self.client.get(page_of(self.article))
        self.assertContains(page, 'href="#interest_confirmations-group"', count=1)
        self.assertContains(page, 'id="interest_confirmations-group"', count=1)
