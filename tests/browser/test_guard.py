"""No editor loses what it has no name for."""

from tests.articles.publishing.desk.test_article import page_of
from tests.browser.chromium import BrowserTestCase
from tests.browser.test_text import EVERY_NODE
from tests.factories import make_article, make_publisher

PICTURE = '<figure data-photo="1"><figcaption>Q</figcaption></figure>'
LOST = """async (pairs) => {
  const { lost } = await import("/static/desk/editor/lost.js")
  return pairs.map(([before, after]) => lost(before, after))
}"""
# What is stored, what an editor would write instead, and what of it is lost.
PAIRS = [
    ("<p>a <b>b</b></p>", "<p>a b</p>", ["b"]),
    ('<p id="fn-1">a</p>', "<p>a</p>", ['p id="fn-1"']),
    ('<p><a href="/a">a</a></p>', '<p><a href="/b">a</a></p>', ['a href="/a"']),
    ("<p>a</p><p>b</p>", "<p>ab</p>", ["p itself"]),
    ("<p>a</p><hr>", "<p>a</p>", ["hr itself", "hr"]),
    ("<p>a<br>b</p>", "<p>a b</p>", ["br itself", "br"]),
    ("<ul><li>a</li></ul>", "<p>a</p>", ["ul itself", "li itself", "li", "ul"]),
    ("<p>one</p>", "<p>on</p>", ["p", "text"]),
    (PICTURE, "<p>Q</p>", [
        "figure itself", "figcaption itself", "figcaption", "figure", 'figure data-photo="1"',
    ]),
    # What is only put otherwise.
    ("<ul><li>a</li></ul>", "<ul><li><p>a</p></li></ul>", []),
    ("<p><em>a</em><em>b</em></p>", "<p><em>ab</em></p>", []),
    ("<p><em>a<sup>b</sup></em></p>", "<p><em>a</em><sup><em>b</em></sup></p>", []),
    ("<table><thead><tr><th>a</th></tr></thead></table>",
     "<table><tbody><tr><th><p>a</p></th></tr></tbody></table>", []),
    ("<ol><li><p>a</p></li></ol>", '<ol data-type="decimal"><li><p>a</p></li></ol>', []),
    ("<p>a</p>\n\n<p>b  c</p>", "<p>a</p><p>b c</p>", []),
]  # fmt: skip

BODY = EVERY_NODE.replace("\u00a0", "&nbsp;") + PICTURE


class WritingBeside(BrowserTestCase):
    """``edit(body)`` opens a piece, ``opened_without(page, module)`` lacks one of its scripts."""

    def edit(self, body):
        """A page on which a piece is edited. Its console says more than the other tests allow."""
        self.article = make_article(body=body)
        cookies = self.signed_in(make_publisher())
        page = self.open(page_of(self.article), storage_state=cookies)
        self.expect(page.locator(".ProseMirror")).to_be_visible()
        page = page.context.new_page()
        self.network = page.context.new_cdp_session(page)
        self.network.send("Network.enable")
        return page

    def block(self, *modules):
        """Let them not load. All others come from the cache, which playwright's routes shut off."""
        addresses = [f"*{module}" for module in modules]
        self.network.send("Network.setBlockedURLs", {"urls": addresses})

    def opened_without(self, page, module):
        """The page once more, while a module of the editor does not load."""
        self.block(module)
        page.goto(f"{self.live_server_url}{page_of(self.article)}")


class GuardTests(WritingBeside):
    def saved(self, page):
        page.click("[name=_continue]")
        page.wait_for_selector(".messagelist .success")
        self.article.refresh_from_db()
        return self.article.body

    def test_what_would_be_lost_is_told_from_what_is_only_put_otherwise(self):
        page = self.open("/")
        found = page.evaluate(LOST, [[before, after] for before, after, _lost in PAIRS])
        self.assertEqual(found, [gone for _before, _after, gone in PAIRS])

    def test_without_the_guard_no_editor_opens(self):
        page = self.edit(BODY)
        for module in ("guard.js", "lost.js"):
            self.opened_without(page, f"/static/desk/editor/{module}")
            self.expect(page.locator("#id_body")).to_have_value(BODY)
            self.assertEqual(page.locator(".ProseMirror").count(), 0)

    def test_a_closed_text_is_told_of_and_can_be_written_in_its_source(self):
        page = self.edit(BODY)
        self.opened_without(page, "/static/desk/editor/footnotes.js")
        told = page.get_by_role("alert").filter(has_text="This text is closed for writing")
        self.expect(told).to_be_visible()
        self.expect(page.locator(".tools")).to_be_hidden()
        self.block()
        told.get_by_role("button", name="Load the page again").click()
        self.expect(told).to_be_hidden()
        self.expect(page.locator(".ProseMirror[contenteditable=true]")).to_be_visible()
        self.opened_without(page, "/static/desk/editor/footnotes.js")
        told.get_by_role("button", name="Write in the HTML of the text").click()
        page.locator("#id_body").fill(f"<p>x</p>{BODY}")
        self.assertEqual(self.saved(page), f"<p>x</p>{BODY}")
