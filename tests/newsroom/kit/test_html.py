import re

from django.core.exceptions import ValidationError
from django.test import SimpleTestCase
from hypothesis import example, given
from hypothesis import strategies as st

from newsroom.kit.fields import BodyField
from newsroom.kit.html import left_out, plain, sanitise, words
from newsroom.kit.text import LONGEST
from tests.newsroom.kit.test_destination import MEANT

TAGS = [
    "p",
    "h1",
    "h2",
    "h5",
    "b",
    "i",
    "em",
    "strong",
    "a",
    "ul",
    "ol",
    "li",
    "table",
    "tr",
    "td",
    "th",
    "blockquote",
    "div",
    "section",
    "sup",
    "br",
    "hr",
    "script",
    "style",
    "svg",
    "math",
    "title",
    "select",
    "option",
    "form",
    "textarea",
    "font",
    "template",
    "span",
]
pieces = st.sampled_from(
    [f"<{tag}>" for tag in TAGS]
    + [f"</{tag}>" for tag in TAGS]
    + [
        '<a href="https://example.org/?a=1&b=2">',
        '<a href="javascript:alert(1)">',
        '<a href="#fn-1" id="fn-ref-1" title="<h1>">',
        '<p style="color:red" onclick="x()" class="MsoNormal">',
        "<img src=x onerror=alert(1)>",
        "<!-- c -->",
        "&lt;script&gt;",
        "&amp;amp;",
        " ",
        "\n",
        "Текст",
        "word",
        "<",
        '"',
    ]
)
fragments = st.lists(pieces, max_size=14).map("".join)


class SanitiseTests(SimpleTestCase):
    def test_what_the_editor_makes_is_kept_as_it_is(self):
        html = (
            "<h2>One</h2><p>A <strong>b</strong> <em>c</em> H<sub>2</sub>O<sup>1</sup><br>d "
            '<a href="https://example.org/a?b=1&amp;c=2" title="t">e</a></p><h3>Two</h3><h4>3</h4>'
            '<ul><li><p>x</p></li></ul><ol start="3"><li><p>y</p></li></ol>'
            "<blockquote><p>q</p></blockquote><hr>"
            '<table><tbody><tr><th colspan="2"><p>h</p></th></tr><tr><td><p>d</p></td></tr>'
            "</tbody></table>"
        )
        self.assertEqual(sanitise(html), html)

    def test_scripts_styles_handlers_and_frames_go(self):
        self.assertEqual(
            sanitise(
                '<p style="color:red" class="MsoNormal" onclick="x()" id="main">a</p>'
                "<script>alert(1)</script><style>p{}</style><img src=x onerror=alert(1)>"
                '<iframe src="https://evil.example">b</iframe><svg><a xlink:href="x">c</a></svg>'
            ),
            "<p>a</p>",
        )

    def test_only_links_a_reader_can_follow_stay_links(self):
        for kept in (
            "https://example.org/",
            "HTTP://EXAMPLE.ORG",
            "mailto:desk@example.org",
            "/2024/10/09/a/",
            "#fn-1",
        ):
            with self.subTest(href=kept):
                self.assertEqual(sanitise(f'<a href=" {kept} ">x</a>'), f'<a href="{kept}">x</a>')
        for dropped in (
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "java\tscript:alert(1)",
            "&#106;avascript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "/\\evil.example/",
            "#main",
            "page.html",
            "",
        ):
            with self.subTest(href=dropped):
                self.assertEqual(sanitise(f'<a href="{dropped}">x</a>'), "x")

    def test_a_link_without_a_scheme_gets_the_one_that_was_meant(self):
        for written, meant in MEANT.items():
            with self.subTest(href=written):
                self.assertEqual(
                    sanitise(f'<a href="{written}">x</a>'),
                    f'<a href="{meant}">x</a>' if meant else "x",
                )

    def test_what_is_left_out_can_be_told(self):
        html = (
            '<div><p style="x"><span>a</span><o:p></o:p> <a href="/ok">b</a></p></div>'
            '<p><a href="tel:+48">c</a><img src=x><iframe src="//y.example">d</iframe></p>'
        )
        self.assertEqual(left_out(html), ({"img", "iframe"}, ["tel:+48"]))

    def test_a_link_opens_where_the_reader_is(self):
        self.assertEqual(
            sanitise('<a href="https://e.org" target="_blank" rel="opener" ping="/x">x</a>'),
            '<a href="https://e.org">x</a>',
        )

    def test_footnotes_keep_their_anchors(self):
        html = (
            '<p>a<sup><a href="#fn-1" id="fn-ref-1">1</a></sup></p>'
            '<ol><li id="fn-1">note <a href="#fn-ref-1">back</a></li></ol>'
        )
        self.assertEqual(sanitise(html), html)

    def test_headings_of_other_programs_fit_under_the_title(self):
        self.assertEqual(
            sanitise("<h1>a</h1><h6>b</h6><p><b>c</b><i>d</i></p>"),
            "<h2>a</h2><h4>b</h4><p><strong>c</strong><em>d</em></p>",
        )

    def test_blocks_of_other_programs_never_run_together(self):
        self.assertEqual(
            sanitise("<div>a</div><div><div>b</div><pre>c</pre></div><section>d</section>"),
            "<p>a</p><p>b</p><p>c</p><p>d</p>",
        )

    def test_an_empty_editor_is_an_empty_body(self):
        self.assertEqual(sanitise("<p></p>"), "")

    @given(fragments)
    @example("<a><p><a><table><a>")
    @example("<svg><p><style><a title='</style><img src=x onerror=alert(1)>'>")
    @example("<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>")
    def test_sanitising_again_changes_nothing(self, html):
        self.assertEqual(sanitise(sanitise(html)), sanitise(html))

    @given(fragments)
    def test_nothing_that_runs_survives(self, html):
        tags = re.findall(r"<[^>]*>", re.sub(r'title="[^"]*"', "", sanitise(html)))
        for tag in tags:
            self.assertNotRegex(tag, r"(?i)script|style|\bon\w+=|class|target|iframe|<img|svg")


class ImmenseTests(SimpleTestCase):
    """What would take a reader of HTML a time that grows with the square of it."""

    DEEP = {
        "quotes in quotes": "<blockquote>" * 200,
        "formatting that never ends": "<b>" * 200,
        "formatting that each paragraph begins anew": (
            "".join(f'<b title="{n}">' for n in range(90)) + "<p>x" * 20_000
        ),
        "ends of what was never begun": "<b></i>" * 200,
    }

    def test_it_is_refused_whichever_column_it_is_for(self):
        for name, html in self.DEEP.items():
            for refused_by in (sanitise, BodyField.tidy):
                with self.subTest(name), self.assertRaises(ValidationError) as refused:
                    refused_by(html)
                self.assertIn("more deeply in each other", refused.exception.messages[0])
        with self.assertRaises(ValidationError):
            sanitise("a" * (LONGEST + 1))

    def test_what_grows_too_long_as_it_is_written_for_readers_is_too_long(self):
        with self.assertRaises(ValidationError) as refused:
            sanitise("<" * (LONGEST // 2))
        self.assertIn("1,000,000 characters", refused.exception.messages[0])

    def test_what_ends_by_itself_and_what_stands_beside_each_other_is_not_deep(self):
        for html in (
            "<p>x" * 2000,
            "<ul>" + "<li>x" * 2000,
            "<p><b>x</b></p>" * 2000,
            "<br>" * 2000,
        ):
            self.assertIn("x" if "x" in html else "br", sanitise(html))

    def test_what_is_begun_and_never_ended_is_told_of_in_time(self):
        for html in ("<!--" * 100_000, "<a " * 100_000, "<![CDATA[" * 50_000):
            self.assertEqual(left_out(f"<video>{html}"), ({"video"}, []))


class PlainTests(SimpleTestCase):
    def test_each_paragraph_heading_and_item_is_a_line(self):
        self.assertEqual(
            plain("<h2>A</h2>\n<p>b <em>c</em>\n d<br>e</p><ul><li>f</li><li><p>g</p></li></ul>h"),
            "A\nb c d\ne\nf\ng\nh",
        )

    def test_entities_are_read_and_scripts_are_not(self):
        self.assertEqual(
            plain("<p>a &lt;b&gt; &amp; c&nbsp;d</p><script>x()</script>"), "a <b> & c\u00a0d"
        )

    @given(fragments)
    def test_anything_has_plain_lines(self, html):
        lines = plain(html).split("\n")
        self.assertEqual([line.strip() for line in lines], lines)


class WordsTests(SimpleTestCase):
    def test_words_are_counted_across_blocks_and_scripts(self):
        self.assertEqual(words("<p>Belarus’s long-term ally</p><p>п’ять слів — 1,000</p>"), 7)

    def test_nothing_has_no_words(self):
        self.assertEqual(words("<p> … – </p>"), 0)
