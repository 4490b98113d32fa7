from django.contrib import admin
from django.test import TestCase
from django.urls import reverse

from newsroom.desk.navigation import PAGES
from tests.factories import (
    make_contributor,
    make_editor,
    make_funding_manager,
    make_publisher,
    make_user,
)


def lists_open_to(request):
    """The lists of the desk that Django itself would show whoever asks."""
    apps = admin.site.get_app_list(request)
    return {model["admin_url"] for app in apps for model in app["models"] if model["admin_url"]}


class NavigationTests(TestCase):
    def rooms(self, person, path="/desk/"):
        self.client.force_login(person)
        self.answer = self.client.get(path)
        return self.answer.context["navigation"]

    def test_everybody_is_led_to_what_they_may_open_and_to_nothing_else(self):
        people = [
            make_contributor(),
            make_editor(),
            make_publisher(),
            make_funding_manager(),
            make_user(is_superuser=True),
            make_user(username="no role"),
        ]
        for person in people:
            with self.subTest(person=person.get_username()):
                shown = [one.url for room in self.rooms(person) for one in room.entries]
                others = {
                    reverse(page.url_name) for page in PAGES if person.has_perm(page.permission)
                }
                lists = lists_open_to(self.answer.wsgi_request)
                self.assertEqual(sorted(shown), sorted([*lists, *others]))

    def test_every_page_that_is_no_list_opens_for_who_is_led_there(self):
        self.rooms(make_user(is_superuser=True))
        for page in PAGES:
            with self.subTest(page.url_name):
                self.assertEqual(self.client.get(reverse(page.url_name)).status_code, 200)

    def test_a_writer_has_the_rooms_of_a_writer(self):
        labels = [room.label for room in self.rooms(make_contributor())]
        self.assertEqual(labels, ["Pieces", "Calendar", "Photos", "Authors", "Funding"])

    def test_the_name_of_a_room_leads_to_what_it_is_about(self):
        rooms = {str(room.label): room.url for room in self.rooms(make_user(is_superuser=True))}
        self.assertEqual(
            rooms,
            {
                "Pieces": "/desk/articles/article/",
                "Calendar": "/desk/articles/publishedversion/calendar/",
                "Front page": "/desk/articles/frontblock/",
                "Photos": "/desk/articles/photo/",
                "Authors": "/desk/authors/author/",
                "Funding": "/desk/funding/grant/",
                "House": "/desk/newsroom/masthead/",
            },
        )

    def test_one_page_is_marked_as_the_one_that_is_open(self):
        for path, here in (
            ("/desk/articles/article/add/", ["Articles"]),
            (reverse("admin:articles_reissue_worklist"), ["Disclosures to decide"]),
            ("/desk/", []),
        ):
            with self.subTest(path):
                rooms = self.rooms(make_user(username=path, is_superuser=True), path)
                marked = [one.label for room in rooms for one in room.entries if one.is_here]
                self.assertEqual(marked, here)

    def test_nobody_is_led_anywhere_before_they_signed_in(self):
        self.assertNotContains(self.client.get("/desk/login/"), "rooms-nav")


class TitleTests(TestCase):
    def test_a_list_is_called_what_it_lists(self):
        """Django calls it “Select … to change”, of whoever may change nothing in it as well."""
        self.client.force_login(make_user(is_superuser=True))
        for model, page in admin.site._registry.items():
            opts = model._meta
            answer = self.client.get(
                reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist")
            )
            if answer.status_code == 302:
                continue
            with self.subTest(opts.label):
                title = answer.context["title"]
                self.assertEqual(title.lower(), opts.verbose_name_plural.lower())
                self.assertTrue(page.room)
