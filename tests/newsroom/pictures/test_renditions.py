import io
import re

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.template.loader import render_to_string
from django.test import SimpleTestCase, TestCase, override_settings
from PIL import Image

from articles.models.choices import Stage
from newsroom.pictures.renditions import FORMATS, Renditions, kinds, renditions
from tests.articles.reader.photos import make_photo
from tests.factories import make_article

SHA = "0123456789abcdef" * 4
FILE = f"pictures/01/{SHA}.jpg"


class PictureTests(SimpleTestCase):
    def test_no_width_is_offered_that_is_wider_than_the_picture(self):
        self.assertEqual(
            Renditions(FILE, 1000, 500).srcset,
            f"/pictures/200/{SHA}.jpg 200w, /pictures/400/{SHA}.jpg 400w, "
            f"/pictures/800/{SHA}.jpg 800w, /pictures/1200/{SHA}.jpg 1000w",
        )
        self.assertEqual(Renditions(FILE, 90, 90).srcset, f"/pictures/200/{SHA}.jpg 90w")
        self.assertTrue(Renditions(FILE, 9000, 90).srcset.endswith(f"/1600/{SHA}.jpg 1600w"))

    def test_the_same_widths_are_offered_in_every_format_the_smallest_first(self):
        picture = Renditions(FILE, 1000, 500)
        self.assertEqual(
            [(source.media_type, source.srcset) for source in picture.sources],
            [
                (f"image/{kind}", picture.srcset.replace(".jpg", f".{kind}"))
                for kind in kinds()[:-1]
            ],
        )
        self.assertEqual(kinds()[-2:], ("webp", "jpg"))

    def test_every_address_that_a_page_may_ask_for_is_told(self):
        told = Renditions(FILE, 1000, 500).addresses
        self.assertEqual(len(told), len(set(told)))
        html = render_to_string(
            "articles/_picture.html", {"picture": Renditions(FILE, 1000, 500), "sizes": "1px"}
        ) + render_to_string(
            "articles/_picture.html", {"picture": Renditions(FILE, 1000, 500).card, "sizes": "1px"}
        )
        self.assertLessEqual(set(re.findall(r"/pictures/[^ ,\"]+", html)), set(told))

    def test_only_a_file_named_after_its_content_is_a_picture(self):
        self.assertEqual(renditions(FILE), Renditions(FILE))
        for file in ("", None, "pictures/x.jpg", f"evidence/01/{SHA}.jpg", f"../{FILE}"):
            self.assertIsNone(renditions(file))


class RenditionTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.photo = make_photo(alt="Hills", credit="Anna")
        cls.sha = cls.photo.file.name.rpartition("/")[2].partition(".")[0]

    def test_a_rendition_is_made_in_the_width_asked_for_and_kept_for_ever(self):
        for kind, format in ((kind, FORMATS[kind]) for kind in kinds()):
            for _again in range(2):
                response = self.client.get(f"/pictures/400/{self.sha}.{kind}")
                content = b"".join(response)
                image = Image.open(io.BytesIO(content))
                self.assertEqual((image.format, image.size), (format, (400, 200)))
                self.assertEqual(response["Content-Type"], f"image/{format.lower()}")
                self.assertEqual(response["Cache-Control"], "public, max-age=31536000, immutable")

    def test_of_a_file_that_the_disk_has_damaged_that_is_told(self):
        other = "e" * 64
        name = default_storage.save(f"pictures/ee/{other}.jpg", ContentFile(b"\xff\xd8 cut off"))
        self.addCleanup(default_storage.delete, name)
        self.client.raise_request_exception = False
        with self.assertLogs("newsroom.faults", "ERROR") as log:
            response = self.client.get(f"/pictures/400/{other}.jpg")
        self.assertEqual((response.status_code, name in log.output[0]), (503, True))

    def test_what_no_page_asks_for_is_not_made(self):
        other = "f" * 64
        for path in (
            f"/pictures/401/{self.sha}.webp",
            f"/pictures/0400/{self.sha}.png",
            f"/pictures/99999/{self.sha}.webp",
            f"/pictures/400/{other}.webp",
            f"/pictures/400/{self.sha[:-1]}.webp",
            "/pictures/400/..%2f..%2fetc%2fpasswd.jpg",
        ):
            with self.subTest(path=path):
                self.assertEqual(self.client.get(path).status_code, 404)

    def test_an_original_is_served_where_the_settings_say_so(self):
        path = f"/media/{self.photo.file.name}"
        with override_settings(SERVE_MEDIA=True):
            self.assertEqual(self.client.get(path)["Content-Type"], "image/jpeg")
        with override_settings(SERVE_MEDIA=False):
            self.assertEqual(self.client.get(path).status_code, 404)

    @override_settings(SERVE_MEDIA=True)
    def test_other_uploads_are_nobody_s_to_read(self):
        name = default_storage.save("evidence/2024/agreement.pdf", ContentFile(b"%PDF signed"))
        for path in (f"/media/{name}", f"/media/pictures/../{name}", f"/media/pictures/{name}"):
            self.assertEqual(self.client.get(path).status_code, 404)

    def test_a_page_shows_its_lead_image_with_its_size_and_description(self):
        article = make_article(stage=Stage.PUBLISHED, lead_photo=self.photo)
        page = self.client.get(article.path)
        self.assertContains(
            page, 'width="1000" height="500" alt="Hills" fetchpriority="high"', count=1
        )
        self.assertContains(page, f"/pictures/1200/{self.sha}.webp 1000w")
        self.assertContains(page, '<source type="image/webp"', count=1)
        self.assertContains(page, f"http://127.0.0.1:8000/pictures/1200/{self.sha}.jpg")
