"""What Word and Google Docs put on the clipboard arrives as it was meant, under the policy.

A style attribute that the policy refuses is an error in the console, which fails the test.
"""

from articles.imports.pasting import read_pasted
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
    "a list of Word that goes on": (
        "<p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>3.</span>salt</p>",
        '<ol data-type="decimal" start="3"><li><p>salt</p></li></ol>',
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


ASKED = {
    "verse": ("<pre>a\nb</pre>", "<p>a<br>b</p>"),
    "levels of a list of Word": (
        "<p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>1.</span>a</p><p style="
        "'mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>·</span>b</p>",
        "<ol data-type='decimal'><li><p>a</p><ul><li><p>b</p></li></ul></li></ol>".replace(
            "'", '"'
        ),
    ),
    "a footnote": (
        "<p>a<a href='#n' id='r'>1</a></p><p id=n><a href='#r'>1</a> b</p>",
        '<p>a<sup><a href="#fn-1">[1]</a></sup></p><ol data-type="decimal"><li id="fn-1"><p>b</p>'
        "</li></ol>",
    ),
}


class PasteTests(BrowserTestCase):
    def sign_in(self, path, **more):
        page = self.open(path, storage_state=self.signed_in(make_publisher()), **more)
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

    def test_the_newsroom_reads_what_is_pasted_as_the_editor_does(self):
        page = self.sign_in(page_of(make_article(body="")))
        for what, (html, meant) in PASTED.items():
            # What is copied out of an editor the newsroom is not asked.
            if "data-pm-slice" in html:
                continue
            with self.subTest(what):
                page.evaluate(PASTE, ["body", read_pasted(html).html])
                self.assertEqual(page.input_value("#id_body"), meant)
                page.locator(EDITOR).press("Control+a")
                page.keyboard.press("Backspace")

    def test_what_the_editor_has_no_eyes_for_is_read_by_the_newsroom(self):
        page = self.sign_in(page_of(make_article(body="")))
        for what, (html, meant) in ASKED.items():
            with self.subTest(what), page.expect_response("**/paste/"):
                page.evaluate(PASTE, ["body", html])
            self.expect(page.locator("#id_body")).to_have_value(meant)
            page.locator(EDITOR).press("Control+z")
            self.expect(page.locator("#id_body")).to_have_value("")

    def test_it_comes_to_stand_where_it_was_pasted_whatever_is_written_meanwhile(self):
        page = self.sign_in(page_of(make_article(body="<p>one</p><p>two</p>")))
        waiting = []
        page.route("**/paste/", lambda route: waiting.append(route))
        page.locator(EDITOR).press("Control+Home")
        with page.expect_request("**/paste/"):
            page.evaluate(PASTE, ["body", "<pre>a</pre><p>b</p>"])
        page.locator(EDITOR).press("Control+End")
        page.keyboard.type(" and")
        self.expect(page.locator(".told")).to_have_text("What you pasted is being read…")
        waiting[0].continue_()
        self.expect(page.locator("#id_body")).to_have_value("<p>a</p><p>bone</p><p>two and</p>")
        page.keyboard.type("!")
        self.expect(page.locator("#id_body")).to_have_value("<p>a</p><p>bone</p><p>two and!</p>")

    def test_what_the_newsroom_leaves_out_is_said_under_the_editor(self):
        page = self.sign_in(page_of(make_article(body="")))
        page.evaluate(PASTE, ["body", "<pre>a\nb</pre><p>c <s>d</s></p>"])
        self.expect(page.locator(".told[role=status]")).to_have_text(
            "Struck-out text was left out: “d”, in paragraph 2, “c”."
        )

    def test_where_the_newsroom_does_not_answer_it_is_pasted_all_the_same(self):
        page = self.sign_in(
            page_of(make_article(body="")), errors=["Failed to load resource: net::ERR_FAILED"]
        )
        page.route("**/paste/", lambda route: route.abort())
        page.evaluate(PASTE, ["body", "<pre>a</pre><p>b</p>"])
        self.expect(page.locator("#id_body")).to_have_value("<p>a</p><p>b</p>")

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
