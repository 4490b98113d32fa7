"""A picture is checked and named after its content through whichever door it comes in."""

import hashlib
import io

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.test import TestCase
from PIL import ExifTags, Image

from articles.models import Photo
from tests.factories import make_picture


class PictureFieldTests(TestCase):
    def test_a_file_given_to_the_model_is_named_after_its_content(self):
        photo = Photo.objects.create(file=make_picture(name="holiday.png"))
        content = photo.file.open().read()
        sha = hashlib.sha256(content).hexdigest()
        self.assertEqual(photo.file.name, f"pictures/{sha[:2]}/{sha}.png")
        self.assertEqual((photo.width, photo.height), (40, 20))

    def test_a_file_saved_by_itself_is_checked_and_named_all_the_same(self):
        photo = Photo()
        photo.file.save("holiday.png", make_picture())
        self.assertRegex(photo.file.name, r"^pictures/[0-9a-f]{2}/[0-9a-f]{64}\.png$")
        with self.assertRaises(ValidationError):
            photo.file.save("page.png", ContentFile(b"<html>no picture</html>"))

    def test_its_size_is_that_of_the_picture_as_it_is_stored(self):
        facts = Image.Exif()
        facts[ExifTags.Base.Orientation] = 6
        lying = io.BytesIO()
        Image.new("RGB", (40, 20), "navy").save(lying, "JPEG", exif=facts)
        photo = Photo.objects.create(file=ContentFile(lying.getvalue(), "lying.jpg"))
        self.assertEqual((photo.width, photo.height), (20, 40))
        self.assertEqual(Image.open(photo.file.open()).size, (20, 40))

    def test_another_picture_does_not_change_the_file_of_the_first(self):
        photo = Photo.objects.create(file=make_picture())
        first, before = photo.file.name, photo.file.open().read()
        photo.file = make_picture(colour="red")
        photo.save()
        self.assertNotEqual(photo.file.name, first)
        self.assertEqual(photo.file.storage.open(first).read(), before)
