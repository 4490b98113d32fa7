from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase

from newsroom.models import LedgerEntry
from tests.factories import (
    make_contributor,
    make_editor,
    make_funding_manager,
    make_grant,
    make_publisher,
    make_wording,
)
from tests.filling_in import filled_in


class StatementTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.manager = make_funding_manager()
        cls.grant, cls.other = make_grant("Paid by the one."), make_grant("Paid by the other.")
        cls.statement = cls.grant.statements.get()

    def setUp(self):
        self.client.force_login(self.manager)

    def change(self, row, **changes):
        url = f"/desk/funding/{row._meta.model_name}/{row.pk}/change/"
        response = self.client.post(url, filled_in(self.client.get(url)) | changes)
        self.assertEqual(response.status_code, 302)
        row.refresh_from_db()

    def test_what_was_approved_for_one_grant_is_not_carried_over_to_another(self):
        self.change(self.statement, grant=str(self.other.pk), kind="views")
        self.assertEqual(
            (self.statement.grant, self.statement.kind), (self.grant, "acknowledgement")
        )

    def test_a_statement_of_drafts_alone_may_still_be_put_right(self):
        statement = self.grant.statements.create(kind="views")
        make_wording(statement, "The views of the author.", approved=False)
        self.change(statement, grant=str(self.other.pk))
        self.assertEqual(statement.grant, self.other)

    def test_a_change_is_in_the_ledger_with_what_stood_there_before(self):
        self.change(self.statement, occasion="neutral")
        self.change(self.grant, promised_pieces="12")
        told = LedgerEntry.objects.filter(verb="change").order_by("number")
        self.assertEqual(
            [(entry.actor, entry.subject_name, entry.facts) for entry in told],
            [
                (
                    self.manager,
                    str(self.statement),
                    {"before": {"occasion": "named"}, "after": {"occasion": "neutral"}},
                ),
                (
                    self.manager,
                    str(self.grant),
                    {"before": {"promised_pieces": None}, "after": {"promised_pieces": 12}},
                ),
            ],
        )

    def test_a_form_that_changes_nothing_is_not_in_the_ledger(self):
        self.change(self.statement)
        self.change(self.grant)
        self.assertEqual(LedgerEntry.objects.filter(verb="change").count(), 0)


class FallbackTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.manager = make_funding_manager()
        cls.statement = make_grant().statements.get()
        cls.url = f"/desk/funding/statement/{cls.statement.pk}/change/"
        cls.file = f"/desk/funding/statement/{cls.statement.pk}/fallback-evidence/"

    def setUp(self):
        self.client.force_login(self.manager)

    def save(self, **changes):
        return self.client.post(self.url, filled_in(self.client.get(self.url)) | changes)

    def test_the_field_that_is_empty_says_what_is_missing_and_keeps_what_was_chosen(self):
        page = self.save(fallback_language="en")
        form = page.context["adminform"].form
        self.assertEqual(list(form.errors), ["fallback_consent"])
        self.assertEqual(form["fallback_language"].value(), "en")

    def test_the_consent_is_kept_and_given_to_managers_alone(self):
        letter = SimpleUploadedFile("letter.txt", b"Yes, in English.")
        self.assertEqual(self.client.get(self.file).status_code, 404)
        self.save(fallback_language="en", fallback_evidence=letter)
        self.addCleanup(lambda: self.statement.fallback_evidence.delete(save=False))
        self.statement.refresh_from_db()
        self.assertContains(self.client.get(self.url), f'<a href="{self.file}">letter', count=1)
        response = self.client.get(self.file)
        self.assertEqual(b"".join(response.streaming_content), b"Yes, in English.")
        self.assertEqual(self.client.post(self.file).status_code, 405)
        public = self.client.get(f"/media/{self.statement.fallback_evidence.name}")
        self.assertEqual(public.status_code, 404)
        for make in (make_contributor, make_editor, make_publisher):
            self.client.force_login(make())
            self.assertEqual(self.client.get(self.file).status_code, 403, make.__name__)

    def test_it_is_in_the_ledger(self):
        self.save(fallback_language="en", fallback_consent="A letter.")
        entry = LedgerEntry.objects.get(verb="change")
        self.assertEqual(
            entry.facts["after"], {"fallback_language": "en", "fallback_consent": "A letter."}
        )
