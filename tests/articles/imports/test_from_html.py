"""What programs write means in the draft what it meant there; what is left out is told."""

from django.test import SimpleTestCase

from articles.imports.from_html.page import read_page
from articles.imports.missing import missing
from articles.imports.pictures import Picture
from articles.imports.refusal import ManuscriptRefused

from .samples import LONG, read

HEAD = "<h1>A port</h1><p>9 October 2024 – Anna Nowak – Analysis</p>"


def body(html):
    """A page as html, its notes last."""
    page = read_page(html)
    notes = "".join(note.outer_html() for note in page.notes)
    return "".join(block.outer_html() for block in page.blocks) + (notes and f"<ol>{notes}</ol>")


def remarks(html):
    return [str(remark) for remark in read_page(html).remarks]


def mark(number):
    return f'<sup><a href="#fn-{number}">[{number}]</a></sup>'


# What is written, by whom: what it means.
EMPHASIS = {
    "a document of Google": (
        "<b style='font-weight:normal'><p><span style='font-weight:400'>a </span><span "
        "style='font-weight:700'>b</span> <span style='font-style:italic'>c</span> H<span "
        "style='vertical-align:sub'>2</span>O</p></b>",
        "<p>a <strong>b</strong> <em>c</em> H<sub>2</sub>O</p>",
    ),
    "a document of Google saved as a page": (
        "<style>.c1{font-weight:700}.c2{font-style:italic;color:red}</style>"
        "<p><span class='c1'>a</span> <span class='c2 c1'>b</span></p>",
        "<p><strong>a</strong> <strong><em>b</em></strong></p>",
    ),
    "light within bold": (
        "<p><strong>a <span style='font-weight:normal'>b</span></strong></p>",
        "<p><strong>a </strong>b</p>",
    ),
    "a heading that is bold as a whole": ("<h2><b>A</b></h2>", "<h2>A</h2>"),
    "a bold word of a heading": ("<h2>A <b>b</b></h2>", "<h2>A <strong>b</strong></h2>"),
    "Word in a browser": (
        "<p role='heading' aria-level='2'><span style='font-style:italic'>A</span></p>",
        "<h2>A</h2>",
    ),
    "marks in each other": (
        "<p><em>a <strong>b</strong></em> <a href='https://example.org/'>c <b>d</b></a></p>",
        '<p><em>a <strong>b</strong></em> <a href="https://example.org/">c <strong>d</strong></a>'
        "</p>",
    ),
    "what a page makes of an element by its name": (
        "<style>a{font-weight:bold}@media print{.b{font-weight:bold}}</style><p class=b>a</p>",
        "<p>a</p>",
    ),
    "capitals": (
        "<p>a <span style='text-transform:uppercase'>bcd</span></p>",
        "<p>a BCD</p>",
    ),
}
LINES = {
    "verse": ("<pre>\na\n  b\n\nc</pre>", "<p>a<br>\u00a0\u00a0b</p><p>c</p>"),
    "verse by its style": ("<p style='white-space:pre-line'>a\nb</p>", "<p>a<br>b</p>"),
    "breaks in a row": ("a<br>b<br> <br>c", "<p>a<br>b</p><p>c</p>"),
    "line breaks of the source": ("<p>a\n  b</p>", "<p>a b</p>"),
    "blanks at the ends": ("<p> a <b> b</b>&nbsp;</p>", "<p>a <strong>b</strong></p>"),
    "a quotation": (
        "<blockquote>a<footer>B</footer></blockquote>",
        "<blockquote><p>a</p><p>B</p></blockquote>",
    ),
    "words in quotation marks": ("<p><q>a <q>b</q></q></p>", "<p>“a ‘b’”</p>"),
    "what is written above": ("<p><ruby>a<rt>b</rt></ruby></p>", "<p>a (b)</p>"),
    "ruby with brackets": ("<p><ruby>a<rp>(</rp><rt>b</rt><rp>)</rp></ruby></p>", "<p>a(b)</p>"),
    "a fraction": ("<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>", "<p>1/2</p>"),
    "what is ticked": ("<p><input type=checkbox checked> a</p>", "<p>☑ a</p>"),
    "a smiling picture": ("<p>a <img alt='🙂'></p>", "<p>a 🙂</p>"),
    "a picture within words": ("<p>a <img alt='b c'>d</p>", "<p>a d</p>"),
}
WORD_ITEM = (
    "<p style='mso-list:l0 level{} lfo1'><![if !supportLists]><span style='mso-list:Ignore'>{}"
    "<span>&nbsp; </span></span><![endif]>{}</p>"
)
LISTS = {
    "levels of Word": (
        "".join(WORD_ITEM.format(*one) for one in ((1, "1.", "a"), (2, "·", "b"), (1, "2.", "c"))),
        "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>",
    ),
    "a list of Word that goes on": (
        WORD_ITEM.format(1, "1.", "a") + "<p>b</p>" + WORD_ITEM.format(1, "2.", "c"),
        '<ol><li>a</li></ol><p>b</p><ol start="2"><li>c</li></ol>',
    ),
    "levels of Google": (
        "<ol class='lst-kix_a-0' start='3'><li>a</li></ol><ul class='lst-kix_a-1'><li>b</li></ul>"
        "<ol class='lst-kix_a-0' start='4'><li>c</li></ol>",
        '<ol start="3"><li>a<ul><li>b</li></ul></li><li>c</li></ol>',
    ),
    "a list right in a list": (
        "<ul><li>a</li><ul><li>b</li></ul></ul>",
        "<ul><li>a<ul><li>b</li></ul></li></ul>",
    ),
    "a start": ("<ol start=12><li>a</ol>", '<ol start="12"><li>a</li></ol>'),
    "a number of an item": (
        "<ol><li>a<li value=7>b</ol>",
        '<ol><li>a</li></ol><ol start="7"><li>b</li></ol>',
    ),
    "an empty item": ("<ul><li> </li><li>a</li></ul>", "<ul><li>a</li></ul>"),
}
TABLES = {
    "cells over others": (
        "<table><thead><tr><th colspan=2>a<th>b</thead><tr><td rowspan=2>c<td>d<td>e</table>",
        '<table><tbody><tr><th colspan="2">a</th><th>b</th></tr><tr><td rowspan="2">c</td>'
        "<td>d</td><td>e</td></tr></tbody></table>",
    ),
    "its title": (
        "<table><caption>A</caption><tr><td>b<td>c</table>",
        "<p>A</p><table><tbody><tr><td>b</td><td>c</td></tr></tbody></table>",
    ),
    "one that only lays out": ("<table><tr><td><h2>A</h2>b</table>", "<h2>A</h2><p>b</p>"),
}
LINKS = {
    "a film in a frame": (
        "<p>a</p><iframe src='//www.youtube.com/embed/dQw4w9WgXcQ' title='Film'></iframe>",
        '<p>a</p><aside class="embed"><p><a href="https://www.youtube.com/embed/dQw4w9WgXcQ">Film'
        "</a></p></aside>",
    ),
    "a blank and no scheme": (
        "<p><a href='https://example.org/a b'>a</a> <a href='//example.org/'>b</a></p>",
        '<p><a href="https://example.org/a%20b">a</a> <a href="https://example.org/">b</a></p>',
    ),
    "what counts its readers": (
        "<p><a href='https://www.google.com/url?q=https://example.org/a%3Fb%3D1&amp;sa=D'>a</a>"
        "<a href='https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.org%2F&amp;h=x'>b</a>"
        "<a href='https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org"
        "%2Fc&amp;data=5'>c</a></p>",
        '<p><a href="https://example.org/a?b=1">a</a><a href="https://example.org/">b</a>'
        '<a href="https://example.org/c">c</a></p>',
    ),
    "a search is where it leads": (
        "<p><a href='https://www.google.com/search?q=https://example.org/'>a</a></p>",
        '<p><a href="https://www.google.com/search?q=https://example.org/">a</a></p>',
    ),
}
NOTES = {
    "Word": (
        "<p>a<a style='mso-footnote-id:ftn1' href='#_ftn1' name='_ftnref1'><span "
        "class=MsoFootnoteReference>[1]</span></a></p><div style='mso-element:footnote-list'><hr>"
        "<div style='mso-element:footnote' id=ftn1><p><a href='#_ftnref1' name='_ftn1'>[1]</a> "
        "b</p><p>c</p></div></div>",
        f'<p>a{mark(1)}</p><ol><li id="fn-1"><p>b</p><p>c</p></li></ol>',
    ),
    "Google": (
        "<p>a<sup><a href='#ftnt1' id='ftnt_ref1'>[1]</a></sup> b<sup><a href='#ftnt2' "
        "id='ftnt_ref2'>[2]</a></sup></p><hr><div><p><a href='#ftnt_ref1' id='ftnt1'>[1]</a> c</p>"
        "</div><div><p><a href='#ftnt_ref2' id='ftnt2'>[2]</a> d</p></div>",
        f'<p>a{mark(1)} b{mark(2)}</p><ol><li id="fn-1"><p>c</p></li><li id="fn-2"><p>d</p></li>'
        "</ol>",
    ),
    "LibreOffice": (
        "<p>a<a class='sdfootnoteanc' name='sdfootnote1anc' href='#sdfootnote1sym'><sup>1</sup></a>"
        "</p><div id='sdfootnote1'><p><a name='sdfootnote1sym' href='#sdfootnote1anc'>1</a>b</p>"
        "</div>",
        f'<p>a{mark(1)}</p><ol><li id="fn-1"><p>b</p></li></ol>',
    ),
    "a page": (
        "<p>a<sup id='r1'><a href='#n1'>1</a></sup></p><section><ol><li id='n1'>b <a href='#r1'>↩"
        "</a></li></ol></section><p>c</p>",
        f'<p>a{mark(1)}</p><p>c</p><ol><li id="fn-1">b</li></ol>',
    ),
    "no note, for nothing leads back": (
        "<p>a <a href='#b'>1</a></p><p id=b>c</p>",
        "<p>a 1</p><p>c</p>",
    ),
}
ALL = {
    "emphasis": EMPHASIS,
    "lines": LINES,
    "lists": LISTS,
    "tables": TABLES,
    "links": LINKS,
    "notes": NOTES,
}
# What is left out or changed: what of it is kept, and what is said.
LEFT_OUT = {
    "<p>a <s>b</s> c</p>": (
        "<p>a c</p>",
        "Struck-out text was left out: “b”, in paragraph 1, “a c”.",
    ),
    "<p>a <span style='text-decoration:line-through'>b</span></p>": (
        "<p>a</p>",
        "Struck-out text was left out: “b”, in paragraph 1, “a”.",
    ),
    "<p>a</p><p style='mso-hide:all'>b</p><p>c</p>": (
        "<p>a</p><p>c</p>",
        "Hidden text was left out: “b”, in paragraph 1, “a”.",
    ),
    "<style>.x{display:none}</style><p>a <b class=x>b</b></p>": (
        "<p>a</p>",
        "Hidden text was left out: “b”, in paragraph 1, “a”.",
    ),
    "<p><a href='tel:+48'>a</a></p>": (
        "<p>a</p>",
        "A link leads nowhere for readers, so its words alone were kept: “a (tel:+48)”, "
        "in paragraph 1, “a”.",
    ),
    "<p>a</p><iframe src='https://example.org/film'>b</iframe>": (
        "<p>a</p>",
        "A video, a sound or a page in a frame was left out: “https://example.org/film”, "
        "in paragraph 1, “a”.",
    ),
    "<p>a <button>Go</button></p>": (
        "<p>a</p>",
        "A field or a button was left out: “Go”, in paragraph 1, “a”.",
    ),
    "<p>a</p><svg><title>x</title><text>b</text></svg>": (
        "<p>a</p>",
        "The words of a drawing were left out: “b”.",
    ),
    "<ol type=a><li>a</ol>": (
        "<ol><li>a</li></ol>",
        "A list with other signs than numbers became a numbered one.",
    ),
    "<h2 style='text-transform:uppercase'>Ab</h2>": (
        "<h2>Ab</h2>",
        "A heading is shown in capitals and was read as it was typed: “Ab”.",
    ),
    "<p>a<a href='#cmnt1' id='cmnt_ref1'>[a]</a></p><div><p><a href='#cmnt_ref1' id='cmnt1'>[a]"
    "</a>b</p></div>": ("<p>a</p>", "A comment was left out: “[a]b”."),
}


class MeaningTests(SimpleTestCase):
    maxDiff = None

    def test_what_programs_write_means_the_same(self):
        for kind, samples in ALL.items():
            for what, (html, meant) in samples.items():
                with self.subTest(what, kind=kind):
                    self.assertEqual(body(html), meant)

    def test_what_is_left_out_or_changed_is_told_with_its_place(self):
        for html, (kept, said) in LEFT_OUT.items():
            with self.subTest(html):
                self.assertEqual((body(html), remarks(html)), (kept, [said]))

    def test_of_very_many_the_last_tells_of_the_others(self):
        said = remarks("<p>" + "".join(f"<s>b{number}</s>c" for number in range(70)))
        self.assertEqual(len(said), 50)
        self.assertIn("“b49; b50; b51;", said[-1])

    def test_what_is_nested_deeper_than_anybody_writes_is_refused(self):
        for html in ("<div>" * 300, "<font a><font b>" * 90 + "<p>a" * 20_000):
            with self.subTest(html[:20]), self.assertRaises(ManuscriptRefused):
                read_page(html)

    def test_signs_in_drawings_and_elements_closed_as_in_xml_nest_nothing(self):
        html = "<p>a<o:p/></p>" * 300 + "<svg><path d='M0'/></svg>" * 300 + "<a name='b'/>" * 300
        self.assertEqual(body(html), "<p>a</p>" * 300)


class PictureTests(SimpleTestCase):
    def test_what_a_page_holds_itself_is_handed_on_each_once(self):
        manuscript = read(
            f"{HEAD}<p>{LONG}</p><img src='data:image/png;base64,UE5H'><img alt=x src=/a.png>"
            "<img src='data:image/png;base64,UE5H'><img src='data:image/png;base64,UE5HQ'>"
            "<img src='data:text/html;base64,UE5H'>",
            "a.html",
        )
        self.assertEqual(manuscript.pictures, [Picture("1.png", b"PNG")])


class PlaceTests(SimpleTestCase):
    def test_a_page_that_is_one_form_is_read_as_without_it(self):
        page = f"{HEAD}<p>{LONG}</p>"
        self.assertEqual(
            read(f"<form><input type=hidden value=x>{page}</form>", "a.html").as_json(),
            read(page, "a.html").as_json(),
        )

    def test_a_form_beside_the_piece_is_around_it(self):
        page = f"<form>Search <input></form>{HEAD}<p>{LONG}</p>"
        manuscript = read(page, "a.html")
        self.assertEqual(manuscript.body_html, f"<p>{LONG}</p>")
        self.assertEqual(manuscript.unplaced, ["Search"])


class MissingTests(SimpleTestCase):
    def test_a_paragraph_of_which_a_word_was_lost_is_named_with_its_place(self):
        self.assertEqual(
            list(missing(["A port", "It waits, it waits"], ["a port", "It waits"], [])),
            ["It waits, it waits (not read; paragraph 2 of the file)"],
        )

    def test_words_that_are_only_cut_otherwise_are_not_missing(self):
        self.assertEqual(
            list(missing(["Uber all", "colour"], ["u", "BER-all", "color"], ["u"])), []
        )
