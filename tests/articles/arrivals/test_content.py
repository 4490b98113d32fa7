"""Texts of WordPress, of both of its editors, become the HTML that its readers saw."""

from django.test import SimpleTestCase

from articles.arrivals.wordpress.content import html_of, with_paragraphs
from articles.arrivals.wordpress.shortcodes import Shortcodes

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


class BlockTests(ContentTestCase):
    def test_the_marks_of_blocks_are_nobodys_words(self):
        text = '<!-- wp:paragraph {"align":"left"} -->\n<p>Water</p>\n<!-- /wp:paragraph -->'
        self.assertEqual(self.html(text).strip(), "<p>Water</p>")

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
