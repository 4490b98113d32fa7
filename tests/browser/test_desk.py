from articles.models.choices import Stage
from tests.articles.publishing.desk.test_article import page_of
from tests.browser.chromium import BrowserTestCase
from tests.factories import make_article, make_publisher

NOTE = (
    '<p>Text<sup id="fn-ref-1"><a href="#fn-1">1</a></sup>.</p>'
    '<ol><li id="fn-1"><p>The note.</p></li></ol>'
)


class DeskTests(BrowserTestCase):
    def sign_in(self, path, **context):
        return self.open(path, storage_state=self.signed_in(make_publisher()), **context)

    def test_footnotes_live_through_an_edit_in_the_editor(self):
        article = make_article(body=NOTE)
        page = self.sign_in(page_of(article))
        self.put_cursor(page.locator(".ProseMirror[contenteditable=true] > p").first, "Home")
        page.keyboard.type("Typed. ")
        page.click("[name=_continue]")
        page.wait_for_selector(".messagelist .success")
        article.refresh_from_db()
        self.assertEqual(
            article.body,
            '<p>Typed. Text<sup id="fn-ref-1"><a href="#fn-1">1</a></sup>.</p>'
            '<ol><li id="fn-1"><p>The note.</p></li></ol>',
        )

    def test_publishing_what_was_approved_changes_no_letter_of_it(self):
        """The editor writes markup in its own way; it must not do so for who only moves a piece."""
        article = make_article(body=NOTE, stage=Stage.READY)
        page = self.sign_in(page_of(article), viewport={"width": 390, "height": 844})
        page.wait_for_selector(".ProseMirror[contenteditable=true]")
        page.click("button:text-is('Panel')")
        page.click("summary:has-text('Publish')")
        page.click("button[value=publish]")
        page.wait_for_selector(".messagelist .success")
        self.assertEqual(article.versions.get().body, NOTE)

    def test_a_problem_leads_to_the_editor_that_stands_for_its_field(self):
        article = make_article(body="")
        page = self.sign_in(page_of(article), viewport={"width": 1280, "height": 800})
        page.wait_for_selector(".ProseMirror[contenteditable=true]")
        page.click(".panel .problem a[href='#id_body']")
        page.keyboard.type("First words")
        self.assertEqual(page.input_value("#id_body"), "<p>First words</p>")
