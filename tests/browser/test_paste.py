"""What Word and Google Docs put on the clipboard arrives as it was meant, under the policy.

A style attribute that the policy refuses is an error in the console, which fails the test.
"""

from newsroom.models import Masthead
from tests.articles.publishing.desk.test_article import page_of
from tests.browser.chromium import BrowserTestCase
from tests.factories import make_article, make_publisher

EDITOR = ".ProseMirror[contenteditable=true]"
PASTE = """([field, html]) => {
  const data = new DataTransfer()
  data.setData("text/html", html)
  const row = document.getElementById(`id_${field}`).closest(".form-row")
  const editor = row.querySelector(".ProseMirror[contenteditable=true]")
  editor.dispatchEvent(
    new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true })
  )
}"""
PASTED = {
    "a document of Google": (
        '<b style="font-weight:normal;"><h1 dir="ltr"><span style="font-weight:400">Ice</span></h1>'
        '<p style="margin:0"><span style="font-weight:400">It is </span>'
        '<span style="font-weight:700">thin</span><span style="font-style:italic;"> here</span>'
        '<span style="font-weight:400">, CO</span><span style="vertical-align:sub">2</span></p>'
        '<br><p><span style="font-weight:400">And there.</span></p></b>',
        "<h2>Ice</h2><p>It is <strong>thin</strong><em> here</em>, CO<sub>2</sub></p>"
        "<p>And there.</p>",
    ),
    "words of Word": (
        '<p style="color:red"><span style="font-weight: bold; font-style: italic">Both</span> and '
        '<strong style="font-weight: normal">neither</strong>, the 1'
        '<span style="vertical-align:super">st</span></p>'
        '<p><span role="heading" aria-level="3" style="font-size:9pt">Under it</span></p>',
        "<p><strong><em>Both</em></strong> and neither, the 1<sup>st</sup></p><h3>Under it</h3>",
    ),
    "headings of Word in the browser": (
        '<div class="OutlineElement"><p role="heading" aria-level="1" paraid="1"><span>One</span>'
        '<span>&nbsp;</span></p></div><p paraid="2" role="heading" aria-level="2">'
        '<span style="font-style:italic">Two</span></p><p paraid="3">&nbsp;</p>',
        "<h2>One</h2><h3>Two</h3>",
    ),
    "headings of a page": ("<h2>Two</h2><h3>Three</h3>", "<h2>Two</h2><h3>Three</h3>"),
    "headings of a page with its title": ("<h1>One</h1><h2>Two</h2>", "<h2>One</h2><h3>Two</h3>"),
    "a rule within a paragraph": ("<p>a</p><p><hr></p><p>b</p>", "<p>a</p><hr><p>b</p>"),
    "a film in a frame": (
        '<p>a</p><iframe src="//www.youtube.com/embed/dQw4w9WgXcQ" title="Film"></iframe>',
        '<p>a</p><aside class="embed"><p><a href="https://www.youtube.com/embed/dQw4w9WgXcQ">'
        "Film</a></p></aside>",
    ),
    "a card of another site": (
        '<aside class="card wide"><h3><a href="https://example.org/">a</a></h3><p>b</p></aside>',
        '<h3><a href="https://example.org/">a</a></h3><p>b</p>',
    ),
    "a few words of another piece": ('<p data-pm-slice="1 1 []">a </p>', "<p>a </p>"),
    "links": (
        '<p><a href="//example.org/a b" class="x" target="_blank">a</a> '
        '<a href="file:///C:/a.doc">b</a> <q>c</q></p>',
        '<p><a href="https://example.org/a%20b">a</a> b “c”</p>',
    ),
    "lists of Word": (
        "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>1."
        "<span>&nbsp; </span></span>salt</p><p style='mso-list:l0 level1 lfo1'><span "
        "style='mso-list:Ignore'>2.</span>sand</p><p>Then</p><p style='mso-list:l1 level1 lfo2'>"
        "<span style='mso-list:Ignore'>·</span>grit</p>",
        '<ol data-type="decimal"><li><p>salt</p></li><li><p>sand</p></li></ol><p>Then</p>'
        "<ul><li><p>grit</p></li></ul>",
    ),
}


class PasteTests(BrowserTestCase):
    def sign_in(self, path):
        page = self.open(path, storage_state=self.signed_in(make_publisher()))
        page.wait_for_selector(EDITOR)
        return page

    def test_what_is_pasted_into_a_piece_keeps_what_it_means(self):
        page = self.sign_in(page_of(make_article(body="")))
        for what, (html, meant) in PASTED.items():
            with self.subTest(what):
                page.evaluate(PASTE, ["body", html])
                self.assertEqual(page.input_value("#id_body"), meant)
                page.locator(EDITOR).press("Control+a")
                page.keyboard.press("Backspace")
                self.assertEqual(page.input_value("#id_body"), "")

    def test_what_was_left_out_is_said_under_the_editor(self):
        page = self.sign_in(page_of(make_article(body="")))
        page.evaluate(
            PASTE,
            [
                "body",
                '<p>a<img src="/icon.svg"><img src="/icon.svg"> <s>not</s> '
                '<span style="display:none">b</span><a href="tel:+48">c</a></p><iframe></iframe>',
            ],
        )
        self.assertEqual(page.input_value("#id_body"), "<p>a c</p>")
        self.assertEqual(
            page.locator(".told[role=status]").inner_text(),
            "Left out: hidden text (1), struck-out text (1), pictures (2), "
            "videos and pages in frames (1), "
            "links that lead nowhere for readers, whose words stay (1)",
        )
        page.evaluate(PASTE, ["body", "<p>b</p>"])
        self.expect(page.locator(".told")).to_be_hidden()

    def test_every_other_editor_reads_it_too(self):
        page = self.sign_in(f"/desk/newsroom/masthead/{Masthead.THE_ROW}/change/")
        html, meant = PASTED["a document of Google"]
        page.evaluate(PASTE, ["funding_policy", html])
        self.assertEqual(page.input_value("#id_funding_policy"), meant)
