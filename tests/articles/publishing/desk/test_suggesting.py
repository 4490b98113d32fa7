"""Suggestions at the desk, without scripts: written, taken, left, and refused in a sentence."""

from django.urls import reverse

from articles.models import Proposal
from articles.publishing.perform import perform
from articles.writing.hunks import changed, parts
from articles.writing.proposals import propose
from tests.articles.publishing.desk.test_article import DeskTestCase
from tests.articles.publishing.test_suggesting import BODY, MINE
from tests.factories import make_article, make_contributor, make_funding_manager, make_user
from tests.filling_in import filled_in


class SuggestionsTests(DeskTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.writer = make_contributor()
        cls.article = make_article(by=cls.writer, body=BODY)
        cls.write = reverse("admin:articles_article_suggest", args=[cls.article.pk])
        cls.all = reverse("admin:articles_article_suggestions", args=[cls.article.pk])

    def proposal(self, by=None):
        return propose(self.article, MINE, base=BODY, by=by or self.editor)

    def keys(self, proposal):
        return [one.key for one in changed(parts(proposal.base, proposal.body))]

    def decide(self, proposal, **pressed):
        return self.client.post(self.all, {"proposal": proposal.pk, **pressed}, follow=True)

    def body(self):
        self.article.refresh_from_db()
        return self.article.body

    def test_it_is_written_as_a_text_and_shown_change_by_change_in_words(self):
        page = self.client.get(self.write)
        shown = self.client.post(self.write, filled_in(page, body=MINE), follow=True)
        self.assertContains(shown, "Instead of “230,000” write “320,000”.")
        self.assertContains(shown, "Take out “old”.")
        self.assertContains(shown, "Add “Late.”.")
        # Each within its paragraph, of which the other changes are no part.
        alone = "<p>It sold the old port for <del>230,000</del><ins>320,000</ins> to a man.</p>"
        self.assertContains(shown, alone, html=True)
        self.assertEqual(self.body(), BODY)
        self.assertContains(self.client.get(self.write), "320,000")

    def test_the_writer_takes_one_and_leaves_another(self):
        proposal = self.proposal()
        old, number, _late = self.keys(proposal)
        self.client.force_login(self.writer)
        self.decide(proposal, _take=number)
        self.assertEqual(self.body(), BODY.replace("230,000", "320,000"))
        self.decide(proposal, _leave=old)
        self.decide(proposal, _take_all="1")
        self.assertEqual(self.body(), BODY.replace("230,000", "320,000") + "<p>Late.</p>")
        self.assertContains(self.decide(proposal, _take_all="1"), "It is settled already")

    def test_what_is_forged_or_too_late_is_refused_in_a_sentence(self):
        proposal = self.proposal()
        elsewhere = propose(make_article(body=BODY), MINE, base=BODY, by=self.editor)
        for told, sentence in (
            ({"proposal": proposal.pk, "_take": "x"}, "The text has moved on"),
            ({"proposal": proposal.pk, "_forged": "1"}, "There is no such button."),
            ({"proposal": elsewhere.pk, "_take_all": "1"}, "It is settled already"),
            ({"proposal": "9" * 400, "_take_all": "1"}, "It is settled already"),
            ({"proposal": "²", "_take_all": "1"}, "It is settled already"),
            ({}, "It is settled already"),
        ):
            with self.subTest(told):
                self.assertContains(self.client.post(self.all, told, follow=True), sentence)
        self.assertEqual((self.body(), Proposal.objects.count()), (BODY, 2))

    def test_an_edit_that_is_not_known_any_more_loses_nothing(self):
        for edit in ("", "999", "-1", str(2**40)):
            with self.subTest(edit):
                answer = self.client.post(self.write, {"body": MINE, "edit": edit})
                self.assertRedirects(answer, self.all)
                self.assertEqual(Proposal.objects.get().body, MINE)

    def test_who_may_not_change_the_piece_now_suggests_withdraws_and_takes_nothing(self):
        perform("submit", self.article, by=self.writer)
        of_the_editor, own = self.proposal(), self.proposal(by=self.writer)
        self.client.force_login(self.writer)
        for proposal, pressed in (
            (of_the_editor, "_take_all"),
            (of_the_editor, "_leave_all"),
            (own, "_take_all"),
        ):
            self.assertEqual(self.decide(proposal, **{pressed: "1"}).status_code, 403)
        self.decide(own, _leave_all="1")
        self.assertEqual((self.body(), list(Proposal.objects.all())), (BODY, [of_the_editor]))

    def test_nobody_else_reads_or_writes_any_of_it(self):
        proposal = self.proposal()
        for person in (make_contributor(), make_user(), None):
            self.client.logout()
            if person:
                self.client.force_login(person)
            for answered in (
                self.client.get(self.all),
                self.client.get(self.write),
                self.client.post(self.write, {"body": "<p>Forged.</p>"}),
                self.client.post(self.all, {"proposal": proposal.pk, "_take_all": "1"}),
            ):
                with self.subTest(person):
                    self.assertIn(answered.status_code, (302, 403, 404))
                    self.assertNotIn(b"320,000", answered.content)
        self.client.force_login(make_funding_manager())
        self.assertEqual(self.client.get(self.write).status_code, 403)
        self.assertEqual((self.body(), Proposal.objects.get().body), (BODY, MINE))
