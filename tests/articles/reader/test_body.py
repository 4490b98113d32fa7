"""A stored body, printed for each medium; and its pictures, in every channel, as they were."""

import re

from django.template.loader import get_template
from django.test import SimpleTestCase, TestCase
from django.utils.html import escape

from articles.models import Photo, PublishedVersion, VersionFigure
from articles.models.licences import Licence
from articles.models.printed import Printed, read_printed
from articles.reader.body import Medium, printed_body, template_of
from articles.reader.channels.channel import CHANNELS
from newsroom.kit import blocks
from tests.architecture import sources
from tests.articles.publishing.frozen import make_photo
from tests.factories import figure_of, make_article, make_picture, publish, say_no_funding

SITE = "https://example.org"


def printed(body, medium, *rows):
    return printed_body(Printed(PublishedVersion(body=body), figures=rows), medium, SITE)


# A button is one everywhere.
SHARED = {"button"}
BODY = "templates/articles/body/"


def classes_of(*templates):
    """The classes that some templates print, as far as they stand there."""
    html = re.sub(r"{[%{].*?[%}]}", "", " ".join(templates))
    return {one for words in re.findall(r'class="([^"]*)"', html) for one in words.split()}


class KindTests(SimpleTestCase):
    def test_no_block_of_a_text_is_called_like_another_part_of_the_site(self):
        """The rules for a link card were those for the pieces of every list, too."""
        templates = dict(sources(".html"))
        of_bodies = [text for path, text in templates.items() if path.startswith(BODY)]
        others = [
            text
            for path, text in templates.items()
            if not path.startswith((BODY, "templates/admin/"))
        ]
        self.assertIn("linked", classes_of(*of_bodies))
        self.assertEqual(classes_of(*of_bodies) & classes_of(*others), SHARED)

    def test_every_kind_of_block_has_a_template_for_every_medium(self):
        for kind in blocks.KINDS:
            for medium in Medium:
                with self.subTest(kind.name, medium=medium):
                    get_template(template_of(kind, medium))

    def test_a_body_without_blocks_is_printed_as_it_stands(self):
        for medium in (Medium.PAGE, Medium.FEED, Medium.COPY):
            self.assertEqual(
                printed("<p>a &amp; <em>b</em></p>", medium), "<p>a &amp; <em>b</em></p>"
            )
        self.assertEqual(printed("<p>a &amp; <em>b</em></p><p>c</p>", Medium.TEXT), "a & b\n\nc")


class PictureTests(SimpleTestCase):
    photo = Photo(pk=12)

    def row(self, **fields):
        kept = {
            "photo": self.photo,
            "file": f"pictures/ab/{'ab' * 32}.jpg",
            "width": 1000,
            "height": 500,
            "alt": "A “ferry” <b>",
            "credit": "A. Photographer",
            "licence": Licence.CC_BY,
        }
        return VersionFigure(**kept | fields)

    def printed(self, medium, width="", **fields):
        body = f"<p>a</p>{figure_of(self.photo, 'At <em>noon</em>', width)}<p>b</p>"
        return printed(body, medium, self.row(**fields))

    def test_each_medium_says_what_it_shows_and_whose_it_is(self):
        for medium in (Medium.PAGE, Medium.FEED, Medium.COPY):
            html = self.printed(medium)
            with self.subTest(medium):
                for told in (
                    f'alt="{escape("A “ferry” <b>")}"',
                    "At <em>noon</em>",
                    "<bdi>A. Photographer</bdi>",
                    'href="https://creativecommons.org/licenses/by/4.0/"',
                ):
                    self.assertEqual(html.count(told), 1, told)
                self.assertNotIn("data-photo", html)
        self.assertEqual(
            self.printed(Medium.TEXT),
            "a\n\n[Picture: A “ferry” <b>] At noon (Photo: A. Photographer, CC BY 4.0 "
            "<https://creativecommons.org/licenses/by/4.0/>)\n\nb",
        )

    def test_addresses_are_written_in_full_where_it_is_read_elsewhere(self):
        for medium in (Medium.FEED, Medium.COPY):
            self.assertIn(f'<img src="{SITE}/pictures/1200/{"ab" * 32}.jpg"', self.printed(medium))

    def test_a_page_shows_it_as_wide_as_it_was_laid_out(self):
        for width in ("", "wide", "full"):
            self.assertIn(
                f'class="figure figure--{width or "column"}"', self.printed("page", width)
            )

    def test_pictures_beside_each_other_are_a_gallery_and_one_alone_is_none(self):
        one = figure_of(self.photo, "One", "beside")
        both = printed(f"<p>a</p>{one}\n{one}<p>b</p>{one}", Medium.PAGE, self.row())
        self.assertEqual(both.count('<div class="gallery">'), 1)
        gallery = both.partition('<div class="gallery">')[2].partition("</div>")[0]
        self.assertEqual(gallery.count("<figcaption"), 2)
        self.assertEqual(both.count("<figcaption"), 3)
        feed = printed(one + one, Medium.FEED, self.row())
        self.assertNotIn("gallery", feed)

    def test_a_copy_has_those_alone_that_others_may_show(self):
        for licence, is_there in (
            (Licence.OWN, True),
            (Licence.CC_BY_SA, True),
            (Licence.PUBLIC_DOMAIN, True),
            (Licence.CC_BY_NC, False),
            (Licence.AGENCY, False),
            (Licence.PERMISSION, False),
            ("", False),
        ):
            with self.subTest(licence):
                html = self.printed(Medium.COPY, licence=licence)
                self.assertEqual("noon" in html, is_there)
                self.assertEqual("<img" in html, is_there)

    def test_a_picture_that_is_not_there_leaves_its_caption(self):
        body = f"{figure_of(Photo(pk=9), 'Words')}{figure_of(self.photo, 'Gone')}"
        html = printed(body, Medium.PAGE, self.row(file=""))
        self.assertEqual(html, "<p>Words</p><p>Gone</p>")


class ApartTests(SimpleTestCase):
    def test_a_card_is_a_plain_link_wherever_it_is_no_card(self):
        inside = (
            '<p><a href="https://e.org/?a=1&amp;b=2">A &lt;b&gt;</a> <em>E</em></p><p>It is.</p>'
        )
        for kind in ("card", "embed"):
            body = f'<aside class="{kind}">{inside}</aside>'
            self.assertEqual(printed(body, Medium.PAGE), f'<aside class="linked">{inside}</aside>')
            for medium in (Medium.FEED, Medium.COPY):
                self.assertEqual(printed(body, medium), inside)
            self.assertEqual(
                printed(body, Medium.TEXT), "A <b> <https://e.org/?a=1&b=2> E\n\nIt is."
            )

    def test_an_embed_can_be_pressed_on_the_page_alone(self):
        inside = '<p><a href="https://youtu.be/dQw4w9WgXcQ">A film</a></p>'
        body = f'<aside class="embed">{inside}</aside>'
        page = printed(body, Medium.PAGE)
        frame = "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"
        self.assertEqual(page.count(inside), 1)
        self.assertIn(f'data-frame="{frame}"', page)
        self.assertNotIn("<iframe", page)
        for medium in (Medium.FEED, Medium.COPY):
            self.assertEqual(printed(body, medium), inside)
        self.assertEqual(printed(body, Medium.TEXT), "A film <https://youtu.be/dQw4w9WgXcQ>")

    def test_a_pull_quote_and_a_box_lose_no_word(self):
        for kind, elsewhere, mark in (("pull", "blockquote", ">"), ("box", "aside", "|")):
            body = f'<aside class="{kind}"><p>a</p></aside><p>b</p>'
            self.assertEqual(printed(body, Medium.PAGE), body)
            for medium in (Medium.FEED, Medium.COPY):
                self.assertEqual(
                    printed(body, medium), f"<{elsewhere}><p>a</p></{elsewhere}><p>b</p>"
                )
            self.assertEqual(printed(body, Medium.TEXT), f"{mark} a\n\nb")

    def test_in_plain_text_a_note_begins_with_its_sign(self):
        body = (
            '<p>a<sup><a href="#fn-1">[1]</a></sup> b<sup><a href="#fn-x">*</a></sup></p>'
            '<ol><li id="fn-1"><p>c</p></li><li id="fn-x">d</li></ol>'
        )
        self.assertEqual(printed(body, Medium.TEXT), "a[1] b[*]\n\n[1] c\n[*] d")

    def test_on_a_page_a_note_leads_back_to_the_first_place_that_refers_to_it(self):
        reference = '<sup><a href="#fn-1">[1]</a></sup>'
        body = f'<p>a{reference} b{reference}</p><ol><li id="fn-1"><p>c</p></li></ol>'
        reached = reference.replace("<sup>", '<sup id="at-fn-1">')
        way = '<a class="back" href="#at-fn-1" aria-label="Back to the text">↑</a> '
        self.assertEqual(
            printed(body, Medium.PAGE),
            f'<p>a{reached} b{reference}</p><ol><li id="fn-1"><p>{way}c</p></li></ol>',
        )
        self.assertEqual(printed(body, Medium.FEED), body)

    def test_a_note_that_has_its_own_way_back_or_none_gets_no_other(self):
        body = (
            '<p>a<sup id="fn-ref-1"><a href="#fn-1">1</a></sup></p>'
            '<ol><li id="fn-1"><p>b <a href="#fn-ref-1">back</a></p></li><li id="fn-2">c</li></ol>'
        )
        self.assertEqual(printed(body, Medium.PAGE), body)


class ChannelTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        say_no_funding()
        cls.photo = make_photo(alt="A ferry.", credit="A. Photographer", licence=Licence.CC0)
        cls.article = make_article(
            title="The port", body=f"<p>It waits.</p>{figure_of(cls.photo, 'The ferry at noon.')}"
        )
        publish(cls.article)

    def answers(self):
        """What each channel answers of the piece that is live, by its name and address."""
        (piece,) = read_printed(PublishedVersion.objects.live())
        return {
            (channel.name, address): self.client.get(address).content.decode()
            for channel in CHANNELS
            for address in channel.addresses(piece)
        }

    def test_every_channel_that_carries_the_text_carries_its_pictures(self):
        for (name, address), answer in self.answers().items():
            with self.subTest(name, address=address):
                expected = 0 if name.startswith("summary") or name == "embed" else 1
                self.assertEqual(answer.count("The ferry at noon."), expected)
                self.assertEqual("A ferry." in answer, bool(expected))
                self.assertEqual("A. Photographer" in answer, bool(expected))

    def test_whatever_becomes_of_the_photo_readers_see_what_was_published(self):
        before = self.answers()
        Photo.objects.filter(pk=self.photo.pk).update(
            alt="Other.", credit="Other", licence="", focal_x=1, caption="Other."
        )
        self.photo.refresh_from_db()
        self.photo.file.save("other.png", make_picture(colour="red"))
        self.assertEqual(self.answers(), before)
