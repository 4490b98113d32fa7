"""What is said of a piece: by whoever reads it, to whom it concerns, and beside the text alone."""

from django.core import mail
from django.test import TestCase, override_settings
from django.utils import timezone

from articles.models import Article, Comment
from articles.publishing.edits import editing
from articles.writing.anchors import anchored, texts_of
from articles.writing.comments import (
    LONGEST,
    MOST,
    CommentRefused,
    answer,
    comment,
    follow_texts,
    settle,
    take_back,
)
from tests.factories import (
    make_article,
    make_contributor,
    make_editor,
    make_funding_manager,
    make_user,
)

BODY = "<p>The council met.</p><p>It sold the port for 230,000 to a company.</p>"


class CommentsTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.writer = make_contributor(email="writer@example.org", first_name="Wanda")
        cls.editor = make_editor(email="editor@example.org", first_name="Edith")
        cls.article = make_article(by=cls.writer, title="Ports", body=BODY)

    def on_the_port(self, words="To whom?", by=None):
        anchor = anchored("sold the port", texts_of(self.article.body))
        return comment(self.article, words, by=by or self.editor, anchor=anchor)

    def edit(self, body, article=None):
        with editing(article or self.article, by=self.editor) as stored:
            stored.body = body
            stored.save()


class CommentingTests(CommentsTestCase):
    def test_whoever_reads_a_piece_at_the_desk_comments_on_it_and_nobody_else(self):
        for person in (self.writer, self.editor, make_funding_manager()):
            comment(self.article, "Yes.", by=person)
        for person in (make_contributor(), make_user(), make_editor(is_staff=False)):
            with self.subTest(person.username), self.assertRaises(CommentRefused):
                comment(self.article, "No.", by=person)
        self.assertEqual([one.words for one in Comment.objects.all()], ["Yes."] * 3)

    def test_nothing_and_too_much_are_refused_in_a_sentence(self):
        for words in ("", " \n", "x" * (LONGEST + 1)):
            with self.subTest(len(words)), self.assertRaises(CommentRefused):
                comment(self.article, words, by=self.editor)

    def test_a_piece_full_of_comments_takes_another_once_one_is_settled(self):
        said = {"article": self.article, "by": self.editor, "at": timezone.now(), "words": "Yes."}
        Comment.objects.bulk_create(Comment(**said) for _number in range(MOST))
        with self.assertRaisesMessage(CommentRefused, "settle those first"):
            comment(self.article, "One more.", by=self.editor)
        settle(Comment.objects.first(), by=self.editor, done=True)
        comment(self.article, "One more.", by=self.editor)

    def test_an_answer_to_an_answer_answers_the_comment(self):
        first = self.on_the_port()
        second = answer(first, "To a company.", by=self.writer)
        third = answer(second, "Which?", by=self.editor)
        self.assertEqual((second.answers, third.answers), (first, first))

    @override_settings(EMAIL_HOST="mail.example.org")
    def test_a_comment_is_told_to_its_people_and_an_answer_to_whoever_spoke(self):
        manager = make_funding_manager(email="manager@example.org")
        with self.captureOnCommitCallbacks(execute=True):
            said = self.on_the_port("Who paid for this?", by=manager)
        (message,) = mail.outbox
        self.assertEqual(message.to, ["writer@example.org"])
        self.assertIn("> Who paid for this?", message.body)
        self.assertNotIn("sold the port", message.body)
        mail.outbox.clear()
        with self.captureOnCommitCallbacks(execute=True):
            answer(said, "We asked.", by=self.writer)
        self.assertEqual([message.to for message in mail.outbox], [["manager@example.org"]])

    def test_its_author_and_editors_settle_it_and_open_it_again(self):
        said = self.on_the_port(by=self.writer)
        for person, done in ((self.writer, True), (self.editor, False), (self.editor, True)):
            settle(said, by=person, done=done)
            said.refresh_from_db()
            self.assertEqual((bool(said.done_at), said.done_by), (done, person if done else None))
        of_the_editor = self.on_the_port()
        with self.assertRaises(CommentRefused):
            settle(of_the_editor, by=self.writer, done=True)
        with self.assertRaises(CommentRefused):
            settle(answer(said, "No.", by=self.editor), by=self.editor, done=True)

    def test_what_nobody_has_answered_is_taken_back_by_its_author_alone(self):
        said = self.on_the_port()
        with self.assertRaises(CommentRefused):
            take_back(said, by=self.writer)
        replied = answer(said, "Why?", by=self.writer)
        with self.assertRaises(CommentRefused):
            take_back(said, by=self.editor)
        take_back(replied, by=self.writer)
        take_back(said, by=self.editor)
        self.assertEqual(Comment.objects.count(), 0)


class FollowingTests(CommentsTestCase):
    def test_a_comment_follows_its_passage_from_whichever_door_the_text_is_edited(self):
        said = self.on_the_port()
        self.edit(f"<h2>New</h2>{BODY}")
        said.refresh_from_db()
        self.assertEqual((said.block, said.start, said.is_gone), (2, 3, False))

    def test_where_the_passage_is_gone_the_comment_stays_and_says_what_it_was(self):
        said, whole = self.on_the_port(), comment(self.article, "Good.", by=self.editor)
        self.edit("<p>Nothing of it.</p>")
        said.refresh_from_db()
        whole.refresh_from_db()
        self.assertEqual((said.is_gone, said.quotation), (True, "sold the port"))
        self.assertFalse(whole.is_gone)
        self.edit(BODY)
        said.refresh_from_db()
        self.assertEqual((said.is_gone, said.block, said.start), (False, 1, 3))

    def test_it_asks_the_same_for_one_and_for_thirty_and_leaves_other_pieces_alone(self):
        other = make_article(by=self.writer, body=BODY)
        apart = comment(
            other, "Here.", by=self.editor, anchor=anchored("sold the port", texts_of(BODY))
        )
        for number in (1, 29):
            for _ in range(number):
                self.on_the_port()
            Article.objects.filter(pk=self.article.pk).update(
                body=f"<p>{number}.</p>{BODY * number}"
            )
            with self.subTest(number), self.assertNumQueries(3):
                follow_texts([self.article.pk])
        apart.refresh_from_db()
        self.assertEqual(apart.block, 1)
