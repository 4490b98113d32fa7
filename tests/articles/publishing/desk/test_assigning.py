"""Who has a piece to edit, until when; and the note with which it was returned."""

from datetime import date

from django.core import mail
from django.test import override_settings

from articles.publishing.perform import perform
from tests.articles.publishing.desk.test_article import LIST, DeskTestCase, page_of
from tests.factories import (
    make_article,
    make_contributor,
    make_editor,
    make_funding_manager,
    make_user,
)


class AssigningTests(DeskTestCase):
    @override_settings(EMAIL_HOST="mail.example.org")
    def test_a_piece_is_given_to_an_editor_until_a_day_and_they_are_told_once(self):
        other = make_editor(first_name="Olga", email="olga@example.org")
        article = make_article(by=self.editor)
        with self.captureOnCommitCallbacks(execute=True):
            self.send(article, editor=str(other.pk), due="2026-12-03")
        article.refresh_from_db()
        self.assertEqual((article.editor, article.due), (other, date(2026, 12, 3)))
        self.assertEqual(article.revisions.first().content["editor"], other.pk)
        (message,) = mail.outbox
        self.assertEqual(message.to, ["olga@example.org"])
        self.assertIn("is yours to edit. editor assigned it.", message.subject)
        with self.captureOnCommitCallbacks(execute=True):
            self.send(article, title="Another title")
        self.assertEqual(len(mail.outbox), 1)

    def test_only_staff_who_are_there_and_may_open_it_can_have_it(self):
        writer = make_contributor()
        article = make_article(by=writer)
        refused = [
            make_contributor(),
            make_funding_manager(),
            make_editor(is_active=False),
            make_editor(is_staff=False),
            make_user(),
        ]
        for person in refused:
            with self.subTest(person.username):
                page = self.send(article, editor=str(person.pk))
                self.assertContains(page, "Select a valid choice")
        article.refresh_from_db()
        self.assertEqual((article.editor, article.edit), (None, 0))
        self.send(article, editor=str(writer.pk))
        article.refresh_from_db()
        self.assertEqual(article.editor, writer)

    def test_a_piece_whose_editor_has_left_can_still_be_saved(self):
        left = make_editor()
        article = make_article(by=self.editor, editor=left)
        left.is_active = False
        left.save()
        self.send(article, title="Another title")
        article.refresh_from_db()
        self.assertEqual((article.title, article.editor), ("Another title", left))

    def test_its_page_says_who_has_it_and_until_when(self):
        other = make_editor(first_name="Olga")
        article = make_article(by=self.editor, editor=other, due=date(2026, 12, 3))
        perform("submit", article, by=self.editor)
        page = self.client.get(page_of(article))
        self.assertContains(page, "Olga has it. It is due on 3 December 2026.")

    def test_the_list_can_show_what_is_assigned_to_oneself_or_to_nobody(self):
        make_article(title="Mine", editor=self.editor)
        make_article(title="Theirs", editor=make_editor())
        make_article(title="Nobody’s")
        for asked, titles in (("me", ["Mine"]), ("nobody", ["Nobody’s"])):
            with self.subTest(asked):
                shown = self.client.get(LIST, {"assigned": asked}).context["cl"].result_list
                self.assertEqual([piece.title for piece in shown], titles)


class ReturnedTests(DeskTestCase):
    def test_the_note_stands_on_top_of_the_piece_until_it_is_submitted_again(self):
        writer = make_contributor()
        article = make_article(by=writer)
        perform("submit", article, by=writer)
        perform("return", article, by=self.editor, note="Who paid\nfor the boat?")
        self.client.force_login(writer)
        self.assertContains(self.client.get(page_of(article)), "Who paid<br>for the boat?", count=1)
        perform("submit", article, by=writer)
        self.assertNotContains(self.client.get(page_of(article)), 'id="returned"')
