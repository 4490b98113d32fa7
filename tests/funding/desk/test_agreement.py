"""The agreement of a grant as a file, and the reports that the agreement asks for."""

import hashlib
from datetime import date, timedelta

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase
from django.utils import timezone

from funding.models import Grant
from newsroom.audit import files
from newsroom.kit.faults import LOST
from newsroom.models import Holiday, LedgerEntry
from tests.factories import (
    make_contributor,
    make_editor,
    make_funding_manager,
    make_grant,
    make_publisher,
    owe_report,
)
from tests.filling_in import filled_in


class GrantPageTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.manager = make_funding_manager()
        cls.grant = make_grant(title="Awakening", ends_on=date(2030, 5, 31))
        cls.url = f"/desk/funding/grant/{cls.grant.pk}/change/"

    def setUp(self):
        self.client.force_login(self.manager)

    def save(self, **changes):
        answer = self.client.post(self.url, filled_in(self.client.get(self.url)) | changes)
        self.grant = Grant.objects.get(pk=self.grant.pk)
        return answer


class AgreementTests(GrantPageTestCase):
    def setUp(self):
        super().setUp()
        self.file = f"/desk/funding/grant/{self.grant.pk}/agreement/"
        self.save(agreement=SimpleUploadedFile("secret deal.pdf", b"%PDF-1.7 We pay."))
        self.addCleanup(default_storage.delete, self.grant.agreement.name)

    def test_it_is_kept_under_its_digest_and_a_change_on_the_disk_is_found(self):
        self.assertRegex(
            self.grant.agreement.name, r"^evidence/[0-9a-f]{2}/[0-9a-f]{64}/secret_deal\.pdf$"
        )
        self.assertEqual(list(files.breaks()), [])
        default_storage.delete(self.grant.agreement.name)
        (told,) = files.breaks()
        self.assertEqual(told.row, f"funding_grant {self.grant.pk}")

    def test_one_that_is_gone_from_the_disk_is_told_as_a_fault_of_the_machine(self):
        default_storage.delete(self.grant.agreement.name)
        self.client.raise_request_exception = False
        with self.assertLogs("newsroom.faults", "ERROR") as log:
            answer = self.client.get(self.file)
        self.assertContains(answer, LOST.sentence, count=1, status_code=503)
        self.assertIn(self.grant.agreement.name, log.output[0])

    def test_the_record_tells_that_it_was_put_there_and_not_what_it_was_called(self):
        entry = LedgerEntry.objects.get(verb="change")
        self.assertEqual(entry.facts["before"], {"agreement": ""})
        digest = hashlib.sha256(b"%PDF-1.7 We pay.").hexdigest()
        self.assertEqual(entry.facts["after"], {"agreement": digest})

    def test_who_keeps_grants_is_given_it(self):
        self.assertContains(self.client.get(self.url), f'<a href="{self.file}">secret_deal.pdf</a>')
        answer = self.client.get(self.file)
        self.assertEqual(b"".join(answer.streaming_content), b"%PDF-1.7 We pay.")
        self.assertIn("attachment", answer["Content-Disposition"])

    def test_nobody_else_is_given_it_or_told_what_it_is_called(self):
        for make in (make_contributor, make_editor, make_publisher):
            self.client.force_login(make())
            self.assertEqual(self.client.get(self.file).status_code, 403)
            self.assertNotContains(self.client.get(self.url), "secret_deal")
        self.client.logout()
        self.assertEqual(self.client.get(self.file).status_code, 302)
        self.assertEqual(self.client.get(f"/media/{self.grant.agreement.name}").status_code, 404)

    def test_a_form_without_another_file_leaves_it(self):
        before = self.grant.agreement.name
        self.save(promised_pieces="3")
        self.assertEqual((self.grant.agreement.name, self.grant.promised_pieces), (before, 3))


class ReportDateTests(GrantPageTestCase):
    def row(self, **fields):
        names = {f"report_dates-0-{name}": value for name, value in fields.items()}
        return {"report_dates-TOTAL_FORMS": "1", "report_dates-0-kind": "final", **names}

    def test_a_rule_is_entered_and_the_day_that_was_counted_is_shown(self):
        Holiday.objects.create(day=date(2030, 6, 3))
        self.assertEqual(self.save(**self.row(workdays_after="2")).status_code, 302)
        self.assertContains(self.client.get(self.url), "<p>5 Jun 2030 · ", count=1)

    def test_a_report_that_was_handed_in_has_no_days_left(self):
        today = timezone.localdate()
        owe_report(self.grant, today - timedelta(days=3), handed_in_on=today)
        self.assertNotContains(self.client.get(self.url), "overdue")

    def test_without_an_end_of_the_grant_the_page_says_what_is_missing(self):
        Grant.objects.update(ends_on=None)
        owe_report(self.grant, workdays_after=5)
        self.assertContains(self.client.get(self.url), "Say when the grant ends.", count=1)

    def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(self):
        page = self.save(**self.row(workdays_after="7", due_on="2030-06-30"))
        self.assertContains(page, "Give either the day on which it is due", count=1)
        self.assertContains(page, 'value="7"', count=1)
        for bad in ("0", "501", "-1", "x", "99999999999999999999"):
            answer = self.save(**self.row(workdays_after=bad))
            self.assertEqual((answer.status_code, self.grant.report_dates.count()), (200, 0), bad)

    def test_the_page_costs_the_same_for_one_report_and_for_ten(self):
        for number in (1, 9):
            for _ in range(number):
                owe_report(self.grant, workdays_after=5)
            with self.assertNumQueries(17):
                self.client.get(self.url)
