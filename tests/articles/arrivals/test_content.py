"""Texts of WordPress, of both of its editors, become the HTML that its readers saw."""

import re

from django.test import SimpleTestCase

from articles.arrivals.body import body_of
from articles.arrivals.wordpress.content import html_of
from articles.arrivals.wordpress.paragraphs import with_paragraphs
from articles.arrivals.wordpress.shortcodes import Shortcodes
from articles.imports.refusal import ManuscriptRefused

QUAY = ("https://weir.example/wp-content/uploads/quay.jpg", "A quay", "The quay")


class ContentTestCase(SimpleTestCase):
    def setUp(self):
        self.shortcodes = Shortcodes(lambda keys: [QUAY for _key in keys or ["all"]])

    def html(self, text, **more):
        return html_of(text, self.shortcodes, more.get("reused", {}), more.get("notes", ""))[0]


class ParagraphTests(SimpleTestCase):
    def test_empty_lines_part_paragraphs_and_lines_break(self):
        self.assertEqual(with_paragraphs("One\ntwo\n\nthree"), "<p>One<br>two</p><p>three</p>")

    def test_what_is_a_block_already_is_no_paragraph(self):
        for text in (
            "<h2>A weir</h2>",
            "<ul>\n<li>One\n</li></ul>",
            "<table><tr><td>One</td></tr></table>",
            "<pre>one\n\ntwo</pre>",
            "<p>One\n\ntwo</p>",
        ):
            self.assertEqual(with_paragraphs(text), text)

    def test_words_around_and_within_blocks_are(self):
        self.assertEqual(
            with_paragraphs("Before<blockquote>One\n\ntwo</blockquote>after"),
            "<p>Before</p><blockquote><p>One</p><p>two</p></blockquote><p>after</p>",
        )

    def test_what_nobody_closed_swallows_nothing(self):
        self.assertEqual(with_paragraphs("</div>One<hr>two"), "</div><p>One</p><hr><p>two</p>")

    def test_what_is_kept_whole_has_no_paragraphs_up_to_its_end(self):
        for text, html in (
            ("<script>a\n\n<p>b</script>c", "<script>a\n\n<p>b</script><p>c</p>"),
            ("<PRE>a</pre >b", "<PRE>a</pre ><p>b</p>"),
            ("<script>a<hr>b", "<p><script>a</p><hr><p>b</p>"),
            ("<pre>a</script>b", "<pre>a</script>b"),
            ('<p title="<pre>">a</pre>b', '<p title="<pre>">a</pre>b'),
            ("a <p and <pre", "<p>a <p and <pre</p>"),
        ):
            with self.subTest(text):
                self.assertEqual(with_paragraphs(text), html)


class ShortcodeTests(ContentTestCase):
    def test_a_caption_is_a_figure(self):
        image = '<img src="q.jpg" alt="A quay">'
        text = f'[caption id="attachment_7" width="300"]{image} The quay[/caption]'
        self.assertIn(
            '<figure><img src="q.jpg" alt="A quay"><figcaption>The quay</figcaption></figure>',
            self.html(text),
        )

    def test_a_gallery_is_its_pictures(self):
        self.assertEqual(self.html('[gallery ids="7,8"]').count("<img"), 2)
        self.assertEqual(self.html("[gallery]").count("<img"), 1)

    def test_what_is_played_is_a_link(self):
        for text in (
            "[embed]https://vimeo.com/76979871[/embed]",
            '[video mp4="https://vimeo.com/76979871"][/video]',
            '[vimeo "https://vimeo.com/76979871"]',
            "https://vimeo.com/76979871",
        ):
            self.assertIn('<a href="https://vimeo.com/76979871">', self.html(text), text)

    def test_notes_in_the_text_stand_below_it(self):
        html = self.html("Water[ref]As <em>she</em> says.[/ref] falls.")
        self.assertIn('Water<sup><a id="fnref-1" href="#fn-1">[1]</a></sup> falls.', html)
        self.assertIn('<li id="fn-1">As <em>she</em> says. <a href="#fnref-1">↩</a></li>', html)

    def test_one_that_nobody_knows_stays_and_is_told(self):
        text = '[contact-form-7 id="7"] and [sic] and [an aside]'
        self.assertIn(text, self.html(text))
        self.assertEqual(list(self.shortcodes.unknown), ["contact-form-7"])

    def test_one_encloses_what_stands_before_its_next_end_unless_another_begins_there(self):
        for text, html in (
            ("[ref]a[ref]b[/ref]c[/ref]", "[ref]a<1>c[/ref]"),
            ("[ref]a [fn]b[/fn][/ref]", "<2>"),
            ("[ref]a [fn]b[/ref] c[/fn]", "<1> c[/fn]"),
            ("[REF]a[/ref]", "[REF]a[/ref]"),
            ("[ref-x y=1]a[ref]b[/ref][/ref-x]", "[ref-x y=1]a<1>[/ref-x]"),
            ("[ref /]a[/ref] [ref/]b", "<1> [ref/]b"),
        ):
            with self.subTest(text):
                shown = re.sub(
                    r'<sup><a id="fnref-(\d)" href="#fn-\1">\[\1\]</a></sup>',
                    r"<\1>",
                    self.html(text),
                )
                self.assertEqual(shown.partition("</p>")[0].removeprefix("<p>"), html)
                self.setUp()

    def test_a_picture_of_a_caption_brings_its_link_along(self):
        for link, end in (('<a href="x">', "</a>"), ("", ""), ('<a href="x"> ', " </a>")):
            image = f'{link}<img src="q.jpg" alt="a < b">{end}'
            self.assertEqual(
                self.html(f"[caption]{image} A quay[/caption]").strip(),
                f"<figure>{image}<figcaption>A quay</figcaption></figure>",
            )


class BlockTests(ContentTestCase):
    def test_the_marks_of_blocks_are_nobodys_words(self):
        text = '<!-- wp:paragraph {"align":"left"} -->\n<p>Water</p>\n<!-- /wp:paragraph -->'
        self.assertEqual(self.html(text).strip(), "<p>Water</p>")

    def test_a_mark_goes_up_to_its_own_end(self):
        for text, html in (
            ('<!-- wp:x {"a":"}"} /-->b', "b"),
            ('<!-- wp:x {"a":"-->"} -->b', "b"),
            ("<!--wp:x-->a<!-- wp:y/-->b<!-- /wp:x -->", "ab"),
            ('<!-- wp:x {"a":1} --><!-- wp:y { -->a', "a"),
            ("<!-- wp:x { a", "<!-- wp:x { a"),
            ("<!-- wp:x --><!-- a --> b <!-- c", " b <!-- c"),
        ):
            with self.subTest(text):
                self.assertEqual(self.html(f"<!-- wp:p -->{text}"), html)

    def test_what_is_embedded_is_a_link(self):
        text = (
            '<!-- wp:embed {"url":"https://vimeo.com/1"} --><figure class="wp-block-embed">'
            '<div class="wp-block-embed__wrapper">\nhttps://vimeo.com/1\n</div></figure>'
        )
        self.assertIn('<a href="https://vimeo.com/1">https://vimeo.com/1</a>', self.html(text))

    def test_a_block_that_posts_share_has_its_words(self):
        text = '<!-- wp:block {"ref":9} /-->'
        self.assertIn("Water", self.html(text, reused={"9": "<!-- wp:p -->Water"}))

    def test_footnotes_are_kept_beside_the_text(self):
        notes = '[{"id":"ab","content":"As she says."}]'
        html = self.html("<!-- wp:footnotes /-->", notes=notes)
        self.assertEqual(html, '<ol><li id="ab">As she says.</li></ol>')

    def test_what_is_made_when_a_page_is_asked_for_is_told(self):
        _html, later = html_of("<!-- wp:latest-posts /-->", self.shortcodes, {})
        self.assertEqual(later, ["latest-posts"])


class LargeTests(ContentTestCase):
    """What nobody closed is read to the end of the text once, and not each time."""

    SIZE = 300_000

    def many(self, text):
        return text * (self.SIZE // len(text))

    def test_a_text_of_what_nobody_closed_stays_as_it_is(self):
        for text in (
            self.many("<!-- "),
            self.many("<!-- wp:x { "),
            "<!-- wp:x" + " " * self.SIZE,
            "".join(f"[a{number} x=1]" for number in range(self.SIZE // 12)),
        ):
            marked = f"<!-- wp:p -->{text}"
            with self.subTest(text[:20]):
                self.assertTrue(self.html(marked) == text)

    def test_elements_that_nobody_closed_are_read_once(self):
        for text, html in (
            (self.many("<pre>"), self.many("<pre>")),
            (self.many("<p "), f"<p>{self.many('<p ').strip()}</p>"),
            (f"<div>{self.many('<hr>')}a", f"<div>{self.many('<hr>')}<p>a</p>"),
            (self.many("<div>") + self.many("</p>"), self.many("<div>") + self.many("</p>")),
        ):
            with self.subTest(text[:20]):
                self.assertTrue(with_paragraphs(text) == html)

    def test_a_caption_of_links_that_nobody_closed_is_its_words(self):
        words = self.many("<a ") + ">"
        self.assertTrue(self.html(f"<!-- wp:p -->[caption]{words}[/caption]") == words)

    def test_shortcodes_within_one_another_are_read_once(self):
        names = [f"n{number}" for number in range(200)]
        text = "".join(f"[{name}]" for name in names) + self.many("falls ")
        text += "".join(f"[/{name}]" for name in reversed(names))
        self.assertTrue(self.html(f"<!-- wp:p -->{text}") == text)
        self.assertEqual(list(self.shortcodes.unknown), names)

    def test_what_is_played_and_nobody_closed_is_a_link_each_time(self):
        played = '<embed src="https://weir.example/a">'
        body, _remarks = body_of(played * 3 + "<p>Water</p>", lambda *told: None)
        self.assertEqual(body.count('<a href="https://weir.example/a">'), 3)
        body, _remarks = body_of(f"<p>Water</p>{self.many('<embed ')}", lambda *told: None)
        self.assertEqual(body, "<p>Water</p>")
        with self.assertRaisesMessage(ManuscriptRefused, "too deep"):
            body_of(self.many("<video>"), lambda *told: None)
