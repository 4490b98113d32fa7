"""Comments on passages of the text that is being written."""

from articles.models import Comment
from articles.writing.anchors import anchored, texts_of
from articles.writing.comments import comment
from tests.articles.publishing.desk.test_article import page_of
from tests.browser.test_text import TextTestCase
from tests.factories import make_article, make_editor

BODY = "<p>The council met.</p><p>It sold the <em>port</em> for 230,000.</p>"
SELECT_IN_THE_SECOND = """([from, to]) => {
  const paragraph = document.querySelectorAll(".ProseMirror > p")[1]
  const [first, last] = [paragraph.firstChild, paragraph.querySelector("em").firstChild]
  document.getSelection().setBaseAndExtent(first, from, last, to)
}"""
COMMENTED = """() => {
  const marked = [...document.querySelectorAll(".ProseMirror .commented")]
  return marked.map((one) => one.textContent).join("")
}"""


class CommentsTests(TextTestCase):
    def test_a_passage_is_commented_on_stands_out_and_leaves_nothing_in_the_text(self):
        page = self.edit(BODY)
        page.evaluate(SELECT_IN_THE_SECOND, [3, 4])
        page.wait_for_timeout(60)
        page.get_by_role("button", name="Comment", exact=True).first.click()
        page.locator("dialog textarea").fill("To whom?")
        page.locator("dialog[open] .ask__save").click()
        page.locator("#comments [data-comment]").wait_for()
        self.assertEqual(page.evaluate(COMMENTED), "sold the port")
        said = Comment.objects.get()
        self.assertEqual((said.quotation, said.block, said.start), ("sold the port", 1, 3))
        self.put_cursor(page.locator(".ProseMirror > p").first, "Home")
        page.keyboard.type("New. ")
        self.assertEqual(page.evaluate(COMMENTED), "sold the port")
        self.assertEqual(
            page.locator("#id_body").input_value(), BODY.replace("<p>The", "<p>New. The")
        )

    def test_the_list_leads_to_the_passage_by_keys(self):
        editor = make_editor()
        article = make_article(body=BODY)
        anchor = anchored("sold the port", texts_of(BODY))
        comment(article, "To whom?", by=editor, anchor=anchor)
        page = self.open(page_of(article), storage_state=self.signed_in(editor))
        page.locator(".ProseMirror .commented").first.wait_for()
        page.locator(".said__passage").focus()
        page.keyboard.press("Enter")
        page.wait_for_timeout(100)
        self.assertEqual(page.evaluate("() => document.getSelection().toString()"), "sold the port")
