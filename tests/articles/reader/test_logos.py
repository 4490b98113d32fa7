from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import SimpleTestCase, TestCase
from hypothesis import given
from hypothesis import strategies as st

from articles.models import VersionLogo
from articles.models.choices import Stage
from articles.reader.logos import BOX, fitted, shown
from tests.factories import make_article, make_funder, make_grant, make_logo, make_picture

sides = st.integers(1, 12_000)


def logo(width, height, leads=False):
    file = f"pictures/00/{'0' * 64}.png"
    return VersionLogo(file=file, width=width, height=height, leads=leads, alt="Logo")


class SizeTests(SimpleTestCase):
    @given(sides, sides)
    def test_a_logo_fits_its_box_whole_and_in_its_own_proportions(self, width, height):
        shown_width, shown_height = fitted(width, height, BOX)
        self.assertTrue(shown_width == BOX[0] or shown_height == BOX[1])
        self.assertTrue(1 <= shown_width <= BOX[0] and 1 <= shown_height <= BOX[1])
        scale = min(BOX[0] / width, BOX[1] / height)
        self.assertLessEqual(abs(shown_width - width * scale), 1)
        self.assertLessEqual(abs(shown_height - height * scale), 1)

    @given(st.tuples(sides, sides), st.lists(st.tuples(sides, sides), max_size=5))
    def test_a_logo_that_leads_is_at_least_as_large_as_any_other(self, leading, others):
        first, *rest = shown([logo(*leading, leads=True), *(logo(*size) for size in others)])
        for other in rest:
            self.assertTrue(first.height >= other.height or first.width >= other.width)
        self.assertTrue(
            first.height >= max([other.height for other in rest], default=0)
            or first.width >= max([other.width for other in rest], default=0)
        )


class LogoTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.funder = make_funder("The Fund")
        cls.light = make_logo(
            cls.funder, file=make_picture(300, 200, "navy"), alt="The Fund & friends"
        )

    def page(self, **fields):
        grant = make_grant("The Fund pays.", funders=[self.funder])
        self.article = make_article(stage=Stage.PUBLISHED, grants=[grant], **fields)
        page = self.client.get(self.article.path).content.decode()
        return page.partition('<aside id="funding"')[2].partition("</aside>")[0]

    def test_a_logo_stands_in_the_funding_box_with_its_size_and_its_words(self):
        self.assertIn(
            f'<img src="/media/{self.light.file.name}" width="96" height="64" '
            'alt="The Fund &amp; friends">',
            self.page(),
        )

    def test_dark_pages_get_the_variant_for_them_or_a_white_plate(self):
        self.assertEqual([self.page().count(part) for part in ("<source", "--plate")], [0, 1])
        dark = make_logo(self.funder, file=make_picture(300, 200, "white"), background="dark")
        box = self.page()
        self.assertIn(
            '<source media="screen and (prefers-color-scheme: dark)" '
            f'srcset="/media/{dark.file.name}">',
            box,
        )
        self.assertNotIn("--plate", box)

    def test_a_logo_is_served_as_it_was_stored(self):
        with default_storage.open(self.light.file.name) as file:
            stored = file.read()
        with self.settings(SERVE_MEDIA=True):
            response = self.client.get(f"/media/{self.light.file.name}")
        self.assertEqual(b"".join(response.streaming_content), stored)

    def test_logos_travel_with_full_addresses_in_their_variant_for_light_pages(self):
        make_logo(self.funder, file=make_picture(300, 200, "white"), background="dark")
        self.page()
        address = f'src="http://127.0.0.1:8000/media/{self.light.file.name}"'
        for feed in ("/feed/feed.json", "/feed/summary/feed.json"):
            item = self.client.get(feed).json()["items"][0]
            self.assertEqual(item["content_html"].count(address), 1)
            self.assertEqual(item["content_html"].count("/media/"), 1)

    def test_a_logo_that_is_replaced_changes_no_published_page(self):
        self.page()
        self.light.file = ContentFile(make_picture(300, 200, "red").read(), "new.png")
        old = VersionLogo.objects.get().file
        self.light.save()
        self.assertNotEqual(self.light.file.name, old)
        self.assertContains(self.client.get(self.article.path), old)

    def test_a_piece_without_logos_has_no_list_of_them(self):
        self.light.delete()
        self.assertNotIn("logos", self.page())
