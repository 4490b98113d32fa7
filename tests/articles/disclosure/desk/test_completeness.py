"""The page on which funding managers see which wordings are missing."""

from django.test import TestCase

from articles.models import Coverage
from articles.models.choices import Stage
from tests.factories import (
    make_article,
    make_contributor,
    make_editor,
    make_funding_manager,
    make_grant,
    make_publisher,
    make_section,
    make_wording,
    say,
)

PAGE = "/desk/funding/statement/completeness/"


class CompletenessPageTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.grant, cls.section = make_grant("", title="Awakening"), make_section("Rivers")
        cls.statement = say(cls.grant, "The Fund.").statement
        make_article(stage=Stage.PUBLISHED, language="pl", section=cls.section)
        Coverage.objects.create(grant=cls.grant, section=cls.section)
        cls.add = (
            f"/desk/funding/wording/add/?statement={cls.statement.pk}&amp;language=pl"
            "&amp;variant=any"
        )

    def setUp(self):
        self.client.force_login(make_funding_manager())

    def test_a_gap_leads_to_a_form_that_is_filled_in_for_it(self):
        self.assertContains(self.client.get(PAGE), f'href="{self.add}"', count=1)
        form = self.client.get(self.add.replace("&amp;", "&")).context["adminform"].form
        chosen = {name: form[name].value() for name in ("statement", "language", "variant")}
        self.assertEqual(
            chosen, {"statement": str(self.statement.pk), "language": "pl", "variant": "any"}
        )

    def test_a_gap_with_a_draft_leads_to_the_draft(self):
        draft = make_wording(self.statement, "Fundusz.", language="pl", approved=False)
        page = self.client.get(PAGE)
        self.assertContains(page, f'href="/desk/funding/wording/{draft.pk}/change/"', count=1)
        self.assertNotContains(page, self.add)

    def test_what_is_missing_is_said_in_words_and_the_table_has_heads(self):
        page = self.client.get(PAGE)
        self.assertContains(page, "One wording is missing.", count=1)
        self.assertContains(page, '<th scope="col">Polish</th>', count=2)
        self.assertContains(page, '<th scope="row">', count=2)
        self.assertContains(page, '<p class="state state--missing">missing · <a', count=1)
        self.assertContains(
            page,
            'Write it<span class="visually-hidden">: acknowledgement (Awakening), Polish</span>',
            count=1,
        )

    def test_it_can_be_narrowed_to_one_grant_and_bad_keys_are_nobody_s(self):
        other = make_grant("Other.", title="Other")
        for asked, titles in ((self.grant.pk, {"Awakening"}), (other.pk, {"Other"})):
            page = self.client.get(PAGE, {"grant": asked})
            shown = {str(one.grant) for one in page.context["sheets"]}
            self.assertEqual(shown, titles)
        for bad in ("x", "٣", "-1", "1 or 1"):
            self.assertEqual(self.client.get(PAGE, {"grant": bad}).status_code, 404, bad)

    def test_what_lacks_something_stands_first(self):
        make_grant("Said.", title="AAA")
        shown = [str(one.grant) for one in self.client.get(PAGE).context["sheets"]]
        self.assertEqual(shown, ["Awakening", "AAA", "None"])

    def test_it_is_for_those_who_keep_wordings(self):
        for make in (make_contributor, make_editor, make_publisher):
            self.client.force_login(make())
            self.assertEqual(self.client.get(PAGE).status_code, 403, make.__name__)

    def test_the_list_of_statements_leads_there(self):
        """From the button of the list, and from its room."""
        page = self.client.get("/desk/funding/statement/")
        self.assertContains(page, f'href="{PAGE}"', count=2)
        self.client.force_login(make_editor())
        self.assertNotContains(self.client.get("/desk/funding/statement/"), PAGE)
