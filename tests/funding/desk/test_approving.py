"""The page on which several drafts are approved with one evidence."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase

from funding.models import Wording
from newsroom.models import LedgerEntry, Masthead
from tests.factories import (
    make_contributor,
    make_editor,
    make_funding_manager,
    make_grant,
    make_publisher,
    make_wording,
)
from tests.filling_in import filled_in

PAGE = "/desk/funding/wording/approve/"


class ApprovingTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.manager = make_funding_manager()
        cls.grant = make_grant("", title="Awakening")
        cls.statement = cls.grant.statements.create(kind="views")
        cls.drafts = [
            make_wording(cls.statement, text, language=language, approved=False)
            for language, text in (("en", "Views of the author."), ("pl", "Opinie autora."))
        ]

    def setUp(self):
        self.client.force_login(self.manager)

    def tokens(self, page):
        return [one.token for one in page.context["offered"]]

    def press(self, page=None, **changes):
        page = page or self.client.get(PAGE)
        fields = {"note": "Article 7.", "chosen": self.tokens(page), **changes}
        return self.client.post(PAGE, filled_in(page) | fields, follow=True)

    def statuses(self):
        return [one.status for one in Wording.objects.order_by("pk")]

    def messages(self, page):
        return [str(message) for message in page.context["messages"]]

    def test_what_is_ticked_is_approved_with_the_one_evidence(self):
        page = self.press(evidence=SimpleUploadedFile("letter.pdf", b"%PDF-1.7"))
        for wording in Wording.objects.all():
            self.addCleanup(wording.evidence.delete, save=False)
            self.assertEqual(
                (wording.status, wording.note, wording.evidence.read()),
                ("approved", "Article 7.", b"%PDF-1.7"),
            )
        self.assertEqual(self.messages(page), ["2 wordings are approved."])
        self.assertContains(page, "No draft waits for approval.", count=1)

    def test_what_is_not_ticked_stays_a_draft(self):
        page = self.client.get(PAGE)
        self.press(page, chosen=self.tokens(page)[:1])
        self.assertEqual(self.statuses(), ["approved", "draft"])

    def test_without_evidence_in_words_nothing_is_approved_and_the_ticks_stay(self):
        page = self.press(note=" ")
        self.assertEqual(self.statuses(), ["draft", "draft"])
        self.assertContains(page, " checked>", count=2)
        self.assertContains(page, "This field is required.", count=1)

    def test_the_file_is_asked_for_again_where_the_page_came_back_without_it(self):
        page = self.press(note=" ", evidence=SimpleUploadedFile("letter.pdf", b"%PDF-1.7"))
        page = self.press(page)
        self.assertEqual(self.statuses(), ["draft", "draft"])
        self.assertContains(page, "Choose the file again.", count=1)
        self.press(page)
        self.assertEqual(self.statuses(), ["approved", "approved"])

    def test_without_a_tick_it_says_what_to_do(self):
        page = self.press(chosen=[])
        self.assertEqual(self.messages(page), ["Choose at least one draft."])

    def test_a_draft_that_was_changed_since_it_was_shown_is_approved_by_nobody(self):
        page = self.client.get(PAGE)
        Wording.objects.filter(pk=self.drafts[1].pk).update(text="Coś innego.")
        answer = self.press(page)
        self.assertEqual(self.statuses(), ["draft", "draft"])
        self.assertIn("was changed or settled", self.messages(answer)[0])
        self.assertContains(answer, "Coś innego.", count=1)
        self.assertContains(answer, "Article 7.</textarea>", count=1)

    def test_what_the_check_noticed_is_shown_before_it_is_too_late(self):
        Wording.objects.filter(pk=self.drafts[0].pk).update(text="Views of  [name].")
        page = self.press()
        self.assertEqual(self.statuses(), ["draft", "draft"])
        self.assertContains(page, "“[name]” looks like a blank", count=1)
        self.press(page)
        self.assertEqual(self.statuses(), ["approved", "approved"])

    def test_one_s_own_words_have_no_box_where_four_eyes_bind(self):
        Masthead.objects.update(four_eyes=True)
        Wording.objects.filter(pk=self.drafts[0].pk).update(worded_by=self.manager)
        page = self.client.get(PAGE)
        self.assertContains(page, 'name="chosen"', count=1)
        self.assertContains(page, "You wrote this: somebody else has to approve it.", count=1)
        answer = self.press(page)
        self.assertEqual(self.statuses(), ["draft", "draft"])
        self.assertIn("None was approved.", self.messages(answer)[0])

    def test_it_can_be_narrowed_to_a_grant(self):
        other = make_wording(
            make_grant("").statements.create(kind="views"), "Other.", approved=False
        )
        for asked, expected in (
            (self.grant.pk, self.drafts),
            ("x", [*self.drafts, other]),
            (0, []),
        ):
            page = self.client.get(PAGE, {"grant": asked})
            found = {one.wording for one in page.context["offered"]}
            self.assertEqual(found, set(expected), asked)

    def test_it_is_for_those_who_approve(self):
        fields = {"note": "Article 7.", "chosen": self.tokens(self.client.get(PAGE))}
        for make in (make_contributor, make_editor, make_publisher):
            self.client.force_login(make())
            self.assertEqual(self.client.get(PAGE).status_code, 403)
            self.assertEqual(self.client.post(PAGE, fields).status_code, 403)
        self.assertEqual(self.statuses(), ["draft", "draft"])
        self.assertFalse(LedgerEntry.objects.filter(verb="approve").exists())

    def test_it_costs_the_same_for_one_draft_and_for_thirty(self):
        for number in (0, 28):
            for place in range(number):
                statement = self.grant.statements.create(kind="views", label=f"Label {place}")
                make_wording(statement, f"Words {place}.", approved=False)
            with self.assertNumQueries(10):
                self.client.get(PAGE)
