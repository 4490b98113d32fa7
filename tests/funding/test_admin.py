from django.core.files.base import ContentFile
from django.test import TestCase
from django.urls import reverse

from funding.models import Appeal, Funder, Grant, Statement, Wording
from newsroom.models import LedgerEntry, Masthead
from tests.factories import (
    make_editor,
    make_funder,
    make_funding_manager,
    make_grant,
    make_wording,
)
from tests.filling_in import filled_in


def page_of(wording, name="change"):
    return reverse(f"admin:funding_wording_{name}", args=[wording.pk])


class WordingAdminTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.manager = make_funding_manager()
        grant = make_grant("The words in force.")
        cls.statement = grant.statements.get()
        cls.in_force = cls.statement.wordings.get()
        cls.draft = make_wording(
            cls.statement, "The new words.", approved=False, created_by=cls.manager
        )

    def setUp(self):
        self.client.force_login(self.manager)

    def send(self, wording, **changes):
        url = page_of(wording)
        return self.client.post(url, filled_in(self.client.get(url), **changes), follow=True)

    def test_a_draft_written_here_remembers_its_writer(self):
        page = self.client.get("/desk/funding/wording/add/")
        self.client.post(
            "/desk/funding/wording/add/",
            filled_in(page, statement=str(self.statement.pk), language="pl", text="Słowa."),
        )
        written = Wording.objects.get(language="pl")
        self.assertEqual(
            (written.created_by, written.status, written.number), (self.manager, "draft", 1)
        )

    def test_approving_keeps_what_is_on_the_screen_and_retires_the_one_before(self):
        self.send(self.draft, text="The very last words.\r\nTwo lines.", _approve="1")
        self.draft.refresh_from_db()
        self.in_force.refresh_from_db()
        self.assertEqual(
            (self.draft.status, self.draft.text, self.draft.approved_by, self.in_force.status),
            ("approved", "The very last words.\nTwo lines.", self.manager, "retired"),
        )

    def test_whoever_may_not_approve_approves_nothing(self):
        """Of all that a funding manager may do, this person lacks the approval alone."""
        self.manager.groups.clear()
        self.manager.user_permissions.set(
            make_funding_manager().groups.get().permissions.exclude(codename="approve_wording")
        )
        page = self.client.get(page_of(self.draft))
        self.assertNotContains(page, "_approve")
        answer = self.send(self.draft, _approve="1")
        self.assertContains(answer, "Saved, but not approved. You may not approve wordings.")
        retired = self.client.post(page_of(self.in_force, "retire"), {"note": "Out."})
        self.assertEqual(retired.status_code, 403)
        self.assertEqual(
            sorted(Wording.objects.values_list("text", "status")),
            [("The new words.", "draft"), ("The words in force.", "approved")],
        )

    def test_nobody_approves_their_own_words_where_four_eyes_are_asked_for(self):
        Masthead.objects.update(four_eyes=True)
        answer = self.send(self.draft, _approve="1")
        self.assertContains(answer, "somebody else has to approve it")
        self.draft.refresh_from_db()
        self.assertEqual(self.draft.status, "draft")

    def test_whoever_changes_the_text_of_somebody_elses_draft_has_written_it(self):
        Masthead.objects.update(four_eyes=True)
        other = make_funding_manager()
        Wording.objects.filter(pk=self.draft.pk).update(created_by=other, worded_by=other)
        answer = self.send(self.draft, text="My very own words.", _approve="1")
        self.assertContains(answer, "somebody else has to approve it")
        self.draft.refresh_from_db()
        self.assertEqual((self.draft.worded_by, self.draft.status), (self.manager, "draft"))
        answer = self.send(self.draft, note="Article 7.")
        self.draft.refresh_from_db()
        self.assertEqual(self.draft.worded_by, self.manager)

    def test_a_settled_wording_is_shown_and_cannot_be_changed_or_deleted(self):
        url = page_of(self.in_force)
        self.assertNotContains(self.client.get(url), 'name="text"')
        self.assertEqual(self.client.post(url, {"text": "Other words."}).status_code, 403)
        self.assertEqual(
            self.client.post(page_of(self.in_force, "delete"), {"post": "yes"}).status_code, 403
        )
        self.client.post(
            "/desk/funding/wording/",
            {
                "action": "delete_selected",
                "_selected_action": [str(self.in_force.pk)],
                "post": "yes",
            },
        )
        self.in_force.refresh_from_db()
        self.assertEqual(
            (self.in_force.text, self.in_force.status), ("The words in force.", "approved")
        )

    def test_retiring_needs_a_reason_and_a_post(self):
        url = page_of(self.in_force, "retire")
        self.assertEqual(self.client.get(url).status_code, 405)
        answer = self.client.post(url, {"note": " "}, follow=True)
        self.assertContains(answer, "Say why the wording is retired.")
        self.client.post(url, {"note": "The agreement ended."})
        self.in_force.refresh_from_db()
        self.assertEqual(self.in_force.status, "retired")
        self.assertEqual(LedgerEntry.objects.first().facts, {"note": "The agreement ended."})

    def test_evidence_is_handed_only_to_those_who_keep_wordings(self):
        self.draft.evidence.save("agreement.html", ContentFile(b"<script>secret</script>"))
        url = page_of(self.draft, "evidence")
        self.assertContains(self.client.get(page_of(self.draft)), f'href="{url}"')
        file = self.client.get(url)
        self.assertEqual(b"".join(file.streaming_content), b"<script>secret</script>")
        self.assertTrue(file["Content-Disposition"].startswith("attachment"))
        self.client.force_login(make_editor())
        self.assertEqual(self.client.get(url).status_code, 403)
        self.assertEqual(self.client.get(page_of(self.in_force, "evidence")).status_code, 403)

    def test_a_text_that_was_changed_meanwhile_is_not_approved_unseen(self):
        page = self.client.get(page_of(self.draft))
        Wording.objects.filter(pk=self.draft.pk).update(text="Words of a colleague.")
        answer = self.client.post(page_of(self.draft), filled_in(page, _approve="1"))
        self.assertContains(answer, "Somebody saved this while you were writing.")
        self.draft.refresh_from_db()
        self.assertEqual((self.draft.text, self.draft.status), ("Words of a colleague.", "draft"))

    def test_a_statement_shows_its_wordings_and_takes_new_ones_only(self):
        url = reverse("admin:funding_statement_change", args=[self.statement.pk])
        page = self.client.get(url)
        self.assertContains(page, "The words in force.")
        self.client.post(
            url,
            filled_in(
                page,
                **{
                    "wordings-0-text": "Forged.",
                    "wordings-TOTAL_FORMS": "3",
                    "wordings-2-language": "uk",
                    "wordings-2-variant": "any",
                    "wordings-2-text": "Слова.",
                },
            ),
        )
        self.assertEqual(
            sorted(self.statement.wordings.values_list("text", "created_by")),
            [
                ("The new words.", self.manager.pk),
                ("The words in force.", None),
                ("Слова.", self.manager.pk),
            ],
        )


class FundingListTests(TestCase):
    def setUp(self):
        self.client.force_login(make_funding_manager())

    def test_lists_cost_the_same_with_one_row_and_with_thirty(self):
        queries = {"funder": 7, "grant": 10, "statement": 7, "wording": 9, "appeal": 9}
        for number in (1, 30):
            while Grant.objects.count() < number:
                make_grant(starts_on="2026-01-01")
                Appeal.objects.create(
                    text="Help.", label="Give", url="https://example.org/", language="en"
                )
            for model, count in queries.items():
                with self.subTest(model, rows=number), self.assertNumQueries(count):
                    self.client.get(f"/desk/funding/{model}/")

    def test_two_spellings_of_one_funder_are_a_message_at_the_name(self):
        make_funder("Фонд Солідарності")
        url = "/desk/funding/funder/add/"
        page = self.client.post(url, filled_in(self.client.get(url), name="ФОНД  солідарності"))
        self.assertEqual(
            page.context["adminform"].form.errors,
            {"name": ["There is one already that is spelled the same."]},
        )
        self.assertEqual(Funder.objects.count(), 1)

    def test_what_the_database_would_refuse_is_a_message(self):
        url = "/desk/funding/grant/add/"
        cases = [
            ({"amount": "5", "currency": ""}, "An amount and a currency go together."),
            ({"amount": "0", "currency": "PLN"}, "greater than or equal to 0.01"),
            (
                {"starts_on": "2026-02-02", "ends_on": "2026-01-01"},
                "The grant ends before it starts.",
            ),
            ({"starts_on": "2026-02-31"}, "Enter a valid date."),
        ]
        for fields, words in cases:
            with self.subTest(words):
                page = self.client.post(url, filled_in(self.client.get(url), title="T", **fields))
                self.assertContains(page, words)
        self.assertEqual(Grant.objects.count(), 0)

    def test_an_editor_sees_grants_and_changes_none(self):
        grant = make_grant()
        self.client.force_login(make_editor())
        url = reverse("admin:funding_grant_change", args=[grant.pk])
        self.assertEqual(self.client.get(url).status_code, 200)
        self.assertEqual(self.client.post(url, {"title": "Mine"}).status_code, 403)

    def test_a_statement_of_a_grant_and_a_funder_at_once_is_a_message(self):
        grant = make_grant()
        url = "/desk/funding/statement/add/"
        page = self.client.post(
            url,
            filled_in(
                self.client.get(url), grant=str(grant.pk), funder=str(grant.funders.get().pk)
            ),
        )
        self.assertContains(
            page, "A statement is for a grant, or for a funder, or for the whole site."
        )
        self.assertEqual(Statement.objects.count(), 1)
