from django.contrib.auth.models import Permission
from django.test import TestCase

from funding.models import Statement, Wording
from funding.ready_made import catalogue
from tests.factories import make_editor, make_funder, make_funding_manager, make_grant
from tests.filling_in import filled_in

CHOOSE = "/desk/funding/statement/ready-made/"
EU = f"{CHOOSE}eu-funded/"


class ReadyMadeTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.manager = make_funding_manager()
        cls.grant = make_grant("", title="Voices’24")

    def setUp(self):
        self.client.force_login(self.manager)

    def fill(self, address, **changes):
        page = self.client.get(address)
        return self.client.post(address, filled_in(page, **changes), follow=True)

    def test_the_list_offers_what_fits_a_grant_a_funder_and_the_site(self):
        for owner, query in (
            ("grant", f"?grant={self.grant.pk}"),
            ("funder", f"?funder={make_funder().pk}"),
            ("site", "?"),
        ):
            fitting = [one for one in catalogue() if owner in one.belongs_to]
            with self.subTest(owner):
                page = self.client.get(CHOOSE + query)
                self.assertEqual(list(page.context["fitting"]), fitting)
                self.assertContains(page, "ready-made__one", count=len(fitting))
                self.assertContains(page, f"use-of-ai/{query}", count=1)
                self.assertContains(page, f"eu-funded/{query}", count=int(owner == "grant"))

    def test_the_grant_the_funder_and_the_list_of_statements_lead_there(self):
        funder = self.grant.funders.get()
        for page, link in (
            (f"/desk/funding/grant/{self.grant.pk}/change/", f"{CHOOSE}?grant={self.grant.pk}"),
            (f"/desk/funding/funder/{funder.pk}/change/", f"{CHOOSE}?funder={funder.pk}"),
            ("/desk/funding/statement/", CHOOSE),
        ):
            with self.subTest(page):
                self.assertContains(self.client.get(page), f'href="{link}"', count=1)

    def test_what_is_chosen_and_filled_in_becomes_drafts(self):
        answer = self.fill(
            f"{EU}?grant={self.grant.pk}",
            **{"en-granting_authority": " EACEA ", "de": "on", "de-granting_authority": "EACEA"},
        )
        statement = Statement.objects.get()
        self.assertRedirects(answer, f"/desk/funding/statement/{statement.pk}/change/")
        self.assertContains(answer, "Added as drafts.")
        self.assertEqual(
            (statement.grant, sorted(statement.wordings.values_list("language", "status"))),
            (self.grant, [("de", "draft"), ("en", "draft")]),
        )
        self.assertIn("Union or EACEA. Neither", statement.wordings.get(language="en").text)

    def test_the_project_is_filled_in_with_the_title_of_the_grant(self):
        address = f"{CHOOSE}polish-development-cooperation/?grant={self.grant.pk}"
        self.assertEqual(filled_in(self.client.get(address))["pl-project"], "Voices’24")

    def test_sources_and_what_is_to_be_confirmed_are_on_the_page(self):
        page = self.client.get(f"{EU}?grant={self.grant.pk}")
        self.assertContains(page, "Annotated Grant Agreement V2.0", count=1)
        self.assertContains(page, "prescribed in these words", count=1)
        self.assertContains(page, "to be confirmed with the funder", count=2)

    def test_a_blank_is_shown_in_brackets(self):
        page = self.client.get(f"{EU}?grant={self.grant.pk}")
        self.assertContains(page, "European Union or [granting authority]. Neither", count=1)
        self.assertNotContains(page, "{granting_authority}")

    def test_what_is_missing_is_told_at_its_field_and_nothing_is_added(self):
        address = f"{EU}?grant={self.grant.pk}"
        for changes, field, words in (
            ({}, "en-granting_authority", "Fill this in, or leave out the language."),
            (
                {"en-granting_authority": "a\x07b"},
                "en-granting_authority",
                "Character 2 is U+0007 (BELL), which cannot be printed. Delete it.",
            ),
            ({"en": None}, "__all__", "Choose at least one language."),
        ):
            with self.subTest(words):
                page = self.fill(address, **changes)
                self.assertEqual(page.context["form"].errors, {field: [words]})
                self.assertContains(page, "Nothing was added yet", count=1)
        self.assertEqual((Statement.objects.count(), Wording.objects.count()), (0, 0))

    def test_what_fills_a_blank_is_text_and_never_markup(self):
        answer = self.fill(f"{EU}?grant={self.grant.pk}", **{"en-granting_authority": "<i>A</i>"})
        self.assertContains(answer, "&lt;i&gt;A&lt;/i&gt;")
        self.assertNotContains(answer, "<i>A</i>")

    def test_whoever_lacks_either_permission_sees_and_adds_nothing(self):
        all_but = {}
        for lacking in ("add_statement", "add_wording"):
            all_but[lacking] = make_funding_manager()
            role = all_but[lacking].groups.get()
            all_but[lacking].groups.clear()
            all_but[lacking].user_permissions.set(role.permissions.exclude(codename=lacking))
        self.assertEqual(Permission.objects.filter(codename__in=all_but).count(), 2)
        fields = {"en": "on", "en-granting_authority": "EACEA"}
        for person in (*all_but.values(), make_editor()):
            self.client.force_login(person)
            for address in (CHOOSE, EU):
                with self.subTest(person=person, address=address):
                    address = f"{address}?grant={self.grant.pk}"
                    self.assertEqual(self.client.get(address).status_code, 403)
                    self.assertEqual(self.client.post(address, fields).status_code, 403)
        self.client.logout()
        self.assertEqual(self.client.post(f"{EU}?grant={self.grant.pk}", fields).status_code, 403)
        self.assertEqual(Statement.objects.count(), 0)

    def test_addresses_that_name_nothing_are_not_found(self):
        grant, funder = self.grant.pk, make_funder().pk
        for address in (
            f"{EU}?grant={grant}&funder={funder}",
            f"{EU}?grant=x",
            f"{EU}?grant=",
            f"{EU}?grant=²",
            f"{EU}?grant=999999",
            f"{EU}?grant={'9' * 30}",
            f"{EU}?funder={funder}",
            EU,
            f"{CHOOSE}no-external-funding/?grant={grant}",
            f"{CHOOSE}nothing/?grant={grant}",
        ):
            with self.subTest(address):
                self.assertEqual(self.client.get(address).status_code, 404)
