"""What no form, import or shell can store about funders, grants and their words."""

from datetime import UTC, date, datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import TestCase

from funding.models import (
    Appeal,
    Funder,
    FunderAlias,
    Grant,
    GrantParty,
    ReportDate,
    Statement,
    Wording,
)
from tests.constraints import ConstraintTests
from tests.factories import make_funder, make_grant, make_logo, make_statement, make_wording, say

FIRST, LAST = date(2024, 1, 10), date(2024, 1, 20)


class FundingConstraintTests(ConstraintTests, TestCase):
    app = "funding"

    @classmethod
    def setUpTestData(cls):
        cls.wording = say(make_grant(acknowledgement=""), "The Fund paid.")
        cls.grant = cls.wording.statement.grant
        cls.party = cls.grant.parties.get()
        cls.funder = cls.party.funder
        cls.logo = make_logo(cls.funder)
        cls.logo.permitted_from, cls.logo.permitted_until = LAST, FIRST
        FunderAlias.objects.create(funder=cls.funder, name="The Fund")

    def cases(self):
        settled = {"status": "approved", "approved_at": datetime(2024, 1, 10, tzinfo=UTC)}
        return {
            "a_person_is_named_with_their_consent": (
                Funder(name="Ewa Brzeg", slug="ewa-brzeg", kind="person"),
                "A person is named only with their consent on file: add it, or untick “public”.",
            ),
            "a_private_donor_is_a_person_and_not_named": (
                Funder(name="Trust", slug="trust", kind="company", public=False, anonymous=True),
                "Only a person who is not named is shown as a private donor.",
            ),
            "an_alias_once": (
                FunderAlias(funder=self.funder, name="The Fund"),
                "Other name with this Funder and Name already exists.",
            ),
            "a_logo_permission_ends_after_it_starts": (
                self.logo,
                "The permission ends before it starts.",
            ),
            "a_grant_pays_something": (
                Grant(title="G", amount=Decimal(0), currency="EUR"),
                "Ensure this value is greater than or equal to 0.01.",
            ),
            "a_grant_pays_no_absurd_amount": (
                Grant(title="G", amount=Decimal("100000000000.01"), currency="EUR"),
                "100,000,000,000.01 is more than a grant can be: check the number of noughts.",
            ),
            "an_amount_has_a_currency": (
                Grant(title="G", amount=Decimal(7)),
                "An amount and a currency go together.",
            ),
            "a_grant_ends_after_it_starts": (
                Grant(title="G", starts_on=LAST, ends_on=FIRST),
                "The grant ends before it starts.",
            ),
            "a_grants_pieces_end_after_they_start": (
                Grant(title="G", pieces_from=LAST, pieces_until=FIRST),
                "The last day for pieces is before the first one.",
            ),
            "a_party_has_a_role_once": (
                GrantParty(grant=self.grant, funder=self.funder, role=self.party.role),
                "This party has this role already.",
            ),
            "a_party_has_a_role": (
                GrantParty(grant=self.grant, funder=make_funder()),
                "This field cannot be blank.",
            ),
            "a_share_is_a_share": (
                GrantParty(
                    grant=self.grant, funder=make_funder(), role="funding", share=Decimal("100.01")
                ),
                "A share is more than 0 and at most 100 per cent.",
            ),
            "a_statement_is_of_a_kind": (Statement(), "This field cannot be blank."),
            "a_statement_is_for_one_thing": (
                Statement(kind="views", grant=self.grant, funder=self.funder),
                "A statement is for a grant, or for a funder, or for the whole site.",
            ),
            "a_fallback_is_agreed": (
                Statement(grant=self.grant, kind="views", fallback_language="en"),
                "A fallback language and the funder’s consent go together: choose the language, "
                "and say where the consent stands or upload it.",
            ),
            "a_report_is_of_a_kind": (
                ReportDate(grant=self.grant, workdays_after=20),
                "This field cannot be blank.",
            ),
            "a_report_is_due_in_one_way": (
                ReportDate(grant=self.grant, kind="final"),
                "Give either the day on which it is due, or after how many workdays.",
            ),
            "workdays_after_are_some": (
                ReportDate(grant=self.grant, kind="final", workdays_after=501),
                "From 1 to 500 workdays.",
            ),
            "wordings_are_numbered": (self.draft(number=self.wording.number), None),
            "one_approved_wording": (self.draft(number=2, **settled), None),
            "a_wording_says_something": (
                self.draft(number=3, text="  "),
                "A wording cannot be blank.",
            ),
            "an_approved_wording_says_when": (
                self.draft(number=4, language="pl", status="approved"),
                None,
            ),
            "a_retired_wording_says_when": (
                self.draft(number=5, **settled | {"status": "retired"}),
                None,
            ),
            "an_appeal_ends_after_it_starts": (
                Appeal(
                    text="Help.",
                    starts_at=datetime(2024, 1, 20, tzinfo=UTC),
                    ends_at=datetime(2024, 1, 20, tzinfo=UTC),
                ),
                "The appeal ends before it starts.",
            ),
        }

    def draft(self, **fields):
        return Wording(**{"statement": self.wording.statement, "text": "Words.", **fields})

    def test_what_is_not_known_is_left_empty(self):
        for fields in ({}, {"amount": Decimal("0.01"), "currency": "PLN"}, {"starts_on": LAST}):
            Grant(title="G", **fields).full_clean(exclude=["slug"])

    def test_a_currency_is_one_that_there_is(self):
        for currency in ("EU", "€", "XYZ"):
            with self.subTest(currency), self.assertRaises(ValidationError) as refused:
                Grant(title="G", amount=Decimal(7), currency=currency).full_clean()
            words = f"“{currency}” is no currency: write its three letters, such as PLN (ISO 4217)."
            self.assertEqual(refused.exception.message_dict, {"currency": [words]})


class FallbackTests(TestCase):
    """Of a language without a consent, and of a consent without a language."""

    def test_a_language_and_a_consent_go_together_and_the_empty_one_is_told(self):
        for fields, empty in (
            ({"fallback_language": "en"}, "fallback_consent"),
            ({"fallback_language": "en", "fallback_consent": " \n"}, "fallback_consent"),
            ({"fallback_consent": "A letter."}, "fallback_language"),
            ({"fallback_evidence": "evidence/2025/letter.pdf"}, "fallback_language"),
        ):
            statement = Statement(kind="views", **fields)
            with self.subTest(fields):
                with self.assertRaises(ValidationError) as refused:
                    statement.full_clean()
                self.assertEqual(list(refused.exception.message_dict), [empty])
                with self.assertRaises(IntegrityError), transaction.atomic():
                    statement.save()

    def test_a_letter_or_where_it_stands_is_enough(self):
        for consent in (
            {"fallback_consent": "A letter."},
            {"fallback_evidence": "evidence/2025/letter.pdf"},
        ):
            statement = Statement(kind="views", fallback_language="en", **consent)
            statement.full_clean()
            statement.save()


class NameTests(TestCase):
    def test_a_funder_is_one_however_its_name_is_spelt(self):
        Funder.objects.create(name="Фонд «Свобода»")
        for name in ("ФОНД СВОБОДА", "Фонд  “Свобода”", "фонд свобода "):
            with self.subTest(name):
                with self.assertRaises(ValidationError):
                    Funder(name=name, slug="other").full_clean()
                with self.assertRaises(IntegrityError), transaction.atomic():
                    Funder.objects.create(name=name)
        self.assertEqual(Funder.objects.named("ФОНД: СВОБОДА").count(), 1)

    def test_a_name_that_grows_when_it_is_folded_is_stored_all_the_same(self):
        name = "\ufdfa" * 250
        self.assertEqual(Funder.objects.create(name=name).name, name)

    def test_addresses_are_latin_and_never_taken_twice(self):
        funders = [Funder.objects.create(name=name).slug for name in ("Łódź", "Łodź", "Lodz", "…")]
        self.assertEqual(funders, ["lodz", "lodz-2", "lodz-3", "funder"])
        grants = [Grant.objects.create(title="Пробудження").slug for _ in range(3)]
        self.assertEqual(grants, [grants[0], f"{grants[0]}-2", f"{grants[0]}-3"])
        self.assertRegex(grants[0], "^[a-z]+$")

    def test_renaming_leaves_the_address(self):
        funder = Funder.objects.create(name="The Fund")
        funder.name = "The Other Fund"
        funder.save()
        self.assertEqual((funder.slug, funder.key), ("the-fund", "the other fund"))


class TextTests(TestCase):
    def rows(self):
        statement = make_statement()
        return [
            (Funder, "name", {}),
            (Funder, "about", {"name": "x"}),
            (Grant, "title", {}),
            (Grant, "framework", {"title": "x"}),
            (Statement, "label", {"kind": "views"}),
            (Wording, "text", {"statement": statement, "number": 7}),
            (Appeal, "text", {}),
            (Appeal, "label", {"text": "x"}),
        ]

    def test_an_unprintable_character_is_named_with_its_place_and_nothing_is_stored(self):
        for model, column, others in self.rows():
            for bad, named in (
                ("ab\x00c", "Character 3 is U+0000 (NULL)"),
                ("ab\x85c", "Character 3 is U+0085 (CONTROL)"),
                ("ab\u202dc", "Character 3 is U+202D (LEFT-TO-RIGHT OVERRIDE)"),
            ):
                row, before = model(**{column: bad, **others}), model.objects.count()
                with self.subTest(model=model.__name__, column=column, bad=bad):
                    with self.assertRaises(ValidationError) as refused:
                        row.full_clean()
                    self.assertIn(named, refused.exception.message_dict[column][0])
                    with self.assertRaises(ValidationError), transaction.atomic():
                        model.objects.create(**{column: bad, **others})
                    self.assertEqual(model.objects.count(), before)

    def test_decomposed_letters_are_stored_composed(self):
        for model, column, others in self.rows():
            row = model.objects.create(**{column: "Ło\u0301dz\u0301, \u0438\u0306", **others})
            with self.subTest(model=model.__name__, column=column):
                self.assertEqual(model.objects.values_list(column).get(pk=row.pk), ("Łódź, й",))

    def test_contract_text_is_kept_code_point_for_code_point(self):
        contract = "  The “Awakening’24” <project>\u00a0– with the suport of…\n\tthe Fund. "
        wording = make_wording(make_statement(), contract)
        self.assertEqual(Wording.objects.get(pk=wording.pk).text, contract)
