"""The text of a piece, written and pasted at the desk."""

import re

from playwright.sync_api import expect

from newsroom.kit.embeds import PROVIDERS
from newsroom.kit.html import words
from tests.articles.publishing.desk.test_article import page_of
from tests.browser.chromium import BrowserTestCase
from tests.browser.test_paste import PASTE
from tests.factories import make_article, make_publisher, publish
from tests.newsroom.kit.test_destination import MEANT
from tests.newsroom.kit.test_embeds import LINKS, SHOWN

DESTINATIONS = """async (written) => {
  const { destination } = await import("/static/desk/editor/destination.js")
  return written.map(destination)
}"""
SELECT_THE_END_OF = """(number) => {
  const paragraph = document.querySelectorAll(".ProseMirror > p")[number]
  document.getSelection().setPosition(paragraph, paragraph.childNodes.length)
}"""
PASTE_ADDRESS = """() => {
  const data = new DataTransfer()
  data.setData("text/plain", "https://vimeo.com/1")
  const paste = { clipboardData: data, bubbles: true, cancelable: true }
  document.activeElement.dispatchEvent(new ClipboardEvent("paste", paste))
}"""
PASTE_CODE = """() => {
  const data = new DataTransfer()
  data.setData(
    "text/plain",
    '<iframe src="https://www.youtube.com/embed/dQw4w9WgXcQ" title="Film"></iframe>',
  )
  const paste = { clipboardData: data, bubbles: true, cancelable: true }
  document.activeElement.dispatchEvent(new ClipboardEvent("paste", paste))
}"""
UNDER_THE_BAR = """() => {
  const [bar, tools] = [".bar", ".tools"].map((one) => document.querySelector(one))
  return Math.round(tools.getBoundingClientRect().top - bar.getBoundingClientRect().bottom)
}"""
FOCUSED = "() => document.activeElement.textContent"


class TextTestCase(BrowserTestCase):
    def edit(self, body, **fields):
        """A page on which somebody edits a piece with this body, and the cursor at its end."""
        self.article = make_article(body=body, **fields)
        page = self.open(page_of(self.article), storage_state=self.signed_in(make_publisher()))
        page.locator(".ProseMirror[contenteditable=true]").focus()
        self.let_editor_follow(page)
        self.move(page, "Control+End")
        return page

    def move(self, page, *keys):
        for key in keys:
            page.keyboard.press(key)
        self.let_editor_follow(page)

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

    def test_the_toolbar_stays_in_view_below_the_bar_of_the_page(self):
        page = self.edit("<p>One</p>" * 60)
        for width in (1280, 820):
            page.set_viewport_size({"width": width, "height": 700})
            page.locator(".ProseMirror > p >> nth=30").scroll_into_view_if_needed()
            page.mouse.wheel(0, 200)
            page.wait_for_timeout(50)
            self.assertEqual(page.evaluate(UNDER_THE_BAR), 0)

    def test_the_textbox_has_a_name_and_is_spelled_in_the_language_of_the_piece(self):
        page = self.edit("<p>One</p>", language="en")
        text = page.get_by_role("textbox", name="Body")
        self.expect(text).to_have_attribute("spellcheck", "true")
        self.expect(text).to_have_attribute("lang", "en")
        page.select_option("#id_language", "pl")
        self.expect(text).to_have_attribute("lang", "pl")
        self.expect(text).to_have_attribute("dir", "ltr")

    def test_a_link_is_completed_as_the_server_completes_it(self):
        page = self.open("/")
        written = [address.replace("&#10;", "\n") for address in MEANT]
        self.assertEqual(page.evaluate(DESTINATIONS, written), list(MEANT.values()))


NOTES = (
    '<p>One<sup><a href="#fn-1">[1]</a></sup> and two<sup><a href="#fn-2">[2]</a></sup>.</p>'
    '<p>Three.</p><ol><li id="fn-1"><p>First.</p></li><li id="fn-2"><p>Second.</p></li></ol>'
)


class FootnoteTests(TextTestCase):
    def at_the_end_of(self, page, paragraph):
        page.evaluate(SELECT_THE_END_OF, paragraph)
        self.move(page)

    def test_a_footnote_is_made_at_its_place_and_its_note_written_by_keys_alone(self):
        page = self.edit(NOTES)
        self.at_the_end_of(page, 0)
        self.move(page, "Home")
        page.keyboard.type("So")
        page.keyboard.press("Control+Alt+f")
        page.keyboard.type("New")
        page.keyboard.press("Control+Alt+f")
        page.keyboard.type(": ")
        body = self.saved(page)
        (name,) = re.findall(r'href="#(fn-(?![12]")\w+)"', body)
        self.assertEqual(
            body,
            f'<p>So<sup><a href="#{name}">[1]</a></sup>: '
            'One<sup><a href="#fn-1">[2]</a></sup> and two<sup><a href="#fn-2">[3]</a></sup>.</p>'
            f'<p>Three.</p><ol><li id="{name}"><p>New</p></li>'
            '<li id="fn-1"><p>First.</p></li><li id="fn-2"><p>Second.</p></li></ol>',
        )

    def test_the_first_footnote_makes_the_list(self):
        page = self.edit("<p>One</p>")
        page.keyboard.type(" /foot")
        page.keyboard.press("Enter")
        page.keyboard.type("Note")
        self.assertRegex(
            self.saved(page),
            r'^<p>One <sup><a href="#(fn-\w+)">\[1\]</a></sup></p>'
            r'<ol><li id="\1"><p>Note</p></li></ol>$',
        )

    def test_who_deletes_one_end_deletes_the_other_and_undo_brings_both_back(self):
        page = self.edit(NOTES)
        self.at_the_end_of(page, 0)
        self.move(page, "ArrowLeft")
        page.keyboard.press("Backspace")
        without = (
            '<p>One<sup><a href="#fn-1">[1]</a></sup> and two.</p><p>Three.</p>'
            '<ol data-type="decimal"><li id="fn-1"><p>First.</p></li></ol>'
        )
        self.assertEqual(page.input_value("#id_body"), without)
        page.keyboard.press("Control+z")
        self.assertEqual(page.input_value("#id_body"), as_edited(NOTES))
        self.move(page, "Control+End")
        for _letter in "Second.":
            page.keyboard.press("Backspace")
        page.keyboard.press("Backspace")
        self.assertEqual(page.input_value("#id_body"), without)

    def test_notes_follow_what_is_moved(self):
        page = self.edit(NOTES)
        self.at_the_end_of(page, 0)
        self.move(page, "Home")
        self.move(page, *["Shift+ArrowRight"] * 4)
        page.keyboard.press("Control+x")
        self.assertNotIn("First", page.input_value("#id_body"))
        self.at_the_end_of(page, 1)
        page.keyboard.press("Control+v")
        self.assertEqual(
            page.input_value("#id_body"),
            as_edited(
                '<p> and two<sup><a href="#fn-2">[1]</a></sup>.</p>'
                '<p>Three.One<sup><a href="#fn-1">[2]</a></sup></p>'
                '<ol><li id="fn-2"><p>Second.</p></li><li id="fn-1"><p>First.</p></li></ol>'
            ),
        )

    def test_of_what_is_pasted_no_reference_leads_to_the_note_of_another_text(self):
        page = self.edit(NOTES)
        self.at_the_end_of(page, 1)
        page.evaluate(PASTE, ["body", '<p>a<sup><a href="#fn-9">[9]</a></sup>b</p>'])
        # The newsroom is asked about what leads to a place in its own text; a note that was not
        # pasted has nobody to lead to, and its number stays.
        written, ended = expect(page.locator("#id_body")), "<p>Three.a<sup>[9]</sup>b"
        written.to_have_value(re.compile(re.escape(f"{ended}</p>")))
        page.evaluate(
            PASTE,
            [
                "body",
                '<p>c<sup><a href="#fn-1">[1]</a></sup></p>'
                '<ol><li id="fn-1">Other.</li></ol><p>d</p>',
            ],
        )
        written.to_have_value(re.compile("Other"))
        body = page.input_value("#id_body")
        (name,) = re.findall(r'id="(fn-\w{4,})"', body)
        self.assertEqual(
            body.partition(ended)[2],
            as_edited(
                f'c<sup><a href="#{name}">[3]</a></sup></p><p>d</p>'
                '<ol><li id="fn-1"><p>First.</p></li><li id="fn-2"><p>Second.</p></li>'
                f'<li id="{name}"><p>Other.</p></li></ol>'
            ),
        )


def as_edited(html):
    """The html as the editor writes it; the kind of numbers is not stored."""
    return html.replace("<ol>", '<ol data-type="decimal">')


EVERY_NODE = (
    "<h2>One</h2><h3>Two</h3><h4>Three</h4>"
    '<p>A <strong>b</strong> <em>c</em> <a href="https://example.org/a?b=1&amp;c=2" title="t">d</a>'
    '<a href="/about/">d</a><a href="mailto:a@example.org">d</a>'
    '<br>e<sup>f</sup><sub>g</sub>\u00a0h<sup id="fn-ref-1"><a href="#fn-1">1</a></sup>'
    '<sup><a href="#fn-2" id="fn-ref-2">*</a></sup></p>'
    '<ul><li><p>i</p><ul><li><p>j</p></li></ul></li></ul><ol start="3"><li><p>k</p></li></ol>'
    "<blockquote><p>l</p><p>m</p></blockquote><hr>"
    '<table><tbody><tr><th colspan="2"><p>n</p></th></tr>'
    "<tr><td><p>o</p></td><td><p>p</p></td></tr></tbody></table>"
    '<aside class="pull"><p>q</p></aside>'
    '<aside class="box"><h3>r</h3><ul><li><p>s</p></li></ul></aside>'
    '<aside class="card"><p><a href="https://example.org/">t</a> <em>u</em></p><p>v</p></aside>'
    '<aside class="embed"><p><a href="https://youtu.be/dQw4w9WgXcQ">w</a></p></aside>'
    '<ol><li id="fn-1"><p>Note <a href="#fn-ref-1">back</a></p></li>'
    '<li id="fn-2"><p>More</p><p>and more</p></li></ol><p>.</p>'
)


TIDY = """async (cases) => {
  const { changes } = await import("/static/desk/editor/marks.js")
  const tidied = (line, language) => {
    for (const { from, to, text } of changes(line, language).reverse()) {
      line = line.slice(0, from) + text + line.slice(to)
    }
    return line
  }
  return cases.map(([language, line]) => {
    const once = tidied(line, language)
    return [once, changes(once, language)]
  })
}"""
# Language, what is typed, what is meant.
TIDIED = [
    ("en", "\"He said 'no' - twice,\" she wrote.", "“He said ‘no’ – twice,” she wrote."),
    ("en", "It's the authors' 5\" ruler of '68.", 'It’s the authors’ 5" ruler of ’68.'),
    ("en", "1990-2024, on 2024-10-09, of 12-14", "1990–2024, on 2024-10-09, of 12-14"),
    ("en", '("A") and "B"--done', "(“A”) and “B”—done"),
    ("en", '"\'Yes,\' he said, "and""', "“‘Yes,’ he said, ‘and’”"),
    ("en-GB", '"A"', "“A”"),
    ("de", '“Er sagte "nein"”, sie - ja', "„Er sagte ‚nein‘“, sie – ja"),
    ("pl", '"Ala ma "kota"" - i psa', "„Ala ma «kota»” – i psa"),
    ("fr", '"Il a dit "non"", l\'autre', "«\u202fIl a dit “non”\u202f», l’autre"),
    ("uk", '"Про "п\'ять" слів" - так', "«Про „п’ять“ слів»\u00a0— так"),
    ("be", '"Аб\'ява"', "«Аб’ява»"),
    ("ru", "“Цитата” -- да", "«Цитата»\u00a0— да"),
    (
        "en",
        'at https://e.org/?a="b"--c and a--b@e.org',
        'at https://e.org/?a="b"--c and a--b@e.org',
    ),
    ("fi", '"A" - b', '"A" - b'),
]


class QuotesTests(TextTestCase):
    maxDiff = None

    def test_marks_and_dashes_are_those_of_the_language_and_stay_so(self):
        page = self.open("/")
        typed = [[language, line] for language, line, _meant in TIDIED]
        self.assertEqual(page.evaluate(TIDY, typed), [[meant, []] for *_typed, meant in TIDIED])

    def test_they_are_tidied_on_request_and_one_undo_takes_it_back(self):
        body = '<p>"A <strong>b"</strong> <a href="https://e.org/--">e - f</a></p><p>"g"</p>'
        page = self.edit(body, language="pl")
        page.get_by_role("button", name="Tidy quotes and dashes").click()
        self.expect(page.locator(".told")).to_have_text(
            "Undo takes it back. Quotation marks and dashes tidied: 5"
        )
        self.assertEqual(
            page.input_value("#id_body"),
            '<p>„A <strong>b”</strong> <a href="https://e.org/--">e – f</a></p><p>„g”</p>',
        )
        page.keyboard.press("Control+z")
        self.assertEqual(page.input_value("#id_body"), body)


class RoundTripTests(TextTestCase):
    def test_a_text_comes_back_byte_for_byte(self):
        page = self.edit(EVERY_NODE)
        self.assertEqual(page.locator(".counted").inner_text(), f"Words: {words(EVERY_NODE)}")
        page.keyboard.type("x")
        page.keyboard.press("Backspace")
        self.assertNotEqual(page.input_value("#id_body"), EVERY_NODE)
        self.assertEqual(self.saved(page), EVERY_NODE.replace("\u00a0", "&nbsp;"))


class ApartTests(TextTestCase):
    def test_a_box_is_left_by_enter_twice_and_the_paragraph_after_it_is_not_wrapped(self):
        page = self.edit("<p>One</p>")
        page.keyboard.press("Enter")
        page.keyboard.type("/box")
        page.keyboard.press("Enter")
        page.keyboard.type("In")
        page.keyboard.press("Enter")
        page.keyboard.press("Enter")
        page.keyboard.type("Out")
        self.move(page, "Home")
        page.keyboard.press("Backspace")
        page.keyboard.type("!")
        self.assertEqual(
            page.input_value("#id_body"),
            '<p>One</p><aside class="box"><p>In!</p></aside><p>Out</p>',
        )
        page.get_by_role("button", name="Out of the box").click()
        self.assertEqual(page.input_value("#id_body"), "<p>One</p><p>In!</p><p>Out</p>")

    def test_what_is_chosen_stays_when_something_is_inserted_by_the_button(self):
        page = self.edit("<p>One two</p>")
        self.move(page, "Control+Shift+ArrowLeft")
        page.get_by_role("button", name="Insert").click()
        page.keyboard.type("pull")
        page.keyboard.press("Enter")
        self.assertEqual(page.input_value("#id_body"), '<aside class="pull"><p>One two</p></aside>')

    def test_a_card_is_typed_with_what_was_pasted_and_changed_by_enter(self):
        page = self.edit("<p>One</p>")
        page.keyboard.press("Enter")
        page.keyboard.type("/embed")
        page.keyboard.press("Enter")
        page.keyboard.type("example.org/film")
        page.keyboard.press("Enter")
        self.expect(page.locator(".ask__wrong").first).to_contain_text("make a link card of it")
        page.evaluate(PASTE_CODE)
        page.fill(".ask [name=description]", "A  film.")
        page.get_by_role("button", name="Set the card").click()
        page.keyboard.type("After")
        embed = (
            '<p>One</p><aside class="embed"><p><a href="https://www.youtube.com/embed/dQw4w9WgXcQ">'
            "Film</a> <em>YouTube</em></p><p>A film.</p></aside><p>After</p>"
        )
        self.assertEqual(page.input_value("#id_body"), embed)
        page.locator(".ProseMirror aside").click()
        page.keyboard.press("Enter")
        page.fill(".ask [name=title]", "The film")
        page.keyboard.press("Enter")
        self.assertEqual(self.saved(page), embed.replace("Film<", "The film<"))

    def test_an_address_that_can_be_shown_is_asked_about_and_is_a_link_otherwise(self):
        page = self.edit("<p>One</p>")
        page.keyboard.press("Enter")
        page.evaluate(PASTE_ADDRESS)
        self.expect(page.locator(".ask [name=address]")).to_have_value("https://vimeo.com/1")
        page.get_by_role("button", name="Cancel").click()
        link = '<p>One</p><p><a href="https://vimeo.com/1">https://vimeo.com/1</a></p>'
        page.wait_for_timeout(50)
        self.assertEqual(page.input_value("#id_body"), link)


KNOWN = """([patterns, addresses]) => {
  const known = patterns.map((pattern) => new RegExp(`^(?:${pattern})$`))
  return addresses.map((address) => known.findIndex((pattern) => pattern.test(address)))
}"""


class EmbedTests(BrowserTestCase):
    def test_the_editor_knows_what_the_server_knows(self):
        page = self.open("/")
        patterns = [one.pattern for one in PROVIDERS]
        known = [
            (address, number)
            for number, examples in enumerate(SHOWN.values())
            for address, _frame in examples
        ]
        known += [(address, -1) for address in LINKS]
        found = page.evaluate(KNOWN, [patterns, [address for address, _number in known]])
        self.assertEqual(found, [number for _address, number in known])

    def test_nothing_of_another_site_is_asked_for_until_a_reader_presses(self):
        article = publish(
            make_article(
                body='<aside class="embed"><p>'
                '<a href="https://youtu.be/dQw4w9WgXcQ">A film</a></p></aside>'
            )
        )
        asked = []
        page = self.open("/")
        page.route(
            re.compile("^https:"),
            lambda route: (asked.append(route.request.url), route.fulfill(body="x")),
        )
        page.goto(f"{self.live_server_url}{article.path}")
        button = page.get_by_role("button", name="Show it here")
        self.assertEqual(asked, [])
        button.press("Enter")
        self.expect(page.frame_locator("iframe[title='A film']").locator("body")).to_have_text("x")
        self.assertEqual(asked, ["https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"])
