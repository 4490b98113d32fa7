from django.test import TestCase

from funding.approval import ApprovalRefused, approve
from funding.models import Statement
from newsroom.models import LedgerEntry
from tests.factories import make_funding_manager, make_wording


class ApprovalTests(TestCase):
    def test_a_wording_of_nothing_that_can_be_seen_is_not_approved(self):
        manager = make_funding_manager()
        for number, text in enumerate(("\u00a0", "\u200b\n", "…")):
            statement = Statement.objects.create(label=str(number))
            blank = make_wording(statement, text, approved=False)
            with self.subTest(text), self.assertRaisesMessage(ApprovalRefused, "says nothing"):
                approve(blank, by=manager)
            blank.refresh_from_db()
            self.assertEqual((blank.status, LedgerEntry.objects.count()), ("draft", 0))
