"""Deadlines of every kind, and the reminders of them."""

from datetime import date, timedelta
from io import StringIO
from unittest.mock import patch

from django.core import mail
from django.core.management import CommandError, call_command
from django.test import TestCase, override_settings
from django.utils import timezone

from articles.upkeep.due import deadlines
from articles.upkeep.reminders import line
from authors.models import Author, Interest
from newsroom.models import LedgerEntry
from tests.factories import (
    make_author,
    make_editor,
    make_funding_manager,
    make_grant,
    make_user,
    waive,
)

TODAY = date(2024, 10, 31)


def lines(today=TODAY):
    return [line(deadline) for deadline in deadlines(today)]


def make_waiver(grant, **fields):
    fields = {"reason": "In danger.", "approved_by": "Ms Doe", "review_on": TODAY, **fields}
    return waive(grant, **fields)


def declare(author, ends_on):
    return Interest.objects.create(author=author, starts_on=date(2024, 1, 1), ends_on=ends_on)


class DeadlineTests(TestCase):
    def test_all_kinds_are_told_in_one_list_as_sentences(self):
        grant = make_grant(title="Awakening", ends_on=date(2024, 11, 4))
        make_waiver(grant, review_on=date(2024, 10, 30))
        declare(make_author("Anna"), date(2024, 11, 1))
        self.assertEqual(
            lines(),
            [
                "30 October 2024: the waiver is to be reviewed, Awakening: "
                "the funder’s name, amount and logo (1 workday overdue).",
                "1 November 2024: the declaration of interests ends, Anna (1 workday left).",
                "4 November 2024: the grant ends, Awakening (2 workdays left).",
            ],
        )

    def test_a_waiver_that_was_lifted_needs_no_review(self):
        make_waiver(make_grant(), lifted_at=timezone.now())
        make_waiver(make_grant(), review_on=date(2024, 12, 31))
        self.assertEqual(lines(), [])

    def test_an_author_who_declared_again_is_not_told(self):
        anna = make_author("Anna")
        declare(anna, date(2024, 11, 1))
        declare(anna, date(2025, 11, 1))
        declare(make_author(), TODAY - timedelta(days=1))
        declare(make_author(merged_into=anna), date(2024, 11, 1))
        self.assertEqual(lines(), [])
        self.assertEqual(Author.objects.count(), 3)


class RemindTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.today = TODAY
        cls.grant = make_grant(title="Awakening", ends_on=date(2024, 11, 28))
        make_user(email="root@example.org", is_superuser=True)
        make_editor(email="editor@example.org")
        make_funding_manager(email="gone@example.org", is_active=False)
        make_funding_manager(email="")
        cls.manager = make_funding_manager(email="maria@example.org")

    def remind(self, *options):
        out = StringIO()
        with patch("django.utils.timezone.localdate", return_value=self.today):
            call_command("remind", *options, stdout=out)
        return out.getvalue()

    def recorded(self):
        entries = LedgerEntry.objects.filter(verb="remind").order_by("number")
        return [(entry.subject_name, entry.facts) for entry in entries]

    LINE = "28 November 2024: the grant ends, Awakening (20 workdays left).\n"

    @override_settings(EMAIL_HOST="mail.example.org")
    def test_funding_managers_are_mailed_once_and_the_ledger_tells(self):
        self.assertEqual(self.remind(), self.LINE + "Mailed to maria@example.org.\n")
        (sent,) = mail.outbox
        self.assertEqual(
            (sent.to, sent.subject, sent.body),
            (["maria@example.org"], "Newsroom: what is due", self.LINE.strip()),
        )
        facts = {"what": "grant-ends", "due": "2024-11-28", "call": 20}
        self.assertEqual(self.recorded(), [("Awakening", facts)])
        self.assertEqual(self.remind(), "")
        self.today += timedelta(days=1)
        self.assertEqual(self.remind(), "")
        self.assertEqual(len(mail.outbox), 1)

    def test_a_second_reminder_comes_five_workdays_ahead(self):
        self.remind()
        self.today = date(2024, 11, 20)
        self.assertEqual(self.remind(), "")
        self.today = date(2024, 11, 21)
        self.assertIn("(5 workdays left)", self.remind())
        self.assertEqual([facts["call"] for _name, facts in self.recorded()], [20, 5])

    def test_who_starts_late_is_reminded_once_and_not_twice(self):
        self.today = date(2024, 11, 27)
        self.assertIn("(1 workday left)", self.remind())
        self.assertEqual(self.remind(), "")

    def test_a_deadline_that_moves_is_told_anew(self):
        self.remind()
        self.grant.ends_on = date(2024, 11, 27)
        self.grant.save()
        self.assertIn("27 November 2024", self.remind())

    def test_without_a_mail_server_it_is_printed_and_counts_as_told(self):
        self.assertEqual(self.remind(), self.LINE)
        self.assertEqual(mail.outbox, [])
        self.assertEqual(self.remind(), "")

    @override_settings(EMAIL_HOST="mail.example.org")
    def test_a_dry_run_mails_and_records_nothing(self):
        self.assertEqual(self.remind("--dry-run"), self.LINE)
        self.assertEqual((mail.outbox, self.recorded()), ([], []))

    @override_settings(EMAIL_HOST="mail.example.org")
    def test_with_nobody_to_mail_to_it_fails_and_records_nothing(self):
        self.manager.delete()
        with self.assertRaisesMessage(CommandError, "No funding manager has an e-mail address"):
            self.remind()
        self.assertEqual(self.recorded(), [])

    @override_settings(
        EMAIL_HOST="localhost",
        EMAIL_PORT=1,
        EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
    )
    def test_when_the_mail_fails_nothing_is_recorded_and_it_is_tried_again(self):
        with self.assertRaisesMessage(CommandError, "The mail could not be sent"):
            self.remind()
        self.assertEqual(self.recorded(), [])
        self.assertEqual(self.remind("--dry-run"), self.LINE)
