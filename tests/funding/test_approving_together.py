"""Several drafts are approved on the same evidence: each with its entry, all or none."""

import threading
from datetime import UTC, datetime

from django.core.files.base import ContentFile
from django.db import transaction
from django.test import TestCase

from funding.approval import ApprovalRefused, approve, approve_together
from funding.models import Statement, Wording
from newsroom.audit import ledger
from newsroom.kit.locking import held
from newsroom.models import LedgerEntry, Masthead
from tests import factories
from tests.articles.publishing.test_racing import at_once, wait_for, wait_until_somebody_waits
from tests.factories import make_funding_manager, make_publisher, make_statement, make_wording
from tests.flushing import CommittingTestCase

NOON = datetime(2024, 1, 10, 12, tzinfo=UTC)


def letter():
    return ContentFile(b"Article 7.", name="letter.txt")


class ApproveTogetherTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.manager = make_funding_manager()
        cls.statement, cls.views = make_statement(), make_statement()

    def drafts(self):
        return [
            make_wording(self.statement, "The Fund paid.", approved=False),
            make_wording(self.statement, "Fundusz.", language="pl", approved=False),
            make_wording(self.views, "The author’s views.", approved=False),
            make_wording(self.statement, "The Fund paid me.", variant="one", approved=False),
        ]

    def approved(self, drafts, **context):
        context = {"by": self.manager, "note": "Article 7.", **context}
        return approve_together(drafts, **context)

    def refused(self, drafts, **context):
        before = LedgerEntry.objects.count(), list(Wording.objects.order_by("pk").values())
        with self.assertRaises(ApprovalRefused) as refused:
            self.approved(drafts, evidence=letter(), **context)
        now = LedgerEntry.objects.count(), list(Wording.objects.order_by("pk").values())
        self.assertEqual(now, before)
        return str(refused.exception)

    def test_each_has_its_entry_and_the_evidence(self):
        drafts = self.drafts()[::-1]
        done = self.approved(drafts, evidence=letter())
        self.assertEqual(done, drafts)
        stored = Wording.objects.all()
        self.assertEqual({(one.status, one.note) for one in stored}, {("approved", "Article 7.")})
        self.assertEqual([one.evidence.read() for one in stored], [b"Article 7."] * len(drafts))
        entries = LedgerEntry.objects.filter(verb="approve")
        self.assertEqual({int(one.subject_key) for one in entries}, {one.pk for one in drafts})
        self.assertEqual(factories.broken(), [])

    def test_each_tells_the_moment_that_was_given(self):
        self.approved(self.drafts(), now=NOON)
        self.assertEqual({one.approved_at for one in Wording.objects.all()}, {NOON})

    def test_the_words_before_are_retired(self):
        old = approve(make_wording(self.statement, "Old.", approved=False), by=self.manager)
        self.approved(self.drafts())
        old.refresh_from_db()
        self.assertEqual(old.status, "retired")

    def test_one_that_is_refused_keeps_all_from_being_approved_and_is_named(self):
        drafts = self.drafts()
        approve(drafts[1], by=self.manager)
        self.assertEqual(
            self.refused(drafts),
            f"{drafts[1]}: Only a draft can be approved; this wording is settled.",
        )
        self.assertEqual(Wording.objects.approved().count(), 1)

    def test_everything_that_is_in_the_way_is_told_at_once(self):
        Masthead.objects.update(four_eyes=True)
        drafts = self.drafts()
        Wording.objects.filter(pk__in=[drafts[0].pk, drafts[2].pk]).update(worded_by=self.manager)
        told = self.refused(drafts).splitlines()
        self.assertEqual([line.split(": ")[0] for line in told], [str(drafts[0]), str(drafts[2])])

    def test_two_for_the_same_place_are_refused(self):
        twice = [make_wording(self.statement, text, approved=False) for text in ("A.", "B.")]
        self.assertIn("choose one of them", self.refused([*twice, self.drafts()[2]]))

    def test_a_text_that_changed_since_it_was_read_is_not_approved(self):
        drafts = self.drafts()
        Wording.objects.filter(pk=drafts[0].pk).update(text="Somebody else paid.")
        self.assertIn("Somebody changed the text", self.refused(drafts))
        Wording.objects.filter(pk=drafts[0].pk).delete()
        self.assertIn("deleted the draft", self.refused(drafts))

    def test_only_who_may_approve_does(self):
        for by in (make_publisher(), make_funding_manager(is_active=False)):
            self.assertIn("You may not approve", self.refused(self.drafts()[:1], by=by))


class RacingTests(CommittingTestCase):
    def test_two_who_approve_the_same_at_once_get_one_approval_and_one_refusal(self):
        statements = [make_statement() for _ in range(3)]
        drafts = [make_wording(one, "Paid.", approved=False) for one in statements]

        def send(order):
            by = make_funding_manager()

            def act():
                try:
                    return len(approve_together(order, by=by, note="Article 7."))
                except ApprovalRefused:
                    return "refused"

            return act

        found = at_once(send(drafts), send(drafts[::-1]))
        self.assertEqual(sorted(found, key=str), [3, "refused"])
        self.assertEqual(LedgerEntry.objects.filter(verb="approve").count(), 3)

    def test_all_their_statements_are_held_before_the_ledger(self):
        """Whoever approves other words of one of them holds it, and waits for the ledger: each had
        what the other waited for, and PostgreSQL ended one of them with an error.
        """
        first, second, manager = make_statement(), make_statement(), make_funding_manager()
        drafts = [make_wording(one, "Paid.", approved=False) for one in (first, second)]
        other = make_wording(second, "Fundusz.", language="pl", approved=False)
        second_is_held = threading.Event()

        def together():
            wait_for(second_is_held)
            return len(approve_together(drafts, by=manager, note="Article 7."))

        def alone():
            with transaction.atomic():
                held(Statement.objects.all()).get(pk=second.pk)
                second_is_held.set()
                wait_until_somebody_waits()
                return approve(other, by=manager).status

        self.assertEqual(at_once(together, alone), [2, "approved"])
        self.assertEqual(factories.broken(), [])

    def test_what_an_approval_changes_is_held_before_the_ledger(self):
        """Whoever saves one of these rows holds it, and waits for the ledger."""
        manager = make_funding_manager()
        for which in ("draft", "superseded"):
            statement, is_held = make_statement(label=which), threading.Event()
            superseded = approve(make_wording(statement, "Old.", approved=False), by=manager)
            draft = make_wording(statement, "New.", approved=False)
            row = {"draft": draft, "superseded": superseded}[which]

            def approves(draft=draft, is_held=is_held):
                wait_for(is_held)
                return approve(draft, by=manager).status

            def saves(row=row, is_held=is_held):
                with transaction.atomic():
                    held(Wording.objects.all()).get(pk=row.pk)
                    is_held.set()
                    wait_until_somebody_waits()
                    return ledger.record(manager, "change", row).verb

            with self.subTest(which):
                self.assertEqual(at_once(approves, saves), ["approved", "change"])
                approved = statement.wordings.filter(status="approved")
                self.assertEqual([*approved], [draft])
        self.assertEqual(factories.broken(), [])
