"""Crops of a picture: which part is kept, whatever the picture and its focal point."""

import io

from django.core.files.base import ContentFile
from django.test import SimpleTestCase, TestCase
from hypothesis import assume, given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from articles.models import Photo
from articles.models.choices import Stage
from newsroom.pictures.cropping import SHAPES, Crop, crop_of
from tests.factories import make_article

sizes = st.tuples(st.integers(1, 9000), st.integers(1, 9000))
percents = st.tuples(st.integers(0, 100), st.integers(0, 100))


class CropTests(SimpleTestCase):
    def test_the_focal_point_is_in_the_middle_where_there_is_room(self):
        crop = crop_of("card", 800, (3000, 1000), (50, 50))
        self.assertEqual(crop.box((3000, 1000)), (750, 0, 2250, 1000))
        crop = crop_of("card", 800, (1500, 3000), (50, 50))
        self.assertEqual(crop.box((1500, 3000)), (0, 1000, 1500, 2000))

    def test_at_an_edge_the_crop_ends_with_the_picture(self):
        for focal, box in (((0, 9), (0, 0, 1500, 1000)), ((100, 9), (1500, 0, 3000, 1000))):
            crop = crop_of("card", 800, (3000, 1000), focal)
            self.assertEqual(crop.box((3000, 1000)), box)

    @given(sizes, percents, st.sampled_from(sorted(SHAPES)))
    def test_a_crop_lies_in_the_picture_and_holds_the_focal_point(self, size, focal, shape):
        assume(max(size) <= 5 * min(size))
        crop = crop_of(shape, 1200, size, focal)
        left, top, right, bottom = crop.box(size)
        self.assertTrue(0 <= left <= right <= size[0] and 0 <= top <= bottom <= size[1])
        # A pixel is as near as a place can be told.
        x, y = size[0] * focal[0] / 100, size[1] * focal[1] / 100
        self.assertTrue(left - 1 <= x <= right + 1 and top - 1 <= y <= bottom + 1)

    @given(sizes, percents, st.sampled_from(sorted(SHAPES)))
    def test_its_name_says_it_all(self, size, focal, shape):
        crop = crop_of(shape, 1200, size, focal)
        self.assertEqual(Crop.read(str(crop)), crop)

    def test_what_no_page_asks_for_is_no_crop(self):
        for name in ("card-801-5", "card-800-11", "card-800-", "cube-800-5", "card-800-05", "800"):
            self.assertIsNone(Crop.read(name), name)


class CroppedTests(TestCase):
    """A wide picture that is red at its right end, where its focal point is."""

    @classmethod
    def setUpTestData(cls):
        image, file = Image.new("RGB", (2400, 800), "navy"), io.BytesIO()
        ImageDraw.Draw(image).rectangle((2000, 0, 2400, 800), "red")
        image.save(file, "PNG")
        cls.photo = Photo.objects.create(
            file=ContentFile(file.getvalue(), "x.png"),
            alt="A",
            credit="B",
            licence="own",
            focal_x=95,
        )

    def test_a_crop_shows_the_focal_point_in_every_format(self):
        card = self.photo.picture.card
        for source in (card.src, *(one.srcset.split()[0] for one in card.sources)):
            with self.subTest(source):
                image = Image.open(io.BytesIO(b"".join(self.client.get(source))))
                self.assertEqual(round(image.width / image.height, 1), 1.5)
                red, _green, blue = image.convert("RGB").getpixel((image.width - 9, 9))
                self.assertGreater(red, 200)
                self.assertLess(blue, 60)

    def test_a_card_and_what_others_share_are_cropped_as_was_published(self):
        article = make_article(stage=Stage.PUBLISHED, lead_photo=self.photo)
        crop, share = "/pictures/card-800-10/", "/pictures/share-1200-10/"
        Photo.objects.update(focal_x=0)
        self.assertContains(self.client.get("/"), crop)
        self.assertContains(self.client.get(article.path), f"http://127.0.0.1:8000{share}")
