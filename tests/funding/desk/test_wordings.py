import threading

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client, TestCase
from django.urls import reverse

from funding.models import Statement, Wording
from newsroom.kit.locking import held
from newsroom.models import LedgerEntry
from tests.articles.publishing.test_racing import at_once, wait_for, wait_until_somebody_waits
from tests.factories import make_funder, make_funding_manager, make_grant, make_wording
from tests.filling_in import filled_in
from tests.flushing import CommittingTestCase


def page_of(wording):
    return reverse("admin:funding_wording_change", args=[wording.pk])


def draft_of(statement, text, **fields):
    return make_wording(statement, text, approved=False, **fields)


class BesideTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        grant = make_grant(
            "Paid by Open Fund.", funders=[make_funder("Open Fund")], amount=5000, currency="EUR"
        )
        cls.statement = grant.statements.get()

    def setUp(self):
        self.client.force_login(make_funding_manager())

    def beside(self, wording, **query):
        return self.client.get(page_of(wording), query).context["beside"]

    def test_what_was_noticed_stands_beside_the_form(self):
        draft = draft_of(self.statement, "Paid by <b>another</b> with EUR 6,000.")
        page = self.client.get(page_of(draft))
        self.assertContains(page, "The text says EUR 6,000; the grant says EUR 5,000.", count=1)
        self.assertContains(page, "The text does not name Open Fund.", count=1)
        self.assertNotContains(page, "<b>another")
        self.assertNotContains(page, "Nothing was noticed.")

    def test_where_nothing_was_noticed_the_page_says_so(self):
        draft = draft_of(self.statement, "Open Fund pays for our reports with EUR 5,000.")
        self.assertContains(self.client.get(page_of(draft)), "Nothing was noticed.", count=1)

    def test_the_number_before_is_compared_with(self):
        draft = draft_of(self.statement, "Paid for by Open\u00a0Fund.")
        page = self.client.get(page_of(draft))
        self.assertContains(page, "Differences to number 1", count=1)
        self.assertContains(page, "<ins>[NO-BREAK SPACE]</ins>", count=1)

    def test_another_number_can_be_compared_with(self):
        second = draft_of(self.statement, "Paid twice.")
        third = draft_of(self.statement, "Paid thrice.")
        for query, number in (
            ({}, 2),
            ({"against": "1"}, 1),
            ({"against": "3"}, 2),
            ({"against": "9"}, 2),
            ({"against": "x'--"}, 2),
        ):
            with self.subTest(query):
                self.assertEqual(self.beside(third, **query).against.number, number)
        self.assertEqual(self.beside(second, against="3").against, third)

    def test_the_first_number_and_other_languages_are_compared_with_nothing(self):
        polish = draft_of(self.statement, "Zapłacił fundusz.", language="pl")
        for wording in (polish, self.statement.wordings.get(status="approved")):
            with self.subTest(wording.language):
                self.assertIsNone(self.beside(wording).against)


class ApprovalTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.manager = make_funding_manager()
        cls.statement = make_grant("").statements.create(kind="views")
        cls.draft = draft_of(cls.statement, "Somebody  paid.")

    def setUp(self):
        self.client.force_login(self.manager)

    def approve(self, **changes):
        url = page_of(self.draft)
        fields = filled_in(self.client.get(url), _approve="1", **changes)
        answer = self.client.post(url, fields, follow=True)
        self.draft.refresh_from_db()
        return answer

    def test_remarks_that_were_on_the_screen_stop_nobody(self):
        self.assertContains(self.client.get(page_of(self.draft)), "More than one space", count=1)
        self.approve()
        self.assertEqual(self.draft.status, "approved")

    def test_remarks_that_were_not_are_shown_before_it_is_too_late(self):
        answer = self.approve(text="Somebody paid [name].")
        self.assertEqual((self.draft.status, self.draft.text), ("draft", "Somebody paid [name]."))
        self.assertContains(answer, "Saved, and not approved yet", count=1)
        self.assertContains(answer, "“[name]” looks like a blank", count=1)
        self.approve()
        self.assertEqual(self.draft.status, "approved")

    def test_the_note_and_the_file_that_prove_it_are_kept_with_the_approval(self):
        letter = SimpleUploadedFile("letter.pdf", b"%PDF-1.7")
        self.approve(note="Letter of 3 May.", evidence=letter)
        self.assertEqual(
            (self.draft.status, self.draft.note, self.draft.evidence.read()),
            ("approved", "Letter of 3 May.", b"%PDF-1.7"),
        )
        self.assertEqual(LedgerEntry.objects.first().verb, "approve")

    def test_the_file_is_linked_to_where_the_desk_hands_it_out_and_nowhere_else(self):
        self.draft.evidence = SimpleUploadedFile("letter.pdf", b"%PDF-1.7")
        self.draft.save()
        self.assertContains(self.client.get(page_of(self.draft)), "/evidence/", count=1)
        self.approve(note="Saved without another file.")
        self.assertEqual(self.draft.evidence.read(), b"%PDF-1.7")

    def test_a_blank_wording_is_never_approved(self):
        answer = self.approve(text=" \n\u00a0")
        self.assertContains(answer, "This field is required.")
        self.assertEqual((self.draft.status, self.draft.text), ("draft", "Somebody  paid."))


class RacingTests(CommittingTestCase):
    def setUp(self):
        self.statement = make_grant("").statements.create(kind="views")

    def send(self, url, **changes):
        """What pressing a button will do, once the page is filled in."""
        client = Client()
        client.force_login(make_funding_manager())
        fields = filled_in(client.get(url), **changes)
        return lambda: client.post(url, fields).status_code

    def test_two_wordings_added_at_once_get_a_number_each(self):
        acts = [
            self.send("/desk/funding/wording/add/", statement=str(self.statement.pk), text=text)
            for text in ("One.", "Two.")
        ]
        self.assertEqual(at_once(*acts), [302, 302])
        numbers = self.statement.wordings.values_list("number", flat=True)
        self.assertEqual(sorted(numbers), [1, 2])

    def test_two_wordings_approved_at_once_leave_one_in_force(self):
        drafts = [draft_of(self.statement, text) for text in ("One.", "Two.")]
        self.assertEqual(
            at_once(*(self.send(page_of(draft), _approve="1") for draft in drafts)), [302, 302]
        )
        statuses = Wording.objects.values_list("status", flat=True)
        self.assertEqual(sorted(statuses), ["approved", "retired"])

    def test_one_is_approved_while_somebody_saves_its_statement(self):
        """That page holds the statement, and then the wordings in the table below it."""
        draft, is_held = draft_of(self.statement, "One."), threading.Event()
        approve = self.send(page_of(draft), _approve="1")

        def approves():
            wait_for(is_held)
            return approve()

        def saves():
            with transaction.atomic():
                held(Statement.objects.all()).get(pk=self.statement.pk)
                is_held.set()
                wait_until_somebody_waits()
                return len(held(self.statement.wordings.all()))

        self.assertEqual(at_once(approves, saves), [302, 1])
        self.assertEqual(Wording.objects.get().status, "approved")
