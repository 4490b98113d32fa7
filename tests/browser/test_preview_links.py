"""A piece shown before it is published, to somebody in another browser without an account."""

from tests.articles.publishing.desk.test_article import page_of
from tests.browser.chromium import BrowserTestCase
from tests.factories import make_article, make_editor, make_grant


class PreviewLinkTests(BrowserTestCase):
    def test_a_link_is_made_opened_by_a_stranger_and_revoked(self):
        article = make_article(grants=[make_grant()], body="<p>The words.</p>")
        editor = make_editor(username="editor")
        desk = self.open(page_of(article), storage_state=self.signed_in(editor))
        desk.get_by_role("link", name="Preview links").click()
        desk.get_by_label("For whom").fill("The lawyer")
        desk.get_by_role("button", name="Make a link").click()
        made = desk.get_by_label("The new link").input_value()
        address = "/preview/" + made.partition("/preview/")[2]

        stranger = self.open(address, viewport={"width": 390, "height": 844})
        self.expect(stranger.get_by_text("Not published yet.")).to_be_visible()
        self.expect(stranger.get_by_text("The words.")).to_be_visible()
        self.expect(stranger.get_by_text("The Fund paid for this.")).to_be_visible()
        self.assertEqual(stranger.context.cookies(), [])

        desk.get_by_role("button", name="Revoke").click()
        self.expect(desk.get_by_text("There is none.")).to_be_visible()
        stranger.close()
        missing = "Failed to load resource: the server responded with a status of 404 (Not Found)"
        stranger = self.open(address, errors=[missing])
        self.expect(stranger.get_by_text("This link shows nothing")).to_be_visible()
