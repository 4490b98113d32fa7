"""The ledger is one chain: whatever is changed, added or taken away shows."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.test import SimpleTestCase, TestCase
from django.utils.translation import gettext_lazy

from articles.models import PublishedVersion, Section, VersionLogo
from newsroom.addresses.models import FormerAddress
from newsroom.audit import digest, ledger
from newsroom.models import LedgerEntry, Masthead
from newsroom.search.models import Indexed
from tests.constraints import ConstraintTests
from tests.factories import make_section, make_user
from tests.flushing import CommittingTestCase, Forges


class DigestTests(SimpleTestCase):
    def test_equal_values_are_equal_text(self):
        noon = datetime(2024, 1, 10, 12, tzinfo=UTC)
        warsaw = noon.astimezone(timezone(timedelta(hours=1)))
        for one, other in (
            (noon, warsaw),
            (Decimal("230000"), Decimal("230000.00")),
            ({"b": 1, "a": 2}, {"a": 2, "b": 1}),
            ([date(2024, 1, 10)], ["2024-01-10"]),
            (gettext_lazy("nought"), "nought"),
        ):
            with self.subTest(one=one):
                self.assertEqual(digest.sha256(one), digest.sha256(other))

    def test_different_values_are_different_text(self):
        values = ["", " ", "1", 1, None, [], [""], [None], {}, "“a”", '"a"', Decimal("1.10"), 1.1]
        self.assertEqual(len({digest.sha256(value) for value in values}), len(values))

    def test_a_digest_is_the_same_in_every_year(self):
        self.assertEqual(
            digest.sha256({"text": "Łódź", "amount": Decimal(7), "none": None}),
            "fec2f72796fb005ecc860e9e1ad7150030f10ab8a873a81e8365da828f0c0d5e",
        )

    def test_a_column_that_holds_nothing_is_in_no_digest_of_a_row(self):
        empty = Section(name="Europe")
        self.assertEqual(digest.row(empty), digest.sha256(["", {"name": "Europe", "position": 0}]))
        for column, value in (("id", 7), ("slug", "europe"), ("description", " ")):
            with self.subTest(column):
                self.assertNotEqual(
                    digest.row(Section(name="Europe", **{column: value})), digest.row(empty)
                )

    def test_nought_and_no_are_something(self):
        for row, column in ((Section(position=0), "position"), (VersionLogo(leads=False), "leads")):
            self.assertIn(column, digest.filled(row, [column]))

    def test_a_salt_makes_another_digest_of_the_same_row(self):
        row = Section(name="Europe")
        self.assertEqual(len({digest.row(row, salt) for salt in ("", "a", "b")}), 3)

    def test_the_end_of_a_version_is_in_no_digest_of_it(self):
        version = PublishedVersion(title="Rails")
        before = digest.row(version)
        version.live_until = datetime(2024, 1, 10, tzinfo=UTC)
        self.assertEqual(digest.row(version), before)


class LedgerTests(Forges, TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.actor = make_user(username="anna")
        cls.section = make_section("Europe")
        for number in range(4):
            ledger.record(cls.actor, "open", cls.section, count=number)

    def named(self):
        return [
            broken.row for broken in ledger.breaks_in_chain(LedgerEntry.objects.order_by("number"))
        ]

    def test_an_entry_says_who_did_what_to_what_and_when(self):
        moment = datetime(2024, 1, 10, 12, tzinfo=UTC)
        entry = ledger.record(
            self.actor, "close", self.section, moment=moment, closed=moment, amount=Decimal(7)
        )
        stored = LedgerEntry.objects.get(pk=entry.pk)
        self.assertEqual(
            (stored.number, stored.moment, stored.actor, stored.actor_name, stored.verb),
            (5, moment, self.actor, "anna", "close"),
        )
        self.assertEqual(
            (stored.subject_kind, stored.subject_key, stored.subject_name, stored.facts),
            (
                "articles.section",
                str(self.section.pk),
                "Europe",
                {"closed": "2024-01-10T12:00:00.000000+00:00", "amount": "7.00"},
            ),
        )

    def test_the_newsroom_itself_acts_without_a_name(self):
        entry = ledger.record(None, "start")
        self.assertEqual((entry.actor, entry.actor_name), (None, ""))
        self.assertEqual((entry.subject_kind, entry.subject_key, entry.subject_name), ("", "", ""))
        self.assertEqual(self.named(), [])

    def test_every_entry_continues_the_one_before_it(self):
        entries = list(LedgerEntry.objects.order_by("number"))
        self.assertEqual([entry.number for entry in entries], [1, 2, 3, 4])
        self.assertEqual(
            [entry.previous for entry in entries],
            ["0" * 64, *(entry.digest for entry in entries[:-1])],
        )
        self.assertEqual(self.named(), [])

    def test_a_change_of_any_column_is_named(self):
        other = make_user()
        for column, value in (
            ("moment", datetime(2001, 1, 1, tzinfo=UTC)),
            ("actor_id", other.pk),
            ("verb", "close"),
            ("subject_kind", "articles.article"),
            ("subject_key", "0"),
            ("rows", '{"articles_tag 3": "0"}'),
            ("states", '{"articles_tag 3": "0"}'),
        ):
            before = LedgerEntry.objects.filter(number=2).values_list(column).get()[0]
            before = json.dumps(before) if column in ("rows", "states") else before
            sql = f"UPDATE newsroom_ledgerentry SET {column} = %s WHERE number = 2"
            with self.subTest(column=column):
                self.forge(sql, value)
                self.assertEqual(self.named(), ["newsroom_ledgerentry 2"])
                self.forge(sql, before)
        self.assertEqual(self.named(), [])

    def test_an_entry_that_was_rewritten_with_its_digest_breaks_the_one_after_it(self):
        entry = LedgerEntry.objects.get(number=2)
        entry.verb = "close"
        forged = ledger._digest(entry)
        self.forge(
            "UPDATE newsroom_ledgerentry SET verb = 'close', digest = %s WHERE number = 2", forged
        )
        self.assertEqual(self.named(), ["newsroom_ledgerentry 3"])

    def test_a_number_or_a_predecessor_that_was_changed_is_a_break_twice(self):
        missing = "newsroom_ledgerentry 7: the entry before it is missing."
        forged = "it is not what was recorded."
        self.forge("DELETE FROM newsroom_ledgerwords WHERE entry_id = 4")
        self.forge("UPDATE newsroom_ledgerentry SET number = 7 WHERE number = 4")
        self.assertEqual(
            [
                str(broken)
                for broken in ledger.breaks_in_chain(LedgerEntry.objects.order_by("number"))
            ],
            [missing, f"newsroom_ledgerentry 7: {forged}"],
        )
        self.forge("UPDATE newsroom_ledgerentry SET number = 4 WHERE number = 7")
        self.forge(
            "UPDATE newsroom_ledgerentry SET previous = %s WHERE number = 3", ledger.BEGINNING[1:]
        )
        self.assertEqual(
            [
                str(broken)
                for broken in ledger.breaks_in_chain(LedgerEntry.objects.order_by("number"))
            ],
            [
                "newsroom_ledgerentry 3: it does not continue the entry before it.",
                f"newsroom_ledgerentry 3: {forged}",
            ],
        )

    def test_a_chain_that_was_read_already_is_checked_as_it_was_read(self):
        entries = list(LedgerEntry.objects.order_by("number"))
        entries[1].verb = "close"
        self.assertEqual(
            [broken.row for broken in ledger.breaks_in_chain(entries)], ["newsroom_ledgerentry 2"]
        )

    def test_an_entry_without_a_moment_is_of_now(self):
        before = datetime.now(UTC)
        entry = ledger.record(None, "start")
        self.assertTrue(before <= entry.moment <= datetime.now(UTC))

    def test_an_entry_that_was_taken_away_is_missed_by_the_one_after_it(self):
        for number in (1, 3):
            self.forge("DELETE FROM newsroom_ledgerwords WHERE entry_id = %s", number)
            self.forge("DELETE FROM newsroom_ledgerentry WHERE number = %s", number)
        self.assertEqual(self.named(), ["newsroom_ledgerentry 2", "newsroom_ledgerentry 4"])

    def test_no_two_entries_continue_the_same_one(self):
        entry = LedgerEntry.objects.get(number=4)
        entry.number, entry.digest = 5, "f" * 64
        with self.assertRaises(IntegrityError), transaction.atomic():
            entry.save(force_insert=True)
        self.assertEqual(LedgerEntry.objects.count(), 4)


class TransactionTests(CommittingTestCase):
    def test_an_entry_belongs_to_the_transaction_of_its_deed(self):
        with self.assertRaisesMessage(
            transaction.TransactionManagementError, "A ledger entry belongs to a transaction."
        ):
            ledger.record(None, "open")
        self.assertEqual(LedgerEntry.objects.count(), 0)

    def test_a_deed_that_fails_leaves_no_entry(self):
        with self.assertRaises(ZeroDivisionError), transaction.atomic():
            ledger.record(None, "open")
            1 / 0  # noqa: B018
        self.assertEqual(LedgerEntry.objects.count(), 0)


class MastheadConstraintTests(ConstraintTests, TestCase):
    app = "newsroom"

    def cases(self):
        left = {"kind": "authors.author", "slug": "ada", "key": 7}
        FormerAddress.objects.get_or_create(**left)
        found = {"kind": "authors.author", "key": 7}
        Indexed.objects.get_or_create(**found)
        return {
            "there_is_one_masthead": (Masthead(pk=2), "A publication has one masthead."),
            "a_row_leaves_an_address_once": (FormerAddress(**left), None),
            "a_row_is_indexed_once": (Indexed(**found), None),
        }

    def test_there_is_a_masthead_from_the_first_day(self):
        self.assertEqual(Masthead.current(), Masthead.objects.get())
