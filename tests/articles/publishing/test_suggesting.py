"""What is suggested is no part of the piece before somebody takes it."""

from django.core import mail
from django.test import TestCase, override_settings

from articles.models import Article, News, Proposal
from articles.models.choices import Stage
from articles.publishing.edits import editing
from articles.publishing.gate import problems
from articles.publishing.perform import perform
from articles.publishing.refusals import GateClosed, MoveRefused
from articles.publishing.suggesting import take
from articles.writing.hunks import changed, parts
from articles.writing.proposals import SuggestionRefused, leave, propose
from newsroom.models import Masthead
from tests.factories import (
    make_article,
    make_contributor,
    make_editor,
    make_funding_manager,
    make_publisher,
    publish,
)

BODY = "<p>It sold the old port for 230,000 to a man.</p><p>It went home.</p>"
MINE = "<p>It sold the port for 320,000 to a man.</p><p>It went home.</p><p>Late.</p>"


class SuggestingTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.writer, cls.editor = make_contributor(), make_editor()
        cls.article = make_article(by=cls.writer, body=BODY)

    def propose(self, body=MINE, by=None):
        return propose(self.article, body, base=BODY, by=by or self.editor)

    def keys(self, proposal):
        return [one.key for one in changed(parts(proposal.base, proposal.body))]

    def body(self):
        return Article.objects.get(pk=self.article.pk).body

    def test_each_change_is_taken_or_left_by_itself(self):
        proposal = self.propose()
        old, number, _late = self.keys(proposal)
        self.assertEqual(self.body(), BODY)
        take(proposal, [number], by=self.writer)
        self.assertEqual(self.body(), BODY.replace("230,000", "320,000"))
        proposal.refresh_from_db()
        leave(proposal, self.keys(proposal)[:1])
        proposal.refresh_from_db()
        self.assertEqual(len(self.keys(proposal)), 1)
        take(proposal, by=self.writer)
        self.assertEqual(self.body(), BODY.replace("230,000", "320,000") + "<p>Late.</p>")
        self.assertFalse(Proposal.objects.exists())
        with self.assertRaises(SuggestionRefused):
            take(proposal, [old], by=self.writer)

    def test_it_moves_along_with_the_text_and_takes_back_nothing_that_others_wrote(self):
        proposal = self.propose()
        with editing(self.article, by=self.writer) as stored:
            stored.body = "<p>New.</p>" + BODY.replace("home", "away")
            stored.save()
        proposal.refresh_from_db()
        take(proposal, by=self.writer)
        self.assertEqual(self.body(), "<p>New.</p>" + MINE.replace("home", "away"))

    def test_a_text_that_was_changed_behind_the_desk_is_not_overwritten(self):
        proposal = self.propose()
        Article.objects.filter(pk=self.article.pk).update(body=f"{BODY}<p>Behind.</p>")
        take(proposal, self.keys(proposal)[:1], by=self.writer)
        self.assertEqual(self.body(), BODY.replace("old port", "port") + "<p>Behind.</p>")

    def test_what_is_made_of_an_older_text_is_put_onto_the_one_that_stands_now(self):
        with editing(self.article, by=self.writer) as stored:
            stored.body = f"<p>New.</p>{BODY}"
            stored.save()
        self.assertEqual(self.propose().body, f"<p>New.</p>{MINE}")

    def test_what_changes_nothing_any_more_is_suggested_no_more(self):
        self.propose()
        self.assertIsNone(self.propose(BODY))
        self.propose()
        with editing(self.article, by=self.writer) as stored:
            stored.body = MINE
            stored.save()
        self.assertFalse(Proposal.objects.exists())

    def test_a_change_that_is_not_there_is_refused_and_nothing_is_changed(self):
        proposal = self.propose()
        for keys in (["0" * 16], [*self.keys(proposal), ""]):
            with self.subTest(keys), self.assertRaises(SuggestionRefused):
                take(proposal, keys, by=self.writer)
        self.assertEqual((self.body(), Proposal.objects.count()), (BODY, 1))

    def test_only_who_may_work_on_the_piece_suggests(self):
        for person in (make_contributor(), make_funding_manager()):
            with self.subTest(person.username), self.assertRaises(SuggestionRefused):
                self.propose(by=person)
        self.assertFalse(Proposal.objects.exists())

    def test_the_writer_of_a_piece_in_review_can_suggest(self):
        perform("submit", self.article, by=self.writer)
        self.assertIsNotNone(self.propose(by=self.writer))

    def test_while_one_is_open_the_piece_is_not_published(self):
        publisher = make_publisher()
        proposal = self.propose()
        self.assertIn(
            "suggestions-open", [one.code for one in problems(self.article) if one.blocks]
        )
        perform("submit", self.article, by=self.writer)
        perform("approve", self.article, by=self.editor)
        with self.assertRaises(GateClosed):
            perform("publish", self.article, by=publisher)
        leave(proposal)
        perform("publish", self.article, by=publisher)
        self.assertEqual(self.article.versions.get().body, BODY)

    def test_whoever_proposed_it_and_whoever_took_it_have_written_in_the_piece(self):
        Masthead.objects.update(four_eyes=True)
        self.article.writers.set([])
        proposal = self.propose(by=self.writer)
        take(proposal, by=self.editor)
        self.assertEqual(set(self.article.writers.all()), {self.writer, self.editor})
        alone = make_article(by=self.editor, body=BODY)
        take(propose(alone, MINE, base=BODY, by=self.editor), by=self.editor)
        perform("submit", alone, by=self.editor)
        with self.assertRaises(MoveRefused):
            perform("approve", alone, by=self.editor)

    def test_taking_into_an_approved_text_sends_it_back_to_review(self):
        article = make_article(by=self.writer, body=BODY, stage=Stage.READY)
        take(propose(article, MINE, base=BODY, by=self.editor), by=self.editor)
        article.refresh_from_db()
        self.assertEqual(article.stage, Stage.REVIEW)

    @override_settings(EMAIL_HOST="mail.example.org")
    def test_the_writer_is_told_once_and_without_the_text(self):
        self.writer.email = "writer@example.org"
        self.writer.save()
        with self.captureOnCommitCallbacks(execute=True):
            self.propose()
            self.propose(f"{MINE}<p>More.</p>")
        (message,) = mail.outbox
        self.assertIn("suggests changes", message.subject)
        self.assertNotIn("320,000", message.body)
        self.assertFalse(News.objects.exists())

    def test_a_published_piece_stays_as_it_is_while_somebody_suggests(self):
        publish(self.article)
        self.propose()
        self.assertEqual([one.body for one in self.article.versions.all()], [BODY])
