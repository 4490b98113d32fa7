from django.test import TestCase

from newsroom.models import LedgerEntry
from tests.factories import make_funding_manager, make_grant, make_wording
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
