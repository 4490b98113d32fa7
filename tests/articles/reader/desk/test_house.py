"""The identity and the menus at the desk."""

import re
from html import unescape

from django.conf import settings
from django.test import TestCase

from articles.models import Menu, Redirect
from articles.models.choices import Stage
from articles.publishing.perform import perform
from newsroom.models import Identity, LedgerEntry
from newsroom.static_files import readers_styles
from tests.factories import (
    make_administrator,
    make_editor,
    make_funding_manager,
    make_page,
    make_picture,
    make_publisher,
    make_section,
    move_to,
    publish,
)
from tests.filling_in import filled_in

IDENTITY = "/desk/newsroom/identity/1/change/"
MENU = "/desk/articles/menu/main/change/"
STYLE = "/desk/newsroom/identity/style.css?accent=%230b5e4f"


class WhoTests(TestCase):
    def test_who_sets_the_masthead_sets_identity_and_menus_and_nobody_else(self):
        for make, status in (
            (make_editor, 403),
            (make_funding_manager, 403),
            (make_publisher, 200),
            (make_administrator, 200),
        ):
            self.client.force_login(make())
            for path in (IDENTITY, MENU, STYLE):
                with self.subTest(make.__name__, path=path):
                    self.assertEqual(self.client.get(path).status_code, status)

    def test_nobody_previews_who_may_not_change(self):
        self.client.force_login(make_editor())
        self.assertEqual(self.client.post(IDENTITY, {"_preview": "1"}).status_code, 403)

    def test_there_is_one_identity_and_there_are_two_menus(self):
        self.client.force_login(make_publisher())
        for path in ("newsroom/identity", "articles/menu"):
            self.assertEqual(self.client.get(f"/desk/{path}/add/").status_code, 403)
        self.assertEqual(self.client.get("/desk/newsroom/identity/1/delete/").status_code, 403)
        self.assertEqual(self.client.get("/desk/articles/menu/main/delete/").status_code, 403)


class IdentityTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.publisher = make_publisher()

    def setUp(self):
        self.client.force_login(self.publisher)

    def send(self, **typed):
        return self.client.post(IDENTITY, filled_in(self.client.get(IDENTITY), **typed))

    def errors(self, **typed):
        return self.send(**typed).context["adminform"].form.errors

    def test_a_colour_is_taken_however_it_is_typed(self):
        self.assertEqual(self.send(accent=" 0B5E4F ").status_code, 302)
        self.assertEqual(Identity.current().accent, "#0b5e4f")

    def test_what_is_refused_is_told_at_its_field(self):
        (words,) = self.errors(accent="#ffcc00")["accent"]
        self.assertIn("its contrast is 1.34 to 1", words)
        (words,) = self.errors(dark_accent="#0b5e4f")["dark_accent"]
        self.assertIn("hard to read", words)
        (words,) = self.errors(accent="red")["accent"]
        self.assertIn("as in #962a1e", words)
        (words,) = self.errors(logo=make_picture(300, 40))["logo"]
        self.assertIn("A logo is at least 72 pixels high.", words)
        (words,) = self.errors(dark_logo=make_picture(300, 80))["dark_logo"]
        self.assertIn("Upload the logo for light pages too", words)
        (words,) = self.errors(icon=make_picture(600, 500))["icon"]
        self.assertIn("This picture has 600 × 500 pixels.", words)
        (words,) = self.errors(icon=make_picture(64, 64))["icon"]
        self.assertIn("at least 512 pixels", words)
        (words,) = self.errors(share_picture=make_picture(1200, 400))["share_picture"]
        self.assertIn("at least 1200 × 630", words)

    def test_the_preview_is_the_front_page_with_it_and_saves_nothing(self):
        logo, icon = make_picture(400, 100), make_picture(512, 512)
        answer = self.send(
            _preview="1", accent="#0b5e4f", footer="<p>Riverside 1</p>", logo=logo, icon=icon
        )
        self.assertTemplateUsed(answer, "articles/home.html")
        self.assertContains(answer, "Riverside 1")
        self.assertContains(answer, "Nothing is saved yet", count=1)
        self.assertContains(answer, 'src="data:image/webp;base64,', count=1)
        self.assertContains(answer, 'href="data:image/png;base64,', count=2)
        self.assertContains(answer, 'width="400" height="100"')
        self.assertIn("data:", answer["Content-Security-Policy"])
        sheets = re.findall(r'rel="stylesheet" href="([^"]*)"', answer.content.decode())
        self.assertEqual(sheets[1:], ["/static/desk/preview.css"])
        told = self.client.get(unescape(sheets[0]))
        self.assertContains(told, "--accent:#0b5e4f")
        self.assertTrue(told.content.decode().startswith(readers_styles()))
        self.assertEqual(Identity.current().accent, "")
        self.assertFalse(LedgerEntry.objects.exists())

    def test_a_preview_of_what_would_be_refused_is_the_form_with_why(self):
        answer = self.send(_preview="1", accent="#ffcc00")
        self.assertContains(answer, "hard to read on the pages")

    def test_the_sheet_of_a_preview_holds_only_colours_and_faces(self):
        for asked in ("accent=red%3B%7D", "accent=%23ffcc00", "text_face=comic"):
            path = f"/desk/newsroom/identity/style.css?{asked}"
            self.assertEqual(self.client.get(path).status_code, 404, asked)


class MenuTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.publisher, cls.section = make_publisher(), make_section()

    def setUp(self):
        self.client.force_login(self.publisher)

    def send(self, **typed):
        """Fill in the empty row that a form without scripts has."""
        opened = self.client.get(f"{MENU}?plain=1")
        row = {f"entries-0-{name}": value for name, value in typed.items()}
        return self.client.post(f"{MENU}?plain=1", filled_in(opened, **row))

    def test_no_field_stands_twice_in_the_form(self):
        self.assertContains(self.client.get(MENU), 'name="seen"', count=1)

    def test_an_entry_is_added_without_scripts(self):
        self.assertEqual(self.send(section=self.section.pk, position=1).status_code, 302)
        entry = Menu.objects.get(pk="main").entries.get()
        self.assertEqual((entry.section, entry.label, entry.position), (self.section, "", 1))

    def test_one_that_leads_nowhere_is_refused_in_words(self):
        for typed, words in (
            (
                {"label": "Nowhere"},
                "Choose a section or a page, or write a link with the words for it.",
            ),
            ({"link": "//other.example/", "label": "Odd"}, "begins with one slash"),
            ({"link": "//[", "label": "Odd"}, "begins with one slash"),
            ({"link": "/nothing/at/all/", "label": "Lost"}, "There is nothing at this address."),
            ({"link": "/imprnt/", "label": "Imprint"}, "There is nothing at this address."),
            (
                {"link": f"{settings.SITE_URL}/nothing/at/all/", "label": "Lost"},
                "There is nothing at this address.",
            ),
        ):
            self.assertContains(self.send(**typed), words)

    def test_one_that_leads_to_a_page_or_to_where_one_was_is_taken(self):
        move_to(make_page("imprint"), Stage.PUBLISHED)
        for old in ("/about-us/", "/old/about.html"):
            Redirect.objects.create(old_path=old, new_path="/imprint/")
        taken = ("/imprint/", "/imprint/text/", "/about-us/", "/old/about.html", "/archive/#2026")
        for number, link in enumerate(taken):
            Menu.objects.get(pk="main").entries.all().delete()
            with self.subTest(link):
                self.assertEqual(self.send(link=link, label="L", position=number).status_code, 302)

    def test_a_menu_says_which_of_its_lines_readers_are_not_shown(self):
        menu, told = Menu.objects.get(pk="main"), "Readers are not shown these lines"
        page = publish(make_page("imprint"))
        menu.entries.create(link="/imprint/", label="Typed")
        menu.entries.create(page=page, label="Chosen")
        menu.entries.create(link="/archive/", label="Archive")
        self.assertNotContains(self.client.get(MENU), told)
        perform("withdraw", page, by=self.publisher, note="Old.")
        answer = self.client.get(MENU)
        self.assertContains(answer, told, count=1)
        self.assertEqual([one.label for one in answer.context["nowhere"]], ["Typed", "Chosen"])
