"""The icon in its sizes, the manifest and the style sheet, at their addresses."""

import io
import json
import re
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory

from django.conf import settings
from django.test import Client, TestCase, override_settings
from PIL import Image

from newsroom.identity import icons
from newsroom.kit.files import sha256_of
from newsroom.models import Identity, Masthead
from newsroom.static_files import readers_styles
from tests.factories import make_picture

FOR_EVER = "public, max-age=31536000, immutable"
A_DAY = "public, max-age=86400"
ROOT = settings.BASE_DIR


def drawn(answer):
    return Image.open(io.BytesIO(b"".join(answer) if answer.streaming else answer.content))


class IconTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.identity = Identity.current()
        cls.identity.icon = make_picture(600, 600, colour="teal")
        cls.identity.save()

    def test_it_has_every_size_at_an_address_that_may_be_kept_for_ever(self):
        for name, (side, kind) in icons.ICONS.items():
            for _stored in (False, True):
                answer = self.client.get(icons.address(self.identity, name))
                self.assertEqual(answer["Cache-Control"], FOR_EVER)
                media_type = "image/x-icon" if kind == "ico" else "image/png"
                self.assertEqual(answer["Content-Type"], media_type)
                self.assertEqual(drawn(answer).size, (side, side), name)

    def test_it_is_there_for_whoever_asks_without_having_read_a_page(self):
        answer = self.client.get("/favicon.ico")
        self.assertEqual(answer["Cache-Control"], A_DAY)
        self.assertEqual(drawn(answer).info["sizes"], {(16, 16), (32, 32), (48, 48)})
        self.assertEqual(drawn(self.client.get("/apple-touch-icon.png")).size, (180, 180))

    def test_what_was_another_icon_or_is_another_picture_is_no_icon(self):
        other = sha256_of(make_picture(colour="red"))
        self.assertEqual(self.client.get(f"/icons/{other}/192.png").status_code, 404)
        shown = icons.digest(self.identity)
        self.assertEqual(self.client.get(f"/icons/{shown}/193.png").status_code, 404)

    def test_phones_are_given_one_on_white_and_tabs_what_is_clear(self):
        clear = io.BytesIO()
        Image.new("RGBA", (512, 512)).save(clear, "PNG")
        self.identity.icon.save("clear.png", io.BytesIO(clear.getvalue()))
        for name, expected in ((icons.TOUCH, (255, 255, 255)), (icons.TAB, (0, 0, 0, 0))):
            picture = drawn(self.client.get(icons.address(self.identity, name)))
            self.assertEqual(picture.getpixel((9, 9)), expected)

    def test_a_file_that_is_lost_is_a_fault_of_the_machine(self):
        Identity.objects.update(icon=f"pictures/00/{'0' * 64}.png")
        client = Client(raise_request_exception=False)
        with self.assertLogs("newsroom.faults"):
            self.assertEqual(client.get("/favicon.ico").status_code, 503)


class UnsetTests(TestCase):
    def test_without_one_it_is_ours(self):
        identity = Identity.current()
        for address in (icons.address(identity, "512.png"), "/favicon.ico"):
            self.assertEqual(self.client.get(address).status_code, 200)


class StyleTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        Identity.objects.update(dark_accent="#8fd3c1")

    def sheets(self, path="/"):
        """The addresses of the style sheets that a page asks for: each is asked for once."""
        page = self.client.get(path).content.decode()
        return list(dict.fromkeys(re.findall(r'<link rel="stylesheet"[^>]* href="([^"]*)"', page)))

    def test_a_page_asks_for_one_which_holds_all_styles_and_then_what_was_chosen(self):
        for path in ("/", "/nothing/"):
            (address,) = self.sheets(path)
            answer = self.client.get(address)
            self.assertEqual(
                answer.content.decode(),
                f"{readers_styles()}\n"
                "@media(prefers-color-scheme:dark){:root{--accent:#8fd3c1}}",
            )
            self.assertEqual(answer["Cache-Control"], FOR_EVER)
            self.assertEqual(answer["Content-Type"], "text/css; charset=utf-8")

    def test_where_nothing_was_chosen_it_is_the_static_file(self):
        Identity.objects.update(dark_accent="", footer="<p>Riverside 1</p>")
        for path in ("/", "/nothing/"):
            self.assertEqual(self.sheets(path), ["/static/css/site.css"])

    def test_a_page_that_was_kept_is_led_to_the_present_one(self):
        kept = "/identity-0123456789abcdef.css"
        self.assertRedirects(self.client.get(kept), *self.sheets())
        Identity.objects.update(dark_accent="")
        self.assertRedirects(self.client.get(kept), "/static/css/site.css")

    def test_a_release_with_other_styles_has_another_address(self):
        with TemporaryDirectory() as folder, override_settings(BASE_DIR=Path(folder), DEBUG=True):
            styles = copytree(ROOT / "static" / "css", Path(folder, "static", "css"))
            (former,) = self.sheets()
            with (styles / "tokens.css").open("a") as tokens:
                tokens.write("p { color: teal; }\n")
            (present,) = self.sheets()
            self.assertNotEqual(former, present)
            self.assertRedirects(self.client.get(former), present)
            self.assertContains(self.client.get(present), "p { color: teal; }")

    def test_no_page_reads_the_styles_anew(self):
        before = self.sheets()
        with override_settings(BASE_DIR=Path("/nowhere")):
            self.assertEqual(self.sheets(), before)


class ManifestTests(TestCase):
    @override_settings(LANGUAGE_CODE="en")
    def test_it_names_the_publication_and_its_icons(self):
        Masthead.objects.update(name="Borderland", tagline="Where maps meet", language="pl")
        with self.assertNumQueries(1):
            answer = self.client.get("/manifest.webmanifest")
        self.assertEqual(answer["Content-Type"], "application/manifest+json; charset=utf-8")
        said = json.loads(answer.content)
        self.assertEqual(
            {name: said[name] for name in ("name", "description", "lang", "dir", "start_url")},
            {"name": "Borderland", "description": "Where maps meet", "lang": "pl", "dir": "ltr"}
            | {"start_url": "/"},
        )
        for icon in said["icons"]:
            side = int(icon["sizes"].partition("x")[0])
            self.assertEqual(drawn(self.client.get(icon["src"])).size, (side, side))
        self.assertEqual([icon["sizes"] for icon in said["icons"]], ["192x192", "512x512"])
