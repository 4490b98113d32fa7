"""The mail of the desk: written with what it tells of, sent after it, and never in its way."""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import TestCase, override_settings
from django.utils import timezone

from articles.models import News
from articles.models.choices import Stage
from articles.publishing.perform import perform
from articles.publishing.refusals import MoveRefused
from articles.writing.news import tell
from articles.writing.post import GIVEN_UP_AFTER, post
from newsroom.models import MailChoice
from tests.factories import (
    make_article,
    make_author,
    make_contributor,
    make_editor,
    make_publisher,
)


class Refusing(EmailBackend):
    """A mail server that does not know one address."""

    def send_messages(self, messages):
        if messages[0].to == ["writer@example.org"]:
            raise SMTPRecipientsRefused({"writer@example.org": (550, b"Unknown")})
        return super().send_messages(messages)


class Gone(EmailBackend):
    def send_messages(self, messages):
        raise ConnectionRefusedError


class Silent(EmailBackend):
    """One that lets everybody in and says nothing: smtplib has waited for it before it says so."""

    def send_messages(self, messages):
        raise SMTPServerDisconnected("Connection unexpectedly closed: timed out")


BACKENDS = {
    "refusing": f"{__name__}.Refusing",
    "gone": f"{__name__}.Gone",
    "silent": f"{__name__}.Silent",
}


@override_settings(EMAIL_HOST="mail.example.org")
class NewsTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.writer = make_contributor(email="writer@example.org", first_name="Wanda")
        cls.editor = make_editor(email="editor@example.org", first_name="Edith")
        cls.article = make_article(by=cls.writer, title="Rivers", body="<p>A secret text.</p>")

    def told(self, sent=None):
        return [(one.to, one.subject) for one in sent or mail.outbox]

    def moved(self, verb, *, by, **told):
        with self.captureOnCommitCallbacks(execute=True):
            perform(verb, self.article, by=by, **told)


class MovesTests(NewsTestCase):
    def test_what_is_submitted_is_told_to_whoever_has_it_to_edit(self):
        make_editor(email="other@example.org")
        self.article.editor = self.editor
        self.article.save()
        self.moved("submit", by=self.writer)
        self.assertEqual(
            self.told(),
            [(["editor@example.org"], "Newsroom: “Rivers” waits for your review. "
              "Wanda submitted it.")],
        )  # fmt: skip

    def test_without_an_editor_all_who_may_approve_it_are_told(self):
        make_publisher(email="publisher@example.org")
        make_editor(email="left@example.org", is_active=False)
        make_editor(email="")
        self.moved("submit", by=self.writer)
        self.assertEqual(
            [message.to for message in mail.outbox],
            [["editor@example.org"], ["publisher@example.org"]],
        )

    def test_the_note_of_what_is_returned_reaches_its_writer_and_not_whoever_wrote_it(self):
        self.moved("submit", by=self.writer)
        mail.outbox.clear()
        self.moved("return", by=self.editor, note="Who paid for the boat?\nAsk.")
        (message,) = mail.outbox
        self.assertEqual(message.to, ["writer@example.org"])
        self.assertIn("> Who paid for the boat?\n> Ask.", message.body)
        self.assertIn(f"/desk/articles/article/{self.article.pk}/change/", message.body)
        self.assertIn("/desk/account/", message.body)
        self.assertIn("/desk/account/#mail", message.extra_headers["List-Unsubscribe"])
        self.assertNotIn("secret text", message.subject + message.body)

    def test_whoever_signs_a_piece_and_may_not_read_it_is_told_without_the_note(self):
        signing = make_contributor(email="signs@example.org")
        author = make_author(user=signing)
        self.article.bylines.create(author=author)
        self.moved("submit", by=self.writer)
        self.moved("return", by=self.editor, note="Who paid for the boat?")
        told = next(message for message in mail.outbox if message.to == ["signs@example.org"])
        self.assertIn("“Rivers” was returned by Edith.", told.body)
        self.assertNotIn("boat", told.body)
        self.assertNotIn("/change/", told.body)

    def test_a_move_that_is_refused_tells_nobody(self):
        with self.assertRaises(MoveRefused):
            self.moved("return", by=self.editor, note="Not yet.")
        self.assertEqual((mail.outbox, News.objects.count()), ([], 0))

    @override_settings(EMAIL_HOST="")
    def test_without_a_mail_server_nothing_is_kept_for_later(self):
        self.moved("submit", by=self.writer)
        self.assertEqual((mail.outbox, News.objects.count()), ([], 0))


class PostTests(NewsTestCase):
    def tell(self, *people, note=""):
        with self.captureOnCommitCallbacks(execute=True):
            tell(News.What.COMMENT, self.article, people, by=None, note=note)

    def test_what_is_sent_is_kept_no_longer(self):
        self.tell(self.writer)
        self.assertEqual((len(mail.outbox), News.objects.count()), (1, 0))

    @override_settings(EMAIL_BACKEND=BACKENDS["refusing"])
    def test_one_address_that_is_refused_keeps_nobody_else_from_their_mail(self):
        with self.assertLogs("articles.writing.post", "WARNING"):
            self.tell(self.writer, self.editor)
        self.assertEqual([message.to for message in mail.outbox], [["editor@example.org"]])
        waiting = News.objects.get()
        self.assertEqual((waiting.to, waiting.attempts), (self.writer, 1))
        self.assertGreater(waiting.due_at, timezone.now())

    def test_no_move_fails_for_a_mail_server_that_is_gone_and_the_mail_is_sent_later(self):
        with (
            override_settings(EMAIL_BACKEND=BACKENDS["gone"]),
            self.assertLogs("articles.writing.post", "WARNING"),
        ):
            self.moved("submit", by=self.writer)
        self.article.refresh_from_db()
        self.assertEqual(self.article.stage, Stage.REVIEW)
        News.objects.update(due_at=timezone.now())
        self.assertEqual(len(post()), 1)
        self.assertEqual([message.to for message in mail.outbox], [["editor@example.org"]])

    @override_settings(EMAIL_BACKEND=BACKENDS["silent"])
    def test_whoever_tells_several_waits_once_for_a_server_that_says_nothing(self):
        with self.assertLogs("articles.writing.post", "WARNING") as log:
            self.tell(self.writer, self.editor)
        self.assertEqual((len(log.output), News.objects.count()), (1, 2))

    def test_it_is_given_up_after_some_days_and_the_log_says_so(self):
        with (
            override_settings(EMAIL_BACKEND=BACKENDS["gone"]),
            self.assertLogs("articles.writing.post", "WARNING"),
        ):
            self.tell(self.writer)
        News.objects.update(at=timezone.now() - GIVEN_UP_AFTER - timedelta(minutes=1))
        with self.assertLogs("articles.writing.post", "ERROR") as log:
            post()
        self.assertEqual((mail.outbox, News.objects.count()), ([], 0))
        self.assertIn("Given up", log.output[0])

    def test_whoever_wants_one_mail_a_day_gets_all_in_one_in_the_morning(self):
        MailChoice.objects.create(user=self.writer, when=MailChoice.When.DAILY)
        self.tell(self.writer, note="One.")
        self.tell(self.writer, note="Another.")
        self.assertEqual((mail.outbox, post()), ([], []))
        News.objects.update(due_at=timezone.now())
        self.assertEqual(len(post()), 2)
        (message,) = mail.outbox
        self.assertEqual(message.subject, "Newsroom: 2 things at the desk")
        self.assertLess(message.body.index("> One."), message.body.index("> Another."))

    def test_whoever_wants_no_mail_gets_none(self):
        MailChoice.objects.create(user=self.writer, when=MailChoice.When.NEVER)
        self.tell(self.writer)
        self.assertEqual((mail.outbox, News.objects.count()), ([], 0))

    def test_whoever_may_read_the_piece_no_more_when_it_is_sent_is_told_nothing(self):
        MailChoice.objects.create(user=self.editor, when=MailChoice.When.DAILY)
        self.tell(self.editor, note="Who paid for the boat?")
        self.editor.groups.clear()
        News.objects.update(due_at=timezone.now())
        self.assertEqual((post(), mail.outbox, News.objects.count()), ([], [], 0))
