"""The looks of a piece that readers do not see yet show what readers will get."""

import re
from html import unescape

from django.conf import settings
from django.test import SimpleTestCase, TestCase
from django.urls import reverse

from articles.reader.desk.looks import Look
from articles.upkeep.outside import disclosures_in, entries_in
from articles.writing.preview_links import make_link
from tests.architecture import ROOT
from tests.articles.publishing.frozen import make_photo
from tests.factories import figure_of, make_article, make_editor, make_grant, publish

PAID = "The Port Fund paid for this."
SHEETS = {path.name: path.read_text() for path in (ROOT / "static/css").glob("*.css")}


class LookTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = make_editor()
        photo = make_photo(alt="A quay")
        cls.piece = make_article(
            title="Ships & “cranes”",
            standfirst="Who works by <night>.",
            body=f"<p>The words.</p>{figure_of(photo, 'The ferry.')}",
            grants=[make_grant(PAID)],
            lead_photo=make_photo(alt="A crane"),
            tags=["Ports"],
        )
        _link, key = make_link(cls.piece, by=cls.editor)
        cls.addresses = [
            reverse("admin:articles_article_preview", args=[cls.piece.pk]),
            reverse("preview", args=[key]),
        ]

    def setUp(self):
        self.client.force_login(self.editor)

    def seen(self, look, address=None):
        return self.client.get(address or self.addresses[0], {"as": look})

    def test_every_look_but_that_of_a_link_shows_the_text_once_and_who_paid(self):
        for address in self.addresses:
            for look in Look:
                page = self.seen(look, address).content.decode()
                with self.subTest(address, look=look):
                    shows = look != Look.SHARED
                    self.assertEqual(page.count("<p>The words.</p>"), shows)
                    self.assertEqual(disclosures_in(page), [PAID] if shows else [])

    def test_every_look_leads_to_every_other_and_says_which_it_is(self):
        ways = ["?", *(f"?as={look}" for look in Look if look)]
        for address in self.addresses:
            for look, way in zip(Look, ways, strict=True):
                page = self.seen(look, address).content.decode()
                self.assertEqual(re.findall(r'<a href="(\?.*?)"', page), ways)
                self.assertEqual(re.findall(r'<a href="(\?[^"]*)" aria-current', page), [way])

    def test_a_look_that_there_is_not_is_that_of_the_window(self):
        for look in ("poster", "PHONE", "\x00", "é" * 500):
            page = self.seen(look)
            self.assertContains(page, '<a href="?" aria-current="page">This window</a>', html=True)

    def test_a_feed_looks_as_feeds_carry_it(self):
        seen = self.seen(Look.FEED).content.decode()
        publish(self.piece)
        _summary, (_address, carried) = entries_in(
            self.client.get("/feed/rss.xml").content.decode()
        )
        self.assertIn("A crane", carried)
        self.assertEqual(seen.count(carried), 1)

    def test_a_link_to_it_looks_as_the_page_tells_other_sites(self):
        page = self.seen(Look.SHARED).content.decode()
        told = dict(re.findall(r'<meta property="og:([\w:]+)" content="(.*?)">', page))
        shown = page.partition('<div class="shared"')[2].partition("</main>")[0]
        self.assertEqual(unescape(told["title"]), self.piece.title)
        for name in ("title", "description", "image:alt", "site_name"):
            self.assertIn(told[name], shown)
        (picture,) = re.findall(r'<img[^>]* src="(.*?)"', shown)
        self.assertEqual(told["image"], settings.SITE_URL + picture)

    def test_what_is_not_sent_to_other_sites_is_told(self):
        bare = make_article(standfirst="")
        page = self.seen(Look.SHARED, f"/desk/articles/article/{bare.pk}/preview/")
        self.assertContains(page, "No picture is sent")
        self.assertContains(page, "its first words are sent instead")

    def test_paper_takes_the_sheet_and_the_address_that_printers_get(self):
        for address in self.addresses:
            for look in Look:
                page = self.seen(look, address).content.decode()
                self.assertEqual("css/print.css" in page, look == Look.PAPER)
        page = self.seen(Look.PAPER)
        publish(self.piece)
        printed = re.findall('footer__address">(.*?)</p>', page.content.decode())
        self.assertEqual(
            printed, re.findall('footer__address">(.*?)</p>', self.client.get(self.piece.path).text)
        )


class SheetTests(SimpleTestCase):
    """A look can make a page as narrow as a phone, and not the window that it stands in."""

    def asking(self, pattern):
        """The sheets with something of a pattern, and what."""
        found = {name: re.findall(pattern, sheet) for name, sheet in SHEETS.items()}
        return {name: asked for name, asked in found.items() if asked}

    def test_readers_pages_measure_the_window_in_one_place(self):
        self.assertEqual(self.asking(r"[\w.]+vw\b"), {"tokens.css": ["1vw"]})

    def test_the_register_asks_for_the_width_of_the_window_and_no_other_page_does(self):
        asking = self.asking(r"@media[^{]*(?:width|inline-size)")
        self.assertEqual(asking.keys(), {"funding.css"})

    def test_paper_has_one_sheet(self):
        self.assertEqual(self.asking(r"@media[^{]*\bprint\b"), {})
        self.assertIn('@import url("print.css") layer(print) print;', SHEETS["site.css"])

    def test_no_column_is_as_wide_as_the_longest_word_in_it(self):
        """A column that names no least width is, and takes the page with it."""
        rules = [
            (name, *rule)
            for name, sheet in SHEETS.items()
            for rule in re.findall(r"([^{}]+)\{([^{}]*display: grid;[^{}]*)\}", sheet)
        ]
        self.assertGreater(len(rules), 10)
        wide = [(name, chosen.strip()) for name, chosen, rule in rules if "minmax(" not in rule]
        self.assertEqual(wide, [])
