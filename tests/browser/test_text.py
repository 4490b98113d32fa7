"""The text of a piece, written and pasted at the desk."""

from tests.articles.publishing.desk.test_article import page_of
from tests.browser.chromium import BrowserTestCase
from tests.browser.signing_in import sign_in
from tests.factories import make_article, make_publisher
from tests.newsroom.kit.test_destination import MEANT

DESTINATIONS = """async (written) => {
  const { destination } = await import("/static/desk/editor/destination.js")
  return written.map(destination)
}"""
FOCUSED = "() => document.activeElement.textContent"


class TextTestCase(BrowserTestCase):
    def edit(self, body, **fields):
        """A page on which somebody edits a piece with this body, and the cursor at its end."""
        make_publisher(username="publisher", password="right words")
        self.article = make_article(body=body, **fields)
        page = self.open(f"/desk/login/?next={page_of(self.article)}")
        sign_in(page, "publisher")
        page.locator(".ProseMirror[contenteditable=true]").click()
        page.keyboard.press("Control+End")
        return page

    def saved(self, page):
        page.click("[name=_continue]")
        page.wait_for_selector(".messagelist .success")
        self.article.refresh_from_db()
        return self.article.body


class WritingTests(TextTestCase):
    def test_a_text_is_written_by_keys_alone(self):
        page = self.edit("<p>One</p>")
        page.keyboard.press("Enter")
        page.keyboard.type("/sub")
        page.keyboard.press("Enter")
        page.keyboard.type("Two")
        page.keyboard.press("Enter")
        page.keyboard.type("and/or ")
        page.keyboard.press("Control+k")
        page.keyboard.type("javascript:alert(1)")
        page.keyboard.press("Enter")
        self.expect(page.locator(".ask__wrong").first).to_contain_text(
            "Readers cannot be led there"
        )
        page.keyboard.press("Control+a")
        page.keyboard.type("example.org")
        page.keyboard.press("Tab")
        page.keyboard.type("there")
        page.keyboard.press("Enter")
        page.keyboard.type(" /zzz")
        self.expect(page.locator(".insert")).to_contain_text("Nothing is called that")
        page.keyboard.press("Escape")
        self.expect(page.locator(".insert")).to_be_hidden()
        self.assertEqual(
            self.saved(page),
            '<p>One</p><h3>Two</h3><p>and/or <a href="https://example.org">there</a> /zzz</p>',
        )

    def test_the_toolbar_is_one_stop_and_says_what_is_on(self):
        page = self.edit("<p><strong>One</strong></p>")
        bar = page.get_by_role("toolbar", name="Formatting")
        bold = bar.get_by_role("button", name="Bold")
        self.expect(bold).to_have_attribute("aria-pressed", "true")
        page.keyboard.press("Shift+Tab")
        self.assertEqual(page.evaluate(FOCUSED), "Heading")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowRight")
        self.assertEqual(page.evaluate(FOCUSED), "Bold")
        page.keyboard.press("Enter")
        self.expect(bold).to_have_attribute("aria-pressed", "false")
        page.keyboard.type("!")
        self.assertEqual(page.input_value("#id_body"), "<p><strong>One</strong>!</p>")
        self.assertEqual(bar.locator("[tabindex='0']").count(), 1)

    def test_the_textbox_has_a_name_and_is_spelled_in_the_language_of_the_piece(self):
        page = self.edit("<p>One</p>", language="en")
        text = page.get_by_role("textbox", name="Body")
        self.expect(text).to_have_attribute("spellcheck", "true")
        self.expect(text).to_have_attribute("lang", "en")
        page.select_option("#id_language", "pl")
        self.expect(text).to_have_attribute("lang", "pl")
        self.expect(text).to_have_attribute("dir", "ltr")

    def test_a_link_is_completed_as_the_server_completes_it(self):
        page = self.open("/static/desk/editor/destination.js")
        written = [address.replace("&#10;", "\n") for address in MEANT]
        self.assertEqual(page.evaluate(DESTINATIONS, written), list(MEANT.values()))
