"""Who comes in at the door of the desk, and what a stranger learns there."""

from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.core.signals import request_finished
from django.db import close_old_connections, connection
from django.test import RequestFactory, TestCase, override_settings
from django.test.client import ClientHandler
from django.test.utils import CaptureQueriesContext

from newsroom.models import LedgerEntry
from tests.factories import make_editor, make_user

LOGGER = "newsroom.refusals"
WRONG = "The name or the password is wrong."
TOO_MANY = "Too many attempts failed."


class DoorTestCase(TestCase):
    """Each test counts failures from nought."""

    @classmethod
    def setUpTestData(cls):
        cls.user = make_editor(username="olena", password="right words")

    def setUp(self):
        cache.clear()

    def come(self, name="olena", password="right words", path="/desk/login/", **extra):
        return self.client.post(path, {"login": name, "password": password}, **extra)

    def is_in(self):
        return self.client.get("/desk/").status_code == 200


class SignInTests(DoorTestCase):
    def test_who_signs_in_goes_on_to_where_they_wanted(self):
        answer = self.come(path="/desk/login/?next=/desk/articles/article/")
        self.assertRedirects(answer, "/desk/articles/article/")
        self.client.post("/desk/logout/")
        self.assertFalse(self.is_in())
        self.assertRedirects(self.come(), "/desk/")

    def test_nobody_is_led_to_another_site(self):
        addresses = ("https://evil.example/", "//evil.example/", "javascript:alert(1)")
        for elsewhere in (*addresses, "http://[", "//[testserver/desk/"):
            page = self.client.get("/desk/login/", {"next": elsewhere})
            self.assertEqual(page.status_code, 200)
            answer = self.client.post(
                "/desk/login/",
                {"login": "olena", "password": "right words", "next": elsewhere},
            )
            self.assertRedirects(answer, "/desk/")
            self.client.post("/desk/logout/")

    def test_unknown_inactive_and_outside_people_get_the_same_answer(self):
        make_editor(username="gone", password="right words", is_active=False)
        make_user(username="reader", password="right words", is_staff=False)
        make_user(username="invited")
        pages = {}
        for name in ("olena", "gone", "reader", "invited", "nobody"):
            cache.clear()
            page = self.come(name, "right words" if name != "olena" else "wrong words")
            self.assertContains(page, WRONG)
            token = page.context["csrf_token"]
            pages[name] = page.content.decode().replace(str(token), "").replace(name, "NAME")
        self.assertEqual(len(set(pages.values())), 1)

    def test_a_password_is_hashed_once_whoever_is_asked_about(self):
        """The time of an answer tells nothing: hashing is nearly all of it."""
        make_editor(username="gone", password="right words", is_active=False)
        make_user(username="invited")
        from django.contrib.auth import hashers

        hasher, encode = hashers.get_hasher(), hashers.get_hasher().encode
        for name in ("olena", "gone", "invited", "nobody"):
            counted = []

            def counting(*given, **more):
                counted.append(given)
                return encode(*given, **more)

            hasher.encode = counting
            self.addCleanup(setattr, hasher, "encode", encode)
            self.come(name, "wrong words")
            self.assertEqual(len(counted), 1, name)

    def test_whoever_is_made_inactive_or_no_staff_is_out_at_once(self):
        for change in ({"is_active": False}, {"is_staff": False}):
            self.client.force_login(self.user)
            self.assertTrue(self.is_in())
            type(self.user).objects.filter(pk=self.user.pk).update(**change)
            self.assertFalse(self.is_in())
            type(self.user).objects.update(is_active=True, is_staff=True)

    def test_nobody_signs_up(self):
        for path in ("signup/", "login/signup/", "account/signup/"):
            self.assertEqual(self.client.get(f"/desk/{path}").status_code, 302, path)
            self.assertEqual(self.client.post(f"/desk/{path}").status_code, 403, path)

    def test_the_secrets_of_factors_have_no_page_at_the_desk(self):
        from django.contrib import admin

        self.assertNotIn(Authenticator, admin.site._registry)

    def test_the_desk_and_its_door_are_in_no_search_engine(self):
        for path in ("login/", "login/forgotten/", "", "nothing/", "account/"):
            answer = self.client.get(f"/desk/{path}")
            self.assertEqual(answer.headers["X-Robots-Tag"], "noindex, nofollow", path)
        self.assertContains(self.client.get("/desk/login/"), '<meta name="robots"')
        self.assertNotIn("X-Robots-Tag", self.client.get("/").headers)
        self.assertNotContains(self.client.get("/robots.txt"), "desk")


class LimitTests(DoorTestCase):
    def test_thirty_wrong_passwords_are_not_all_answered(self):
        answers = [self.come(password=f"wrong {number}") for number in range(30)]
        answered = [page for page in answers if WRONG in page.content.decode()]
        self.assertEqual(len(answered), 5)

    def test_the_right_password_is_refused_in_the_same_words_while_locked(self):
        for number in range(6):
            last = self.come(password=f"wrong {number}")
        self.assertContains(last, TOO_MANY)
        self.assertContains(self.come(), TOO_MANY)
        self.assertFalse(self.is_in())

    def test_whoever_is_at_work_stays_there(self):
        self.client.force_login(self.user)
        stranger = self.client_class()
        for number in range(8):
            stranger.post("/desk/login/", {"login": "olena", "password": f"wrong {number}"})
        self.assertTrue(self.is_in())

    def test_an_address_is_limited_over_all_names(self):
        pages = [self.come(f"name{number}", "wrong words") for number in range(12)]
        told = [WRONG in page.content.decode() for page in pages]
        self.assertEqual(told, [True] * 10 + [False] * 2)
        self.assertContains(pages[-1], f"{TOO_MANY} Wait 1 minute, then")

    def test_whoever_is_refused_is_told_how_long_the_limit_lasts_that_is_full(self):
        limits = {"login_failed": "4/2h/ip,2/7m/key", "lock_out": "1/7m/key"}
        with override_settings(ACCOUNT_RATE_LIMITS=limits):
            for _number in range(3):
                page = self.come(password="wrong")
            self.assertContains(page, f"{TOO_MANY} Wait 7 minutes, then")
            for name in ("a", "b"):
                page = self.come(name, "wrong")
            self.assertContains(page, f"{TOO_MANY} Wait 2 hours, then")

    @override_settings(
        ACCOUNT_RATE_LIMITS={
            "login": "1/2h/ip",
            "change_password": "1/3h/user",
            "reset_password_from_key": "1/4h/ip",
            "reauthenticate": "1/5h/user",
        },
        MFA_RATE_LIMITS={"webauthn_login": "1/6h/ip"},
    )
    def test_every_page_that_is_limited_tells_its_own_limit(self):
        for path, hours in (
            ("login/", 2),
            ("login/password/1-x/", 4),
            ("login/passkey/", 6),
            ("account/password/", 3),
            ("account/confirm/", 5),
        ):
            with self.subTest(path):
                if path.startswith("account"):
                    self.client.force_login(self.user)
                self.client.post(f"/desk/{path}", {"credential": "{}"})
                page = self.client.post(f"/desk/{path}", {"credential": "{}"})
                self.assertContains(page, f"{TOO_MANY} Wait {hours} hours", status_code=429)

    @override_settings(PROXIES=1)
    def test_behind_a_proxy_the_address_is_the_one_that_it_tells(self):
        for number in range(12):
            page = self.come(f"a{number}", "wrong", headers={"X-Forwarded-For": "203.0.113.9"})
        self.assertContains(page, TOO_MANY)
        page = self.come("b", "wrong", headers={"X-Forwarded-For": "203.0.113.10"})
        self.assertContains(page, WRONG)
        forged = {"X-Forwarded-For": "198.51.100.1, 203.0.113.9"}
        self.assertContains(self.come("c", "wrong", headers=forged), TOO_MANY)

    def test_where_nobody_tells_an_address_the_door_opens_all_the_same(self):
        self.assertRedirects(self.come(REMOTE_ADDR=""), "/desk/")

    def test_a_lock_out_is_one_entry_and_a_name_that_nobody_has_is_none(self):
        with self.assertLogs(LOGGER, "WARNING") as log:
            for name in ("olena", "nobody"):
                for number in range(5):
                    self.come(name, f"wrong {number}")
        lines = [record.getMessage() for record in log.records]
        self.assertIn(f"Locked out: user {self.user.pk}", lines)
        self.assertIn("Locked out: a name that nobody has", lines)
        self.assertFalse([line for line in lines if "olena" in line or "wrong" in line])
        told = LedgerEntry.objects.values_list("verb", "actor", "subject_key")
        self.assertEqual(list(told), [("lock out", None, str(self.user.pk))])

    def test_a_name_in_another_case_opens_nothing_and_locks_nobody(self):
        for number in range(5):
            self.come("OLENA", f"wrong {number}")
        self.assertContains(self.come("OLENA"), TOO_MANY)
        self.assertFalse(LedgerEntry.objects.exists())
        self.assertRedirects(self.come(), "/desk/")

    def test_no_name_and_no_address_is_in_the_table_of_counts(self):
        self.come("olena", "wrong words", REMOTE_ADDR="203.0.113.77")
        with connection.cursor() as cursor:
            cursor.execute("SELECT cache_key, value FROM newsroom_cache")
            kept = str(cursor.fetchall())
        self.assertNotIn("olena", kept)
        self.assertNotIn("203.0.113", kept)
        self.assertGreater(len(kept), 60)

    def test_a_count_whose_time_is_over_is_forgotten_with_the_next_sign_in(self):
        cache.set("over", 1, timeout=0)
        cache.set("still counted", 1, timeout=60)
        before = self.counted("over", "still counted")
        with self.captureOnCommitCallbacks(execute=True):
            self.come()
        after = self.counted("over", "still counted")
        self.assertEqual((before, after), (["over", "still counted"], ["still counted"]))

    def counted(self, *keys):
        """Those of some keys that have a row, whether its time is over or not."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT cache_key FROM newsroom_cache")
            kept = {key for (key,) in cursor}
        return [key for key in keys if cache.make_key(key) in kept]


class CostTests(DoorTestCase):
    """Nobody learns from the work that a failure makes whether somebody has a name."""

    FAILED = 62

    def queries_until_sent(self, name):
        """Of a failed sign-in: what is done later is not waited for."""
        handler = ClientHandler(enforce_csrf_checks=False)
        handler.load_middleware()
        request = RequestFactory().post("/desk/login/", {"login": name, "password": "wrong words"})
        request._dont_enforce_csrf_checks = True
        with CaptureQueriesContext(connection) as queries:
            answer = handler.get_response(request)
        request_finished.disconnect(close_old_connections)
        answer.close()
        request_finished.connect(close_old_connections)
        self.assertIn(WRONG, answer.content.decode())
        return len(queries)

    def test_a_failure_costs_the_same_for_everybody_however_many_accounts_there_are(self):
        make_editor(username="gone", is_active=False)
        for count in (2, 30):
            while type(self.user).objects.count() < count:
                make_user()
            for name in ("olena", "gone", "nobody"):
                cache.clear()
                with self.subTest(name, accounts=count):
                    self.assertEqual(self.queries_until_sent(name), self.FAILED)

    def test_so_does_the_failure_that_locks_the_account(self):
        found = {}
        for name in ("olena", "nobody"):
            cache.clear()
            found[name] = [self.queries_until_sent(name) for _number in range(5)]
        self.assertEqual(found["olena"], found["nobody"])
        self.assertEqual(LedgerEntry.objects.get().verb, "lock out")


class RecordTests(DoorTestCase):
    def test_who_came_in_is_told_with_how(self):
        self.come()
        entry = LedgerEntry.objects.get()
        self.assertEqual(
            (entry.verb, entry.actor, entry.facts), ("sign in", self.user, {"by": ["password"]})
        )

    def test_a_failure_is_a_line_and_no_entry(self):
        with self.assertLogs(LOGGER, "WARNING") as log:
            self.come(password="wrong words")
        self.assertEqual(
            [record.getMessage() for record in log.records],
            ["Failed sign-in: /desk/login/, from 127.0.0.1"],
        )
        self.assertFalse(LedgerEntry.objects.exists())
