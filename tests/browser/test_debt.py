"""A sentence of many texts becomes a grant in one page, by keys, and nobody is kept out."""

from articles.models import FoundSentence, Settlement
from tests.articles.debt.test_settling import printed
from tests.articles.debt.world import MISSPELT, PAID, STORY, VIEWS, came_in
from tests.browser.axe import violations
from tests.browser.chromium import BrowserTestCase
from tests.browser.signing_in import sign_in
from tests.factories import make_funding_manager

LOOKS = [(390, "dark"), (1280, "light")]


class DebtTests(BrowserTestCase):
    def test_a_sentence_becomes_a_grant_and_is_taken_back(self):
        pieces = [came_in(PAID, VIEWS), came_in(PAID), came_in(MISSPELT), came_in()]
        make_funding_manager(username="manager", password="right words")
        # What axe brings along is against the content policy, which its console would tell.
        context = self.browser.new_context()
        self.addCleanup(context.close)
        page = context.new_page()
        page.goto(f"{self.live_server_url}/desk/login/?next=/desk/articles/settlement/debt/")
        sign_in(page, "manager")
        self.assertEqual(violations(page, LOOKS), {})
        page.get_by_role("link", name="Turn into a grant…").first.press("Enter")
        self.assertEqual(violations(page, LOOKS), {})
        self.assertEqual(page.get_by_role("checkbox").count(), 2)
        self.assertEqual(page.get_by_label("Who paid").input_value(), "Open River Fund")
        page.get_by_label("Project title").fill("Rivers of the East")
        page.get_by_label("On what evidence").fill("Agreement 7, article 3.")
        page.get_by_role("button", name="Approve, and settle 3 pieces").press("Enter")
        page.get_by_role("heading", name="3 of 3 gone through").wait_for()
        self.assertEqual(violations(page, LOOKS), {})
        for piece in pieces[1:3]:
            self.assertEqual(printed(piece)[:2], (STORY, [PAID]))
        page.get_by_text("Take it back…").click()
        page.get_by_label("Why").fill("Another grant.")
        page.get_by_role("button", name="Take it back").press("Enter")
        page.get_by_text("3 pieces were taken back.").wait_for()
        self.assertEqual(printed(pieces[1])[1], [])
        self.assertEqual((Settlement.objects.count(), FoundSentence.objects.count()), (1, 3))
