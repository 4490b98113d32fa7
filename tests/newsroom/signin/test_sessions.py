"""Sessions last while somebody works, are listed without their keys, and end when they should."""

from datetime import timedelta
from io import StringIO
from unittest import mock

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.test import RequestFactory, override_settings
from django.urls import reverse
from django.utils import timezone

from newsroom.models import LedgerEntry, Masthead, Session
from newsroom.signin import sessions
from newsroom.signin.store import SessionStore
from tests.factories import make_contributor, make_editor, make_user
from tests.newsroom.signin.test_door import DoorTestCase
from tests.newsroom.signin.test_factors import SECRET

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"


class LastingTests(DoorTestCase):
    def later(self, **ago):
        """The clock as it will show it, for Django and for us."""
        return mock.patch(
            "django.utils.timezone.now", return_value=timezone.now() + timedelta(**ago)
        )

    def test_it_goes_on_while_somebody_works_and_ends_after_twelve_hours_without(self):
        self.client.force_login(self.user)
        for hours in (11, 22, 33):
            with self.later(hours=hours):
                self.assertTrue(self.is_in())
        with self.later(hours=33 + 13):
            self.assertFalse(self.is_in())

    def test_it_ends_after_two_weeks_whatever_is_done(self):
        Masthead.objects.update(second_factor_from=None)
        self.client.force_login(self.user)
        for hours in range(10, 14 * 24, 10):
            with self.later(hours=hours):
                self.assertTrue(self.is_in(), hours)
        with self.later(hours=14 * 24 + 1):
            self.assertFalse(self.is_in())

    def test_a_page_writes_nothing_within_five_minutes_of_the_last(self):
        self.client.force_login(self.user)
        before = Session.objects.get().seen_at
        self.is_in()
        self.assertEqual(Session.objects.get().seen_at, before)
        with self.later(minutes=6):
            self.is_in()
        self.assertGreater(Session.objects.get().seen_at, before)

    def test_the_cookie_lasts_as_long_as_a_session_can(self):
        """The row decides: nobody is sent a new cookie for having worked."""
        self.come()
        age = self.client.cookies["sessionid"]["max-age"]
        self.assertLessEqual(14 * 24 * 60 * 60 - age, 5)

    def test_what_keeps_a_session_from_being_stored_keeps_nobody_from_reading(self):
        self.client.force_login(self.user)
        with self.later(minutes=6):
            with override_settings(READ_ONLY=True):
                self.assertTrue(self.is_in())
            with mock.patch.object(SessionStore, "save", side_effect=OperationalError("full")):
                self.assertTrue(self.is_in())

    def test_a_page_of_readers_is_the_same_for_whoever_is_signed_in(self):
        self.client.force_login(self.user)
        strangers = self.client_class().get("/")
        with self.later(minutes=6):
            own = self.client.get("/")
        self.assertEqual(own.headers.get("Vary"), strangers.headers.get("Vary"))
        self.assertNotIn("Cookie", own.headers.get("Vary", ""))

    def test_what_is_kept_of_a_sign_in_that_waits_ends_after_an_hour_and_is_forgotten(self):
        TOTP.activate(self.user, SECRET)
        self.client_class().post("/desk/login/", {"login": "olena", "password": "right words"})
        Authenticator.objects.all().delete()
        kept = Session.objects.get()
        self.assertIsNone(kept.user)
        self.assertLess(kept.expire_date, timezone.now() + timedelta(minutes=61))
        Session.objects.update(expire_date=timezone.now())
        self.come()
        self.assertEqual([one.user for one in Session.objects.all()], [self.user])


class OwnTests(DoorTestCase):
    def test_the_list_tells_the_kind_of_browser_and_neither_address_nor_key(self):
        self.client.post(
            "/desk/login/",
            {"login": "olena", "password": "right words"},
            headers={"User-Agent": FIREFOX},
            REMOTE_ADDR="203.0.113.5",
        )
        page = self.client.get("/desk/account/")
        self.assertContains(page, "Firefox, Windows")
        row = Session.objects.get()
        self.assertNotContains(page, row.session_key)
        self.assertNotIn("203.0.113", f"{page.content} {vars(row)} {row.get_decoded()}")

    def test_one_session_is_ended_and_then_all_but_this_one(self):
        others = [self.client_class() for _number in range(3)]
        for other in others:
            other.force_login(self.user)
        self.come()
        handle = sessions.Session.objects.get(pk=others[0].session.session_key).handle
        self.client.post("/desk/account/sessions/", {"session": handle})
        self.assertEqual([o.get("/desk/").status_code for o in others], [302, 200, 200])
        self.client.post("/desk/account/sessions/")
        self.assertEqual([o.get("/desk/").status_code for o in others], [302, 302, 302])
        self.assertTrue(self.is_in())
        told = LedgerEntry.objects.filter(verb="end sessions").order_by("number")
        self.assertEqual([one.facts for one in told], [{"count": 1}, {"count": 2}])

    def test_nobody_ends_the_session_of_somebody_else(self):
        other = self.client_class()
        other.force_login(make_editor())
        handle = Session.objects.get().handle
        self.come()
        self.client.post("/desk/account/sessions/", {"session": handle})
        self.assertEqual(other.get("/desk/").status_code, 200)

    def test_nothing_ends_by_the_address_of_the_button(self):
        other = self.client_class()
        other.force_login(self.user)
        self.come()
        self.assertRedirects(self.client.get("/desk/account/sessions/"), "/desk/account/")
        self.assertEqual(other.get("/desk/").status_code, 200)

    def test_a_changed_password_ends_all_others_and_is_told(self):
        other = self.client_class()
        other.force_login(self.user)
        self.come()
        new = "other words of mine"
        given = {"oldpassword": "right words", "password1": new, "password2": new}
        self.assertRedirects(self.client.post("/desk/account/password/", given), "/desk/account/")
        self.assertEqual(other.get("/desk/").status_code, 302)
        self.assertTrue(self.is_in())
        self.assertEqual(Session.objects.filter(user=self.user).count(), 1)
        entry = LedgerEntry.objects.first()
        self.assertEqual((entry.verb, entry.actor, entry.facts), ("set password", self.user, {}))


class OthersTests(DoorTestCase):
    def url(self, user):
        return reverse("admin:auth_user_sessions", args=[user.pk])

    def test_whoever_keeps_people_sees_and_ends_them(self):
        other = self.client_class()
        other.force_login(self.user)
        self.client.force_login(make_user(is_superuser=True))
        page = self.client.get(self.url(self.user))
        self.assertContains(page, "last at work")
        self.assertNotContains(page, other.session.session_key)
        self.client.post(self.url(self.user))
        self.assertEqual(other.get("/desk/").status_code, 302)
        entry = LedgerEntry.objects.get()
        self.assertEqual((entry.verb, entry.subject_key), ("end sessions", str(self.user.pk)))

    def test_nobody_else_does(self):
        boss = make_user(is_superuser=True)
        keeper = make_contributor()
        keeper.user_permissions.add(*permissions("view_user", "change_user"))
        self.client.force_login(keeper)
        for user in (boss, self.user):
            for ask in (self.client.get, self.client.post):
                self.assertEqual(ask(self.url(user)).status_code, 403)
        self.client.force_login(self.user)
        for ask in (self.client.get, self.client.post):
            self.assertEqual(ask(self.url(self.user)).status_code, 403)
        self.client.logout()
        self.assertEqual(self.client.get(self.url(self.user)).status_code, 302)

    def test_who_is_made_inactive_has_no_session_left(self):
        self.client.force_login(make_user(is_superuser=True))
        from tests.filling_in import filled_in

        sessions_of = Session.objects.filter(user=self.user)
        self.client_class().force_login(self.user)
        self.assertEqual(sessions_of.count(), 1)
        url = reverse("admin:auth_user_change", args=[self.user.pk])
        given = filled_in(self.client.get(url))
        given.pop("is_active")
        self.assertEqual(self.client.post(url, given).status_code, 302)
        self.assertEqual(sessions_of.count(), 0)

    def test_a_command_ends_those_of_one_or_of_everybody(self):
        for user in (self.user, make_editor(username="petro")):
            self.client_class().force_login(user)
        out = StringIO()
        call_command("end_sessions", "petro", stdout=out)
        self.assertEqual([one.user for one in Session.objects.all()], [self.user])
        call_command("end_sessions", stdout=out)
        self.assertFalse(Session.objects.exists())
        with self.assertRaisesMessage(CommandError, "Nobody signs in with this name."):
            call_command("end_sessions", "nobody")


class BrowserNameTests(DoorTestCase):
    def test_it_is_what_people_call_it(self):
        ask = RequestFactory()
        for agent, words in (
            (FIREFOX, "Firefox, Windows"),
            (
                "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) "
                "Chrome/140.0.0.0 Mobile Safari/537.36",
                "Chrome, Android",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 "
                "(KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
                "Safari, iPhone",
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like "
                "Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0",
                "Edge, Mac",
            ),
            ("<script>", "unknown browser"),
        ):
            self.assertEqual(
                sessions.browser_of(ask.get("/", headers={"User-Agent": agent})), words
            )


def permissions(*codenames):
    from django.contrib.auth.models import Permission

    return Permission.objects.filter(codename__in=codenames)
