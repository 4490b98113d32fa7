"""A stranger who guesses locks nobody out of a browser in which they have signed in before."""

from datetime import timedelta
from unittest import mock

from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import User
from django.utils import timezone

from newsroom.models import LedgerEntry
from newsroom.signin import known
from tests.factories import make_editor
from tests.newsroom.signin.test_door import TOO_MANY, WRONG, DoorTestCase
from tests.newsroom.signin.test_factors import SECRET

# Strangers sit elsewhere: an address is limited by itself.
ELSEWHERE = {"REMOTE_ADDR": "203.0.113.9"}


class KnownTests(DoorTestCase):
    def lock(self, name="olena"):
        stranger = self.client_class()
        for number in range(6):
            given = {"login": name, "password": f"wrong {number}"}
            page = stranger.post("/desk/login/", given, **ELSEWHERE)
        self.assertContains(page, TOO_MANY)

    def sign_in_once(self, name="olena"):
        self.come(name)
        self.client.post("/desk/logout/")

    def test_whoever_signed_in_there_before_comes_in_while_strangers_are_locked_out(self):
        self.sign_in_once()
        self.lock()
        self.assertRedirects(self.come(), "/desk/")
        given = {"login": "olena", "password": "right words"}
        page = self.client_class().post("/desk/login/", given)
        self.assertContains(page, TOO_MANY)

    def test_it_opens_nothing_by_itself_and_is_limited_as_strictly(self):
        self.sign_in_once()
        pages = [self.come(password=f"wrong {number}") for number in range(7)]
        told = [WRONG in page.content.decode() for page in pages]
        self.assertEqual(told, [True] * 5 + [False] * 2)
        self.assertContains(self.come(), TOO_MANY)
        self.assertEqual(LedgerEntry.objects.filter(verb="lock out").count(), 1)

    def test_a_browser_is_known_for_whom_it_let_in_and_for_nobody_else(self):
        """Nor does what one account was given make another known: it is signed with the name."""
        make_editor(username="petro", password="right words")
        self.sign_in_once("petro")
        mine = self.client.cookies[known.cookie_of("petro")].value
        self.client.cookies[known.cookie_of("olena")] = mine
        self.lock()
        self.assertContains(self.come(), TOO_MANY)

    def test_a_password_that_is_right_without_its_second_factor_makes_no_browser_known(self):
        TOTP.activate(self.user, SECRET)
        self.come()
        self.assertNotIn(known.cookie_of("olena"), self.client.cookies)

    def test_it_is_for_the_desk_alone_no_script_reads_it_and_it_names_nobody(self):
        self.come()
        cookie = self.client.cookies[known.cookie_of("olena")]
        self.assertEqual(
            (cookie["path"], cookie["httponly"], cookie["samesite"], cookie["max-age"]),
            ("/desk/", True, "Strict", 180 * 24 * 60 * 60),
        )
        self.assertNotIn("olena", cookie.OutputString())

    def test_it_ends_after_half_a_year(self):
        self.sign_in_once()
        later = (timezone.now() + timedelta(days=181)).timestamp()
        with mock.patch("time.time", return_value=later):
            self.lock()
            self.assertContains(self.come(), TOO_MANY)

    def test_it_ends_with_another_name(self):
        self.sign_in_once()
        User.objects.filter(pk=self.user.pk).update(username="olha")
        self.lock("olha")
        self.assertContains(self.come("olha"), TOO_MANY)
