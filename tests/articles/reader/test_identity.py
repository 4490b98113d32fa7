"""What stands around every page of readers: the identity and the menus that the desk set."""

import re
from pathlib import PurePosixPath

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import RequestFactory, TestCase

from articles.models import MenuEntry, Redirect
from articles.models.choices import Stage
from articles.publishing.perform import perform
from articles.reader.frame import Frame
from newsroom.identity.faces import Chosen
from newsroom.models import Identity, Masthead
from tests.factories import (
    make_article,
    make_page,
    make_picture,
    make_publisher,
    make_section,
    publish,
)


class IdentityTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        Masthead.objects.update(name="Borderland")
        cls.identity = Identity.current()
        cls.identity.logo = make_picture(560, 112, colour="teal")
        cls.identity.save()

    def page(self, path="/"):
        return self.client.get(path).content.decode()

    def test_whatever_was_set_the_frame_of_a_page_costs_one_query(self):
        Identity.objects.update(
            accent="#0b5e4f", text_face=Chosen.LITERATA, footer="<p>Riverside 1</p>"
        )
        section = make_section()
        make_article(stage=Stage.PUBLISHED, section=section)
        for number in (1, 29):
            for place in range(number):
                MenuEntry.objects.create(menu_id="main", section=section, position=place)
                MenuEntry.objects.create(menu_id="footer", link="/about/", label="About")
            frame = Frame(RequestFactory().get("/"))
            with self.assertNumQueries(1):
                told = (frame.identity.style, frame.main_menu, frame.footer_menu, frame.sections)
            self.assertTrue(all(told))

    def test_the_logo_stands_for_the_name_and_takes_its_room_before_it_is_there(self):
        page = self.page("/corrections/")
        (logo,) = re.findall(r"<img class=\"masthead__logo[^>]*>", page)
        self.assertIn('width="560" height="112"', logo)
        self.assertIn('alt="Borderland"', logo)
        address = re.search(r'src="([^"]*)"', logo)[1]
        self.assertEqual(self.client.get(address)["Content-Type"], "image/webp")
        self.assertIn("masthead__logo--plate", logo)

    def test_dark_pages_have_their_own_logo_and_need_no_plate(self):
        self.identity.dark_logo = make_picture(560, 112, colour="white")
        self.identity.save()
        page = self.page()
        self.assertEqual(page.count('media="screen and (prefers-color-scheme: dark)" srcset='), 1)
        self.assertNotIn("masthead__logo--plate", page)

    def test_the_page_asks_at_once_for_the_letters_of_its_language(self):
        Identity.objects.update(text_face=Chosen.LITERATA)
        for language, pieces in (
            ("en", ["latin"]),
            ("pl", ["latin", "latin-ext"]),
            ("uk", ["cyrillic", "latin"]),
        ):
            article = make_article(stage=Stage.PUBLISHED, language=language)
            asked = re.findall(
                r'rel="preload"[^>]*literata-([a-z-]+)\.woff2', self.page(article.path)
            )
            self.assertEqual(asked, pieces)

    def test_a_page_without_a_picture_of_its_own_is_shared_with_that_of_the_house(self):
        self.identity.share_picture = make_picture(1300, 700, colour="teal")
        self.identity.save()
        make_article(stage=Stage.PUBLISHED)
        for path in ("/", "/funding/", make_article(stage=Stage.PUBLISHED).path):
            (shared,) = re.findall(r'property="og:image" content="([^"]*)"', self.page(path))
            self.assertIn("/pictures/share-1200-5/", shared, path)
            self.assertIn(PurePosixPath(self.identity.share_picture.name).stem, shared, path)

    def test_what_stands_at_the_foot_is_sanitised_however_it_came(self):
        Identity.objects.update(footer='<p>Riverside 1 <script src="/x.js"></script></p>')
        page = self.page()
        self.assertIn("Riverside 1", page)
        self.assertNotIn("x.js", page)

    def test_icons_and_manifest_are_named_on_every_page(self):
        make_article(stage=Stage.PUBLISHED, section=make_section("Essays"))
        for path in ("/", "/section/essays/", "/funding/", "/nothing/"):
            page = self.page(path)
            for named in ('rel="icon"', 'rel="apple-touch-icon"', 'rel="manifest"', "theme-color"):
                self.assertIn(named, page, path)

    def test_the_database_is_given_no_colour_that_cannot_be_read_and_none_that_is_none(self):
        for name, colour in (
            ("accent", "#ffff00"),
            ("dark_accent", "#333333"),
            ("accent", "red;}"),
            ("accent", "#12345"),
        ):
            with self.subTest(colour), self.assertRaises(ValidationError):
                Identity.objects.update(**{name: colour})


class MenuTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.essays, cls.empty = make_section("Essays"), make_section("Empty")
        make_article(stage=Stage.PUBLISHED, section=cls.essays)
        make_article(stage=Stage.PUBLISHED, section=make_section("Books"))

    def links(self, part, path="/"):
        """What a part of the page leads to, in its order."""
        page = self.client.get(path).content.decode()
        (found,) = re.finditer(rf'<(nav|ul) class="{part}".*?</\1>', page, re.DOTALL)
        linked = re.findall(r'<a (?:rel="payment" )?href="([^"]*)"[^>]*>(.*?)</a>', found[0])
        return [(url, re.sub(r"<.*?>", "", words)) for url, words in linked]

    def test_without_entries_the_sections_stand_there_in_which_there_is_something_to_read(self):
        self.assertEqual(
            self.links("masthead__nav"),
            [
                ("/section/books/", "Books"),
                ("/section/essays/", "Essays"),
                ("/funding/", "Who funds us"),
                ("/search/", "Search"),
            ],
        )

    def test_entries_stand_in_their_order_and_a_section_only_while_there_is_something_in_it(self):
        entries = MenuEntry.objects
        entries.create(menu_id="main", link="https://shop.example/", label="Shop", position=2)
        entries.create(menu_id="main", section=self.essays, position=1)
        entries.create(menu_id="main", section=self.empty, position=0)
        entries.create(menu_id="footer", link="/about/", label="About")
        self.assertEqual(
            self.links("masthead__nav"),
            [
                ("/section/essays/", "Essays"),
                ("https://shop.example/", "Shop"),
                ("/funding/", "Who funds us"),
                ("/search/", "Search"),
            ],
        )

    def test_an_entry_of_the_page_that_is_open_says_so(self):
        page = self.client.get("/section/essays/").content.decode()
        self.assertIn('<a href="/section/essays/" aria-current="page">', page)

    def test_who_paid_is_a_step_away_whatever_a_menu_holds_and_stands_there_once(self):
        for menu, part in (("main", "masthead__nav"), ("footer", "footer__links")):
            MenuEntry.objects.create(menu_id=menu, link="/corrections/", label="Mistakes")
            self.assertIn(("/funding/", "Who funds us"), self.links(part))
            MenuEntry.objects.create(menu_id=menu, link="/funding/", label="Money", position=9)
            leading = [words for url, words in self.links(part) if url == "/funding/"]
            self.assertEqual(leading, ["Money"])

    def test_the_foot_lists_pages_and_archive_until_it_has_entries(self):
        about = publish(make_page(title="About us", slug="about"))
        fixed = [("/funding/", "Who funds us"), ("/corrections/", "Corrections")]
        self.assertEqual(
            self.links("footer__links")[:4],
            [("/about/", "About us"), ("/archive/", "Archive"), *fixed],
        )
        draft = make_page(title="Imprint", slug="imprint")
        entries = MenuEntry.objects
        entries.create(menu_id="footer", section=self.essays, label="Read", position=1)
        entries.create(menu_id="footer", page=about, position=2)
        entries.create(menu_id="footer", page=draft, position=3)
        self.assertEqual(
            self.links("footer__links")[:4],
            [("/section/essays/", "Read"), ("/about/", "About us"), *fixed],
        )

    def test_what_was_typed_is_shown_while_readers_see_what_it_leads_to(self):
        about, piece = publish(make_page(slug="about")), make_article(stage=Stage.PUBLISHED)
        Redirect.objects.create(old_path="/former", new_path="/about/#team")
        typed = ["/about/", "/about", "/about/?from=menu#team", "/former/", piece.path, "/archive/"]
        for position, link in enumerate([*typed, "https://shop.example/about/"]):
            entry = {"menu_id": "footer", "label": "L", "position": position}
            MenuEntry.objects.create(link=link, **entry)

        def shown():
            found = [url for url, _words in self.links("footer__links")]
            return found[: found.index("/funding/")]

        self.assertEqual(shown(), [*typed, "https://shop.example/about/"])
        perform("withdraw", about, by=make_publisher(), note="Old.")
        self.assertEqual(shown(), [piece.path, "/archive/", "https://shop.example/about/"])
        perform("withdraw", piece, by=make_publisher(), note="Old.")
        self.assertEqual(shown(), ["/archive/", "https://shop.example/about/"])
        Redirect.objects.create(old_path="/about", new_path="/archive/")
        self.assertEqual(shown(), [*typed[:4], "/archive/", "https://shop.example/about/"])

    def test_the_title_of_a_page_is_in_its_language_and_words_of_ours_in_that_of_the_house(self):
        page = publish(make_page(title="O nas", slug="o-nas", language="pl"))
        for label, said in (("", '<bdi lang="pl">O nas</bdi>'), ("Us", '<bdi lang="en">Us</bdi>')):
            MenuEntry.objects.all().delete()
            MenuEntry.objects.create(menu_id="footer", page=page, label=label)
            self.assertIn(said, self.client.get("/").content.decode())

    def test_the_database_refuses_an_entry_that_leads_nowhere_or_to_two_places(self):
        for fields in (
            {"label": "Nowhere"},
            {"link": "/about/"},
            {"link": "/about/", "section": self.essays, "label": "Both"},
            {"page": make_page(), "section": self.essays, "label": "Both"},
        ):
            with self.subTest(fields), self.assertRaises(IntegrityError), transaction.atomic():
                MenuEntry.objects.create(menu_id="main", **fields)

    def test_no_door_lets_in_a_link_that_misleads(self):
        for link in (
            "javascript:alert(1)",
            "//other.example/",
            "about",
            "ftp://a.example",
        ):
            with self.subTest(link), self.assertRaises(ValidationError), transaction.atomic():
                MenuEntry.objects.create(menu_id="main", link=link, label="Somewhere")
