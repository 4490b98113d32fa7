"""Blocks of a body: what of them is stored, and how a stored body is cut into them."""

from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from newsroom.kit.blocks import PICTURE, Block, blocks, parts
from newsroom.kit.html import plain, sanitise, words

FIGURE = (
    '<figure data-photo="12" data-width="wide"><figcaption>At <em>noon</em></figcaption></figure>'
)
markup = st.sampled_from(
    [
        *("<figure>", '<figure data-photo="1">', '<figure data-width="full" data-photo="2">'),
        *("</figure>", "<figcaption>", "</figcaption>", "<p>", "</p>", "<ul><li>", "</li></ul>"),
        *("<blockquote>", "</blockquote>", "<table><tr><td>", "</td></tr></table>", "<b>", "</b>"),
        *("<aside>", '<aside class="box">', '<aside class="x pull" id="fn-1">', "</aside>"),
        *("<br>", "word", " ", "&lt;", "&nbsp;", '<a href="#fn-1">', "</a>", "<h1>", "</h1>"),
    ]
)


class StoredTests(SimpleTestCase):
    def test_a_picture_with_its_caption_is_kept_as_it_is(self):
        self.assertEqual(sanitise(f"<p>a</p>{FIGURE}<p>b</p>"), f"<p>a</p>{FIGURE}<p>b</p>")

    def test_of_a_picture_nothing_is_kept_but_which_it_is_its_width_and_its_caption(self):
        html = (
            '<figure class="x" data-width="wide" style="width:9px" data-photo="12" id="fn-1">'
            '<img src="/x.jpg" alt="y"><figcaption onclick="z()">At <i>noon</i></figcaption>'
            "</figure>"
        )
        self.assertEqual(sanitise(html), FIGURE)

    def test_a_width_that_nobody_knows_is_none(self):
        html = sanitise('<figure data-photo="12" data-width="9999px"></figure>')
        self.assertEqual(html, '<figure data-photo="12"><figcaption></figcaption></figure>')

    def test_what_is_no_picture_of_ours_leaves_its_words(self):
        for tag in ("<figure>", '<figure data-photo="0">', '<figure data-photo="x">'):
            html = sanitise(f"{tag}<img src=x><figcaption>Words</figcaption></figure>")
            self.assertEqual(html, "<p>Words</p>")

    def test_a_caption_is_one_line_and_loses_no_word(self):
        html = sanitise(
            '<figure data-photo="1">a<p>b</p><ul><li>c<br>d</li></ul>'
            '<figure data-photo="2"><figcaption>e</figcaption></figure>f</figure>'
        )
        self.assertEqual(
            html, '<figure data-photo="1"><figcaption>a b c d e f</figcaption></figure>'
        )

    def test_the_words_of_a_caption_count_and_are_a_line_of_their_own(self):
        html = f"<p>a</p>{FIGURE}<p>b</p>"
        self.assertEqual(plain(html), "a\nAt noon\nb")
        self.assertEqual(words(html), 4)

    @given(st.lists(markup, max_size=14).map("".join))
    def test_sanitising_again_changes_nothing_and_parts_lose_nothing(self, html):
        stored = sanitise(html)
        self.assertEqual(sanitise(stored), stored)
        self.assertEqual(written(parts(stored)), stored)


class PartTests(SimpleTestCase):
    def test_a_body_is_cut_into_what_stands_between_its_blocks(self):
        before, picture, after = parts(f"<p>a &amp; b</p>{FIGURE}<hr><p>c</p>")
        self.assertEqual((before, after), ("<p>a &amp; b</p>", "<hr><p>c</p>"))
        self.assertEqual(picture.kind, PICTURE)
        self.assertEqual(dict(picture.attributes), {"data-photo": "12", "data-width": "wide"})
        self.assertEqual(picture.parts, ["At <em>noon</em>"])

    def test_blocks_are_found_wherever_they_stand(self):
        html = f"<blockquote>{FIGURE}</blockquote><ul><li>{FIGURE.replace('12', '7')}</li></ul>"
        found = [block.attributes["data-photo"] for block in blocks(sanitise(html), PICTURE)]
        self.assertEqual(found, ["12", "7"])

    def test_a_body_without_blocks_is_one_part(self):
        self.assertEqual(parts("<p>a</p>"), ["<p>a</p>"])


def written(body):
    """What `parts` read, as it is stored."""
    return "".join(_block(part) if isinstance(part, Block) else part for part in body)


def _block(block):
    told = "".join(f' {name}="{value}"' for name, value in block.attributes.items())
    inside = written(block.parts)
    inside = f"<figcaption>{inside}</figcaption>" if block.kind.is_captioned else inside
    return f"<{block.kind.tag}{told}>{inside}</{block.kind.tag}>"
