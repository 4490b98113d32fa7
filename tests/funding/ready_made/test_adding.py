from django.test import TestCase

from funding.models import Statement, Wording
from funding.ready_made import Refused, add, catalogue
from newsroom.models import LedgerEntry
from tests.factories import make_editor, make_funder, make_funding_manager, make_grant

CATALOGUE = {ready_made.key: ready_made for ready_made in catalogue()}
SLOTS = {"en": {"granting_authority": "the Agency"}, "pl": {"granting_authority": "Agencja"}}


class AddTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.manager = make_funding_manager()
        cls.grant = make_grant("")

    def add(self, key="eu-funded", **changes):
        given = {"grant": self.grant, "languages": ["en", "pl"], "slots": SLOTS}
        return add(CATALOGUE[key], **{**given, "by": self.manager, **changes})

    def assert_nothing_was_added(self):
        self.assertEqual(
            (Statement.objects.count(), Wording.objects.count(), LedgerEntry.objects.count()),
            (0, 0, 0),
        )

    def test_it_gives_a_statement_with_drafts_and_approves_nothing(self):
        statement = self.add()
        self.assertEqual(
            (statement.grant, statement.funder, statement.kind, statement.mandatory),
            (self.grant, None, "acknowledgement", True),
        )
        self.assertEqual(
            list(statement.wordings.values_list("language", "status", "created_by", "text")),
            [
                (language, "draft", self.manager.pk, CATALOGUE["eu-funded"].fill(language, **slots))
                for language, slots in SLOTS.items()
            ],
        )

    def test_the_ledger_tells_what_was_added(self):
        statement = self.add()
        entry = LedgerEntry.objects.get()
        self.assertEqual(
            (entry.verb, entry.subject_key, entry.facts),
            (
                "add ready-made statement",
                str(statement.pk),
                {"ready_made": "eu-funded", "languages": ["en", "pl"]},
            ),
        )

    def test_a_statement_of_a_funder_and_of_the_site(self):
        funder = make_funder()
        of_funder = self.add("views-of-the-author", grant=None, funder=funder)
        of_site = self.add("no-external-funding", grant=None)
        self.assertEqual(
            [(of_funder.grant, of_funder.funder), list(Statement.objects.for_no_funding())],
            [(None, funder), [of_site]],
        )

    def test_whatever_is_wrong_is_refused_and_nothing_is_added(self):
        for words, changes in (
            ("You may not add statements.", {"by": make_editor()}),
            ("is left blank", {"slots": {"en": SLOTS["en"]}}),
            ("is left blank", {"slots": {**SLOTS, "pl": {"granting_authority": " "}}}),
            ("Choose at least one language.", {"languages": []}),
            ("has no text in the language uk", {"languages": ["en", "uk"]}),
            ("does not speak tlh", {"languages": ["tlh"]}),
            ("does not belong there", {"grant": None}),
            ("does not belong there", {"funder": make_funder()}),
            ("does not belong there", {"key": "no-external-funding"}),
            ("U+0000", {"slots": {**SLOTS, "pl": {"granting_authority": "\x00"}}}),
        ):
            with self.subTest(words, changes=changes):
                with self.assertRaisesMessage(Refused, words):
                    self.add(**changes)
                self.assert_nothing_was_added()
