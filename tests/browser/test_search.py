"""One key leads to the search from a page of the desk, and Enter to what is found."""

from tests.browser.chromium import BrowserTestCase
from tests.factories import make_article, make_editor


class SearchTests(BrowserTestCase):
    def test_a_piece_is_found_from_the_first_page_by_keys(self):
        make_article(title="The weir", tags=["Water"])
        cookies = self.signed_in(make_editor())
        page = self.open("/desk/", storage_state=cookies, viewport={"width": 1280, "height": 800})
        page.wait_for_selector("#desk-search")
        page.keyboard.press("Control+k")
        page.keyboard.type("wei/")
        page.keyboard.press("Enter")
        self.expect(page.locator("#content")).to_contain_text("The weir")
