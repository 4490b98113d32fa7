"""Second factors: who needs one, how they are added and taken away, and what is kept of them."""

import json
import time
from datetime import timedelta
from io import StringIO

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.conf import settings
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import TestCase, override_settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from newsroom.models import LedgerEntry, Masthead, Session
from newsroom.signin import encryption
from tests.factories import make_editor
from tests.newsroom.signin.test_door import DoorTestCase

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
LONG_AGO = timezone.now() - timedelta(days=100)


def code_of(secret, steps=0):
    """What an authenticator app shows now, or showed so many half minutes ago (-1)."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


class NeedTests(DoorTestCase):
    def need(self, days, joined=LONG_AGO):
        day = timezone.localdate() + timedelta(days=days)
        Masthead.objects.update(second_factor_from=day)
        type(self.user).objects.update(date_joined=joined)
        self.client.force_login(self.user)

    def test_a_new_installation_needs_one_after_two_weeks(self):
        made = Masthead._meta.get_field("second_factor_from").default()
        self.assertEqual(made, timezone.localdate() + timedelta(days=14))

    def test_from_the_day_on_only_the_account_opens(self):
        self.need(days=0)
        for path in ("", "articles/article/", "articles/article/add/", "newsroom/masthead/"):
            self.assertRedirects(self.client.get(f"/desk/{path}"), "/desk/account/")
            answer = self.client.post(f"/desk/{path}", {"x": 1})
            self.assertContains(answer, "Nothing was saved", count=1, status_code=403)
        page = self.client.get("/desk/account/")
        self.assertContains(page, "Everybody at this desk needs a second factor")
        self.assertEqual(self.client.post("/desk/logout/").status_code, 200)

    def test_what_was_typed_before_the_day_is_shown_and_not_taken(self):
        self.need(days=0)
        typed = {"name": "Rivers", "_kept": "abc123"}
        origin = {"origin": "http://testserver"}
        answer = self.client.post("/desk/articles/section/add/", typed, headers=origin)
        self.assertContains(answer, "Rivers</textarea>", count=1, status_code=403)
        self.assertContains(answer, 'class="button" href="/desk/account/"', status_code=403)
        self.assertContains(answer, 'name="desk-answers" content="abc123"', status_code=403)
        self.assertEqual(answer.cookies.keys() & {"taken-abc123"}, set())

    def test_days_and_moments_are_written_as_everywhere_at_the_desk(self):
        self.need(days=3)
        day = date_format(timezone.localdate() + timedelta(days=3), "j M Y")
        for path in ("/desk/", "/desk/account/"):
            self.assertContains(self.client.get(path), f"From {day} on the desk", count=1)
        began = date_format(timezone.localtime(Session.objects.get().started_at), "j M Y, H:i")
        self.assertContains(self.client.get("/desk/account/"), f"since {began}, last", count=1)

    def test_before_the_day_the_first_page_reminds(self):
        self.need(days=3)
        self.assertContains(self.client.get("/desk/"), "the desk opens with a second factor only")
        Masthead.objects.update(second_factor_from=None)
        self.assertNotContains(self.client.get("/desk/"), "second factor")

    def test_whoever_is_new_has_two_weeks(self):
        self.need(days=-30, joined=timezone.now() - timedelta(days=13))
        self.assertEqual(self.client.get("/desk/").status_code, 200)
        self.need(days=-30, joined=timezone.now() - timedelta(days=15))
        self.assertRedirects(self.client.get("/desk/"), "/desk/account/")

    def test_who_has_one_is_let_through_and_recovery_codes_are_none(self):
        self.need(days=0)
        Authenticator.objects.create(user=self.user, type="recovery_codes", data={})
        self.assertRedirects(
            self.client.get("/desk/"), "/desk/account/", fetch_redirect_response=False
        )
        TOTP.activate(self.user, SECRET)
        self.assertEqual(self.client.get("/desk/").status_code, 200)

    def test_no_page_of_the_desk_is_open_before(self):
        """Over the addresses that there are: a page that is added is closed as well."""
        from django.contrib import admin

        self.need(days=0)
        names = {
            pattern.name
            for pattern in admin.site.get_urls()
            if getattr(pattern, "name", None) and not pattern.pattern.regex.groups
        }
        for name in names - {"login", "logout", "jsi18n"}:
            answer = self.client.get(reverse(f"admin:{name}"))
            self.assertRedirects(answer, "/desk/account/", fetch_redirect_response=False)


class AppTests(DoorTestCase):
    def add_app(self):
        self.come()
        page = self.client.get("/desk/account/app/")
        secret = page.context["form"].secret
        self.assertContains(page, "<svg")
        return secret, self.client.post("/desk/account/app/", {"code": code_of(secret)})

    def test_an_app_is_added_and_asked_for_and_recovery_codes_stand_in(self):
        secret, answer = self.add_app()
        self.assertRedirects(answer, "/desk/account/codes/", fetch_redirect_response=False)
        codes = self.client.get("/desk/account/codes/").context["unused_codes"]
        self.assertEqual(len(codes), 10)
        self.assertNotContains(self.client.get("/desk/account/codes/"), codes[0])
        self.client.post("/desk/logout/")

        cache.clear()
        answer = self.come(path="/desk/login/?next=/desk/articles/article/")
        self.assertRedirects(answer, "/desk/login/factor/")
        self.assertFalse(self.is_in())
        wrong = self.client.post("/desk/login/factor/", {"code": "000000"})
        self.assertContains(wrong, "This is not right")
        answer = self.client.post("/desk/login/factor/", {"code": code_of(secret)})
        self.assertRedirects(answer, "/desk/articles/article/")
        self.client.post("/desk/logout/")

        self.come()
        self.client.post("/desk/login/factor/", {"code": codes[0]})
        self.assertTrue(self.is_in())
        self.client.post("/desk/logout/")
        self.come()
        again = self.client.post("/desk/login/factor/", {"code": codes[0]})
        self.assertContains(again, "This is not right")
        told = [(one.verb, one.facts) for one in LedgerEntry.objects.order_by("number")]
        self.assertEqual(
            told,
            [
                ("sign in", {"by": ["password"]}),
                ("add factor", {"kind": "totp"}),
                ("sign in", {"by": ["password", "totp"]}),
                ("sign in", {"by": ["password", "recovery_codes"]}),
            ],
        )

    def test_the_code_that_adds_an_app_signs_nobody_in(self):
        self.come()
        secret = self.client.get("/desk/account/app/").context["form"].secret
        code = code_of(secret)
        self.client.post("/desk/account/app/", {"code": code})
        stranger = self.client_class()
        stranger.post("/desk/login/", {"login": "olena", "password": "right words"})
        page = stranger.post("/desk/login/factor/", {"code": code})
        self.assertContains(page, "or it was used before")
        self.assertEqual(stranger.get("/desk/").status_code, 302)

    def test_a_code_is_right_when_the_next_one_came_up_while_it_was_typed(self):
        TOTP.activate(self.user, SECRET)
        self.come()
        # Three ago: the two before may become one before, should the half minute end just now.
        old = self.client.post("/desk/login/factor/", {"code": code_of(SECRET, -3)})
        self.assertContains(old, "This is not right")
        self.client.post("/desk/login/factor/", {"code": code_of(SECRET, -1)})
        self.assertTrue(self.is_in())

    def test_a_code_is_good_once_for_as_long_as_it_is_right(self):
        app = TOTP.activate(self.user, SECRET)
        code = code_of(SECRET, 1)
        self.come()
        self.client.post("/desk/login/factor/", {"code": code})
        self.assertTrue(self.is_in())
        # What django-allauth forgets after half a minute.
        self.assertTrue(cache.delete(app._get_used_cache_key(code)))
        stranger = self.client_class()
        stranger.post("/desk/login/", {"login": "olena", "password": "right words"})
        page = stranger.post("/desk/login/factor/", {"code": code})
        self.assertContains(page, "or it was used before")
        self.assertEqual(stranger.get("/desk/").status_code, 302)

    def test_nobody_is_asked_for_a_passkey_that_they_do_not_have(self):
        TOTP.activate(self.user, SECRET)
        self.come()
        page = self.client.get("/desk/login/factor/")
        self.assertContains(page, "Write the code that your authenticator app shows")
        self.assertNotContains(page, "passkey")

    def test_codes_are_limited_as_passwords_are(self):
        TOTP.activate(self.user, SECRET)
        self.come()
        pages = [
            self.client.post("/desk/login/factor/", {"code": f"00000{number}"})
            for number in range(7)
        ]
        told = ["This is not right" in page.content.decode() for page in pages]
        self.assertEqual(told, [True] * 5 + [False] * 2)
        answer = self.client.post("/desk/login/factor/", {"code": code_of(SECRET)})
        self.assertContains(answer, "Too many attempts failed.")
        self.assertEqual(LedgerEntry.objects.filter(verb="lock out").count(), 1)

    def test_whoever_is_somebody_else_leaves_the_question_for_the_code(self):
        TOTP.activate(self.user, SECRET)
        self.come()
        self.assertRedirects(self.client.get("/desk/login/"), "/desk/login/factor/")
        self.client.post("/desk/login/else/")
        self.assertEqual(self.client.get("/desk/login/").status_code, 200)

    def test_a_sign_in_that_waits_for_a_code_ends_with_a_changed_password(self):
        TOTP.activate(self.user, SECRET)
        self.assertRedirects(self.come(), "/desk/login/factor/")
        self.user.set_password("other words")
        self.user.save()
        answer = self.client.post("/desk/login/factor/", {"code": code_of(SECRET)}, follow=True)
        self.assertRedirects(answer, "/desk/login/")
        self.assertContains(answer, "Your account was changed while you signed in.")
        self.assertFalse(self.is_in())
        self.assertFalse(LedgerEntry.objects.filter(verb="sign in").exists())
        cache.clear()
        self.assertRedirects(self.come(password="other words"), "/desk/login/factor/")
        self.client.post("/desk/login/factor/", {"code": code_of(SECRET)})
        self.assertTrue(self.is_in())

    def test_a_sign_in_that_waits_for_a_code_ends_with_the_account(self):
        TOTP.activate(self.user, SECRET)
        self.come()
        type(self.user).objects.update(is_active=False)
        answer = self.client.post("/desk/login/factor/", {"code": code_of(SECRET)})
        self.assertRedirects(answer, "/desk/login/")
        self.assertFalse(LedgerEntry.objects.filter(verb="sign in").exists())

    def test_a_change_of_factors_ends_all_other_sessions(self):
        other = self.client_class()
        other.force_login(self.user)
        self.add_app()
        self.assertEqual(other.get("/desk/").status_code, 302)
        self.assertTrue(self.is_in())
        other.force_login(self.user)
        self.client.post("/desk/account/app/remove/")
        self.assertFalse(Authenticator.objects.exists())
        self.assertEqual(other.get("/desk/").status_code, 302)
        self.assertTrue(self.is_in())

    def test_whoever_signed_in_a_while_ago_shows_once_more_that_it_is_them(self):
        self.client.force_login(self.user)
        answer = self.client.get("/desk/account/app/")
        self.assertRedirects(answer, "/desk/account/confirm/?next=/desk/account/app/")
        wrong = self.client.post("/desk/account/confirm/", {"password": "wrong words"})
        self.assertContains(wrong, "This is not your password.")
        right = {"password": "right words", "next": "/desk/account/app/"}
        answer = self.client.post("/desk/account/confirm/", right)
        self.assertRedirects(answer, "/desk/account/app/")

    def test_a_passkey_that_no_device_makes_is_refused_and_no_error(self):
        self.come()
        url = "/desk/account/keys/add/"
        self.client.get(url)
        made = {"clientDataJSON": "e30", "attestationObject": "AA"}
        key = {"rawId": "AA", "id": "AA", "type": "public-key", "response": made}
        for credential in (key, {"a": 1}, [1], "x"):
            page = self.client.post(url, {"name": "x", "credential": json.dumps(credential)})
            self.assertContains(page, "This is not right")

    def test_nobody_removes_the_passkey_of_somebody_else(self):
        other = make_editor()
        key = Authenticator.objects.create(
            user=other, type="webauthn", data={"name": "theirs", "credential": {}}
        )
        self.come()
        for ask in (self.client.get, self.client.post):
            self.assertEqual(ask(f"/desk/account/keys/{key.pk}/").status_code, 404)
        self.assertTrue(Authenticator.objects.filter(pk=key.pk).exists())


class ResetTests(DoorTestCase):
    def test_it_takes_all_factors_ends_all_sessions_and_tells_why(self):
        TOTP.activate(self.user, SECRET)
        self.client.force_login(self.user)
        call_command(
            "reset_factors", "olena", reason="Lost her phone; I called her.", stdout=StringIO()
        )
        self.assertFalse(Authenticator.objects.exists())
        self.assertFalse(Session.objects.exists())
        entry = LedgerEntry.objects.get()
        self.assertEqual(
            (entry.verb, entry.actor, entry.subject_key, entry.facts),
            (
                "reset factors",
                None,
                str(self.user.pk),
                {"kinds": ["totp"], "reason": "Lost her phone; I called her."},
            ),
        )

    def test_whoever_waits_for_a_code_meanwhile_signs_in_with_the_password(self):
        TOTP.activate(self.user, SECRET)
        self.come()
        call_command("reset_factors", "olena", reason="Lost her phone.", stdout=StringIO())
        page = self.client.get("/desk/login/factor/", follow=True)
        self.assertContains(page, "Your second factor was taken away. Sign in once more.")
        self.come()
        self.assertTrue(self.is_in())

    def test_every_refusal_is_a_sentence(self):
        for user, reason, words in (
            ("nobody", "Why.", "Nobody signs in with this name."),
            ("olena", " ", "Say why: the record keeps the reason."),
            ("olena", "Why.", "The account has no second factor."),
        ):
            with self.assertRaisesMessage(CommandError, words):
                call_command("reset_factors", user, reason=reason)


class EncryptionTests(TestCase):
    def test_nothing_that_makes_codes_is_stored_as_it_is(self):
        TOTP.activate(make_editor(), SECRET)
        stored = Authenticator.objects.get().data["secret"]
        self.assertNotIn(SECRET, stored)
        self.assertEqual(encryption.decrypt(stored), SECRET)

    def test_a_key_from_before_is_read_and_without_it_nothing_is(self):
        stored = encryption.encrypt(SECRET)
        with override_settings(SECRET_KEY="another"), self.assertRaises(encryption.Unreadable):
            encryption.decrypt(stored)
        with override_settings(SECRET_KEY="another", SECRET_KEY_FALLBACKS=[settings.SECRET_KEY]):
            self.assertEqual(encryption.decrypt(stored), SECRET)


class UnreadableTests(DoorTestCase):
    """The secret of an app was encrypted with a key that the newsroom does not have any more."""

    CANNOT = "Your code may be right, but this newsroom cannot check codes any more."
    LOGGER = "newsroom.signin.adapter"

    def setUp(self):
        super().setUp()
        with override_settings(SECRET_KEY="another"):
            TOTP.activate(self.user, SECRET)
            RecoveryCodes.activate(self.user)

    def send(self, code, path="/desk/login/factor/"):
        """The page that answers a code, and how many lines the log has of it."""
        with self.assertLogs(self.LOGGER, "ERROR") as log:
            page = self.client.post(path, {"code": code})
        (line,) = log.records
        self.assertIn("SECRET_KEY_FALLBACKS, then run encrypt_anew", line.getMessage())
        return page

    def test_whoever_types_a_code_is_told_that_it_cannot_be_checked_and_whom_to_ask(self):
        self.come()
        page = self.send(code_of(SECRET))
        self.assertContains(page, self.CANNOT)
        self.assertContains(page, "ask whoever runs its server")
        self.assertNotContains(page, "This is not right")
        self.assertFalse(self.is_in())

    def test_so_is_whoever_confirms_that_it_is_them(self):
        self.client.force_login(self.user)
        self.assertContains(self.send("123456", "/desk/account/confirm/code/"), self.CANNOT)

    def test_it_locks_nobody_out_on_record(self):
        self.come()
        for _number in range(5):
            self.send("000000")
        self.assertFalse(LedgerEntry.objects.filter(verb="lock out").exists())

    def test_a_code_that_can_be_checked_is_right_all_the_same(self):
        Authenticator.objects.filter(type="recovery_codes").delete()
        code = RecoveryCodes.activate(self.user).get_unused_codes()[0]
        self.come()
        self.send(code)
        self.assertTrue(self.is_in())

    def test_the_page_of_an_account_is_whole(self):
        self.client.force_login(self.user)
        with self.assertLogs(self.LOGGER, "ERROR"):
            self.assertContains(self.client.get("/desk/account/"), "Authenticator app")


class EncryptAnewTests(DoorTestCase):
    def anew(self, **keys):
        out = StringIO()
        with override_settings(**keys):
            call_command("encrypt_anew", stdout=out)
        return out.getvalue()

    def test_the_key_from_before_can_go_and_the_same_codes_are_right(self):
        TOTP.activate(self.user, SECRET)
        codes = RecoveryCodes.activate(self.user).get_unused_codes()
        key = Authenticator.objects.create(user=self.user, type="webauthn", data={"name": "mine"})
        said = self.anew(SECRET_KEY="another", SECRET_KEY_FALLBACKS=[settings.SECRET_KEY])
        self.assertEqual(
            said, "2 second factors are encrypted with SECRET_KEY. They need no other key.\n"
        )
        with override_settings(SECRET_KEY="another", SECRET_KEY_FALLBACKS=[]):
            kept = {one.type: one for one in Authenticator.objects.all()}
            self.assertTrue(kept["totp"].wrap().validate_code(code_of(SECRET)))
            self.assertEqual(kept["recovery_codes"].wrap().get_unused_codes(), codes)
        self.assertEqual(kept["webauthn"].data, key.data)

    def test_what_no_key_fits_is_named_and_stays_and_the_others_are_done(self):
        TOTP.activate(self.user, SECRET)
        with override_settings(SECRET_KEY="lost"):
            TOTP.activate(make_editor(username="petro"), SECRET)
        before = Authenticator.objects.get(user__username="petro").data
        keys = {"SECRET_KEY": "another", "SECRET_KEY_FALLBACKS": [settings.SECRET_KEY]}
        with self.assertRaisesMessage(CommandError, "No key fits the second factors of petro;"):
            self.anew(**keys)
        self.assertEqual(Authenticator.objects.get(user__username="petro").data, before)
        with override_settings(SECRET_KEY="another", SECRET_KEY_FALLBACKS=[]):
            secret = Authenticator.objects.get(user=self.user).data["secret"]
            self.assertEqual(encryption.decrypt(secret), SECRET)
