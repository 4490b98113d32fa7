"""The desk is where DESK_PATH says, and no page of an account opens for who must not pass."""

import re

from django.contrib.auth.models import User
from django.test import SimpleTestCase, override_settings
from django.urls import clear_url_caches, reverse

from newsroom import urls
from newsroom.models import Session
from newsroom.operation.desk_address import desk_stands_alone
from newsroom.signin.desk.urls import urlpatterns
from tests.factories import make_user
from tests.newsroom.signin.test_door import DoorTestCase

# What strangers are shown.
AT_THE_DOOR = {
    "account_login",
    "mfa_login_webauthn",
    "mfa_authenticate",
    "account_logout",
    "account_reset_password",
    "account_reset_password_from_key",
    # Asked by a page that stayed open when its session ended.
    "signed-in",
    "signed-in-again",
}
GIVEN = {"mfa_remove_webauthn": {"pk": 1}}


class ClosedTests(DoorTestCase):
    def test_every_page_of_an_account_sends_a_stranger_to_the_door(self):
        for name in {pattern.name for pattern in urlpatterns} - AT_THE_DOOR:
            url = reverse(name, kwargs=GIVEN.get(name))
            for ask in (self.client.get, self.client.post):
                with self.subTest(url, ask=ask.__name__):
                    answer = ask(url)
                    self.assertEqual(answer.status_code, 302)
                    self.assertTrue(answer.url.startswith("/desk/login/?next="), answer.url)

    def test_whoever_comes_to_the_address_of_a_button_is_led_to_its_page(self):
        """As by signing in, after the button was pressed without a session."""
        self.client.force_login(self.user)
        for name in ("account_mail", "account_end_sessions"):
            self.assertRedirects(self.client.get(reverse(name)), "/desk/account/")

    def test_every_page_of_an_account_asks_for_the_token_of_its_form(self):
        client = self.client_class(enforce_csrf_checks=True)
        client.force_login(self.user)
        for pattern in urlpatterns:
            if pattern.name == "account_reset_password_from_key":
                continue
            url = reverse(pattern.name, kwargs=GIVEN.get(pattern.name))
            self.assertEqual(client.post(url).status_code, 403, url)

    def test_no_page_of_somebody_else_is_named_by_a_key_but_that_of_a_passkey(self):
        """That one looks among its owner’s own."""
        keyed = {pattern.name for pattern in urlpatterns if pattern.pattern.regex.groups}
        self.assertEqual(keyed, {"mfa_remove_webauthn", "account_reset_password_from_key"})


class DeskPathTests(DoorTestCase):
    """The same addresses, made anew for another DESK_PATH."""

    def setUp(self):
        super().setUp()
        User.objects.filter(pk=self.user.pk).update(is_superuser=True)
        self.addCleanup(clear_url_caches)
        path = override_settings(DESK_PATH="back/room/")
        path.enable()
        self.addCleanup(path.disable)
        patterns = urls.addresses()
        where = override_settings(ROOT_URLCONF=type("Addresses", (), {"urlpatterns": patterns}))
        where.enable()
        self.addCleanup(where.disable)

    def test_all_of_it_is_there_and_nothing_leads_to_desk(self):
        answer = self.client.get("/back/room/")
        self.assertEqual(answer.url, "/back/room/login/?next=/back/room/")
        self.assertEqual(self.client.get("/desk/").status_code, 404)
        answer = self.come(path=answer.url)
        self.assertRedirects(answer, "/back/room/")
        for path in ("", "account/", "auth/user/", f"auth/user/{self.user.pk}/change/"):
            page = self.client.get(f"/back/room/{path}")
            self.assertEqual(page.headers["X-Robots-Tag"], "noindex, nofollow")
            links = re.findall(r'(?:href|action)="(/[^"]*)"', page.content.decode())
            self.assertIn("/back/room/", links)
            self.assertEqual([one for one in links if one.startswith("/desk/")], [])


class AloneTests(SimpleTestCase):
    def test_the_desk_takes_no_address_of_readers(self):
        for path in ("funding/", "author/desk/", "preview/", "static/", "media/", "healthz/"):
            with self.subTest(path), override_settings(DESK_PATH=path):
                (told,) = desk_stands_alone(None)
                self.assertEqual((told.id, told.is_serious()), ("newsroom.E003", True))
        for path in ("desk/", "back/room/", "fund/"):
            with self.subTest(path), override_settings(DESK_PATH=path):
                self.assertEqual(desk_stands_alone(None), [])


class CostTests(DoorTestCase):
    def test_the_list_of_sessions_costs_the_same_for_one_and_for_thirty(self):
        boss = make_user(is_superuser=True)
        self.client.force_login(boss)
        url = reverse("admin:auth_user_sessions", args=[boss.pk])
        for count in (1, 30):
            while Session.objects.count() < count:
                self.client_class().force_login(boss)
            for path, queries in (("/desk/account/", 9), (url, 5)):
                with self.subTest(path, count=count), self.assertNumQueries(queries):
                    self.client.get(path)
