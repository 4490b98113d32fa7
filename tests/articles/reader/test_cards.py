import re
from datetime import UTC, datetime

from django.template.loader import render_to_string
from django.test import SimpleTestCase, TestCase

from articles.models import PublishedVersion
from articles.models.choices import Kind, Stage
from articles.models.printed import Printed
from articles.reader.listings import Listing
from articles.templatetags.reading import hangs
from newsroom.pictures.renditions import Renditions
from tests.articles.reader.photos import make_photo
from tests.factories import make_article, make_author, make_section, publish_many

FILE = f"pictures/ab/{'ab' * 32}.jpg"


class CardTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.section, cls.author = make_section("Analysis"), make_author("Olena")
        cls.pieces = publish_many(
            8,
            section=cls.section,
            authors=[cls.author],
            tags=["Ports"],
            lead_photo=make_photo(),
            standfirst="What it is about, whole.",
        )

    def seen(self, path):
        return self.client.get(path).content.decode().partition("<main")[2].partition("</main>")[0]

    def test_a_page_waits_for_its_first_picture_alone_and_fetches_no_far_one(self):
        asked = re.findall(
            r'<img [^>]*alt=""(?: (fetchpriority="\w+"|loading="lazy"))? dec',
            self.seen(self.section.get_absolute_url()),
        )
        self.assertEqual(
            asked,
            [
                *(f'fetchpriority="{how}"' for how in ("high", "low", "low")),
                *['loading="lazy"'] * 5,
            ],
        )

    def test_every_seventh_piece_of_a_list_is_a_feature(self):
        page = self.seen(self.section.get_absolute_url())
        sizes = re.findall(r'<article class="card card--(\w+) card--pictured"', page)
        self.assertEqual(sizes, ["feature", *["row"] * 6, "feature"])

    def test_the_page_of_a_section_says_its_name_once(self):
        page = self.seen(self.section.get_absolute_url())
        self.assertEqual(page.count("Analysis"), 1)
        self.assertEqual(page.count("<bdi>Olena</bdi>"), 8)

    def test_the_page_of_an_author_says_their_name_once(self):
        page = self.seen(self.author.get_absolute_url())
        self.assertEqual([page.count("Olena"), page.count("Analysis")], [1, 8])

    def test_what_a_card_leaves_out_is_not_what_the_piece_is(self):
        make_article(stage=Stage.PUBLISHED, section=make_section("Books"), kind=Kind.REVIEW)
        page = self.seen("/section/books/")
        self.assertIn('<p class="kicker"> <span class="kicker__kind">', page)


class CatalogueTests(SimpleTestCase):
    def test_it_is_by_years_of_the_publication_and_days_within_them(self):
        # The first is of the new year in Warsaw.
        moments = [datetime(2023, 12, 31, 23, 30, tzinfo=UTC), datetime(2023, 6, 1, tzinfo=UTC)]
        pieces = [
            Printed(
                PublishedVersion(
                    title="Ports",
                    path="/p/",
                    language="en",
                    section_slug="analysis",
                    first_published_at=moment,
                    served_since=moment,
                )
            )
            for moment in moments
        ]
        html = render_to_string("articles/_catalogue.html", {"listing": Listing(pieces, 1, False)})
        years = re.findall(r'class="catalogue__title" id="year-(\d+)">(\d+)<', html)
        self.assertEqual(years, [("2024", "2024"), ("2023", "2023")])
        self.assertEqual(re.findall(r"<time [^>]*>(.*?)</time>", html), ["1 January", "1 June"])


class LeadTests(SimpleTestCase):
    def test_a_portrait_and_a_small_picture_do_not_span_a_page(self):
        sizes = {(1600, 900): False, (1000, 800): False, (800, 600): False}
        sizes |= {(1600, 1600): True, (900, 1350): True, (799, 400): True, (300, 200): True}
        found = {size: Renditions(FILE, *size).is_narrow for size in sizes}
        self.assertEqual(found, sizes)
        self.assertFalse(Renditions(FILE).is_narrow)

    def test_what_begins_with_a_quotation_mark_hangs(self):
        for text in ("“A”", "„A”", "«A»", "»A«", "‚A‘", '"A"', " “A”"):
            self.assertEqual(hangs(text), " hangs", text)
        for text in ("A “b”", "", "’A", "A"):
            self.assertEqual(hangs(text), "", text)

    def test_a_picture_that_has_no_place_is_lazy(self):
        html = render_to_string("articles/_picture.html", {"picture": Renditions(FILE, 9, 9)})
        self.assertIn('loading="lazy"', html)
