from datetime import UTC, datetime

from django.test import TestCase

from funding.approval import ApprovalRefused, approve, retire
from funding.models import Statement, Wording
from newsroom.models import LedgerEntry, Masthead
from tests.factories import make_funding_manager, make_publisher, make_statement, make_wording, say
from tests.flushing import CommittingTestCase

NOON = datetime(2024, 1, 10, 12, tzinfo=UTC)


class ApprovalTests(TestCase):
    def test_a_wording_of_nothing_that_can_be_seen_is_not_approved(self):
        manager = make_funding_manager()
        for number, text in enumerate(("\u00a0", "\u200b\n", "…")):
            statement = make_statement(label=str(number))
            blank = make_wording(statement, text, approved=False)
            with self.subTest(text), self.assertRaisesMessage(ApprovalRefused, "says nothing"):
                approve(blank, by=manager)
            blank.refresh_from_db()
            self.assertEqual((blank.status, LedgerEntry.objects.count()), ("draft", 0))

    @classmethod
    def setUpTestData(cls):
        cls.manager = make_funding_manager()
        cls.statement = make_statement()

    def draft(self, text="The Fund paid.", **fields):
        return make_wording(self.statement, text, approved=False, **fields)

    def refused(self, act, *args, **context):
        before = LedgerEntry.objects.count(), list(Wording.objects.order_by("pk").values())
        with self.assertRaises(ApprovalRefused) as refused:
            act(*args, **context)
        now = LedgerEntry.objects.count(), list(Wording.objects.order_by("pk").values())
        self.assertEqual(now, before)
        return str(refused.exception)

    def test_an_approved_wording_says_who_approved_it_when_and_on_what_evidence(self):
        wording = approve(self.draft(), by=self.manager, note="Article 7.")
        stored = Wording.objects.get(pk=wording.pk)
        self.assertEqual(
            (stored.status, stored.approved_by, stored.note),
            (Wording.Status.APPROVED, self.manager, "Article 7."),
        )
        entry = LedgerEntry.objects.get()
        self.assertEqual(
            (entry.verb, entry.actor, entry.moment, entry.facts, sorted(entry.rows)),
            (
                "approve",
                self.manager,
                stored.approved_at,
                {"note": "Article 7."},
                [f"funding_wording {wording.pk}", f"newsroom_ledgerwords {entry.pk}"],
            ),
        )

    def test_a_newer_wording_retires_the_one_it_takes_the_place_of_and_no_other(self):
        first, polish, for_one = (
            approve(self.draft(**fields), by=self.manager)
            for fields in ({}, {"language": "pl"}, {"variant": "one"})
        )
        second = approve(self.draft("Newer words."), by=self.manager)
        first.refresh_from_db()
        self.assertEqual((first.status, first.text), (Wording.Status.RETIRED, "The Fund paid."))
        self.assertEqual(first.retired_at, second.approved_at)
        self.assertEqual(set(Wording.objects.approved()), {polish, for_one, second})
        verbs = LedgerEntry.objects.order_by("number").values_list("verb", flat=True)
        self.assertEqual(list(verbs), ["approve", "approve", "approve", "retire", "approve"])

    def test_a_wording_of_another_statement_stays_in_force(self):
        other = say(None, "Views are the author’s.", kind=Statement.Kind.VIEWS)
        approve(self.draft(), by=self.manager)
        other.refresh_from_db()
        self.assertEqual(other.status, Wording.Status.APPROVED)

    def test_a_note_that_a_draft_has_stays_unless_whoever_approves_it_writes_another(self):
        kept = approve(self.draft(note="Article 7."), by=self.manager)
        other = approve(self.draft(note="Article 7."), by=self.manager, note="By letter.")
        notes = Wording.objects.filter(pk__in=[kept.pk, other.pk]).order_by("pk")
        self.assertEqual([wording.note for wording in notes], ["Article 7.", "By letter."])
        told = LedgerEntry.objects.filter(verb="approve").order_by("number")
        self.assertEqual([one.facts["note"] for one in told], ["Article 7.", "By letter."])

    def test_wording_and_ledger_tell_the_moment_they_were_given(self):
        wording = approve(self.draft(), by=self.manager, now=NOON)
        retired = retire(wording, by=self.manager, note="A misprint.", now=NOON)
        self.assertEqual(retired, wording)
        stored = Wording.objects.get()
        self.assertEqual((stored.approved_at, stored.retired_at), (NOON, NOON))
        told = LedgerEntry.objects.order_by("number").values_list("verb", "moment")
        self.assertEqual(list(told), [("approve", NOON), ("retire", NOON)])

    def test_the_ledger_keeps_why_a_wording_was_retired(self):
        retire(approve(self.draft(), by=self.manager), by=self.manager, note="A misprint.")
        approve(self.draft("Newer words."), by=self.manager)
        approve(self.draft("Newest words."), by=self.manager)
        retired = LedgerEntry.objects.filter(verb="retire").order_by("number")
        self.assertEqual(
            [entry.facts for entry in retired],
            [{"note": "A misprint."}, {"note": "Superseded by number 3."}],
        )

    def test_only_a_draft_is_approved_and_only_an_approved_wording_is_retired(self):
        draft = self.draft()
        self.assertIn("approved wording", self.refused(retire, draft, by=self.manager, note="x"))
        wording = approve(draft, by=self.manager)
        self.assertIn("Only a draft", self.refused(approve, wording, by=self.manager))
        retire(wording, by=self.manager, note="A misprint.")
        self.assertIn("Only a draft", self.refused(approve, wording, by=self.manager))
        self.refused(retire, wording, by=self.manager, note="Again.")

    def test_a_wording_read_before_somebody_else_approved_it_is_refused(self):
        stale, draft = self.draft(), Wording.objects.get()
        approve(draft, by=self.manager)
        self.assertEqual(stale.status, Wording.Status.DRAFT)
        self.refused(approve, stale, by=make_funding_manager())

    def test_a_draft_that_somebody_deleted_is_refused(self):
        gone = self.draft()
        Wording.objects.filter(pk=gone.pk).delete()
        self.assertEqual(
            self.refused(approve, gone, by=self.manager), "Somebody deleted the wording."
        )

    def test_only_who_may_approves_or_retires(self):
        publisher = make_publisher()
        self.assertIn("may not", self.refused(approve, self.draft(), by=publisher))
        wording = approve(self.draft(), by=self.manager)
        self.assertIn("may not", self.refused(retire, wording, by=publisher, note="x"))

    def test_retiring_needs_a_reason(self):
        wording = approve(self.draft(), by=self.manager)
        for note in ("", " \n"):
            refusal = self.refused(retire, wording, by=self.manager, note=note)
            self.assertEqual(refusal, "Say why the wording is retired.")

    def test_with_four_eyes_nobody_approves_what_they_wrote(self):
        Masthead.objects.update(four_eyes=True)
        draft = self.draft(created_by=self.manager)
        self.assertIn("somebody else", self.refused(approve, draft, by=self.manager))
        self.assertEqual(approve(draft, by=make_funding_manager()).status, "approved")

    def test_whoever_changed_the_text_last_wrote_it_whoever_began(self):
        Masthead.objects.update(four_eyes=True)
        other = make_funding_manager()
        draft = self.draft(created_by=other, worded_by=self.manager)
        self.assertIn("somebody else", self.refused(approve, draft, by=self.manager))
        self.assertEqual(approve(draft, by=other).status, "approved")

    def test_where_the_house_asks_for_evidence_nothing_is_approved_without(self):
        Masthead.objects.update(evidence_needed=True)
        draft = self.draft()
        self.assertIn("evidence on file", self.refused(approve, draft, by=self.manager))
        Wording.objects.filter(pk=draft.pk).update(evidence="evidence/2026/agreement.pdf")
        self.assertEqual(approve(draft, by=self.manager).status, "approved")

    def test_without_four_eyes_one_person_does_both(self):
        draft = self.draft(created_by=self.manager)
        self.assertEqual(approve(draft, by=self.manager).status, "approved")

    def test_a_note_that_cannot_be_printed_is_refused(self):
        wording, draft = approve(self.draft(), by=self.manager), self.draft()
        for bad in ("a\x00b", "a\u202eb"):
            with self.subTest(bad):
                for refusal in (
                    self.refused(approve, draft, by=self.manager, note=bad),
                    self.refused(retire, wording, by=self.manager, note=bad),
                ):
                    self.assertIn("In the note: Character 2 is U+", refusal)


class TransactionTests(CommittingTestCase):
    def test_each_is_one_transaction_with_its_ledger_entry(self):
        manager = make_funding_manager()
        draft = make_wording(make_statement(), "The Fund paid.", approved=False)
        retire(approve(draft, by=manager), by=manager, note="A misprint.")
        self.assertEqual(Wording.objects.get().status, Wording.Status.RETIRED)
        self.assertEqual(LedgerEntry.objects.count(), 2)
