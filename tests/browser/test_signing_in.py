from urllib.parse import parse_qs, urlsplit

from allauth.mfa.models import Authenticator
from django.core.cache import cache

from newsroom.models import LedgerEntry
from newsroom.signin import challenges
from tests.browser.chromium import BrowserTestCase
from tests.browser.signing_in import sign_in
from tests.factories import make_editor

PHONE = {"width": 390, "height": 844}


class PasskeyTests(BrowserTestCase):
    host = "localhost"

    def device(self, page):
        """A phone or laptop that keeps passkeys and knows its owner by a fingerprint."""
        devtools = page.context.new_cdp_session(page)
        devtools.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        made = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        return devtools, made["authenticatorId"]

    def test_a_passkey_is_added_under_the_content_policy_and_signs_in_alone(self):
        user = make_editor(username="olena", password="right words")
        page = self.open("/desk/login/")
        self.device(page)
        sign_in(page, "olena")
        page.click("text=Your account")
        page.click("text=Add a passkey")
        page.fill("#id_name", "Olena’s laptop")
        page.click("text=Add the passkey")
        self.expect(page.locator("h1")).to_have_text("Recovery codes")
        self.assertEqual(page.locator(".door__codes li").count(), 10)
        page.click("text=Back to your account")
        self.expect(page.get_by_text("Olena’s laptop")).to_be_visible()
        page.click("#logout-form button")
        page.goto(f"{self.live_server_url}/desk/login/?next=/desk/articles/article/")
        with page.expect_request(lambda one: one.method == "POST") as sent:
            page.click("text=Sign in with a passkey")
        self.expect(page).to_have_url(f"{self.live_server_url}/desk/articles/article/")
        self.assert_signed_once(page, sent.value)
        page.click("#logout-form button")
        page.goto(f"{self.live_server_url}/desk/login/")
        sign_in(page, "olena")
        self.expect(page.get_by_text("Use your passkey, or write one")).to_be_visible()
        page.click("button:has-text('Use your passkey')")
        self.expect(page.locator("#user-tools")).to_be_visible()
        self.assertEqual(
            {one.type for one in Authenticator.objects.filter(user=user)},
            {"webauthn", "recovery_codes"},
        )
        told = LedgerEntry.objects.filter(verb="sign in").order_by("number")
        self.assertEqual(
            [entry.facts["by"] for entry in told],
            [["password"], ["passkey"], ["passkey"], ["password", "webauthn"]],
        )

    def assert_signed_once(self, page, sent):
        """Whoever has all that a browser sent and kept gets in no second time by it."""
        (challenge,) = [
            one["value"]
            for one in page.context.cookies(sent.url)
            if one["name"] == challenges.COOKIE
        ]
        thief = self.client_class(headers={"host": urlsplit(sent.url).netloc})
        thief.cookies[challenges.COOKIE] = challenge
        for forgotten, status in ((False, 302), (True, 200)):
            if forgotten:  # Then it would open: this is all that it takes.
                cache.clear()
            thief.post(urlsplit(sent.url).path, parse_qs(sent.post_data))
            self.assertEqual(thief.get("/desk/").status_code, status)
        thief.post("/desk/logout/")

    def test_a_device_that_does_not_know_its_owner_is_told_so_in_a_sentence(self):
        make_editor(username="olena", password="right words")
        page = self.open("/desk/login/", viewport=PHONE, color_scheme="dark")
        devtools, device = self.device(page)
        devtools.send(
            "WebAuthn.setUserVerified", {"authenticatorId": device, "isUserVerified": False}
        )
        page.click("text=Sign in with a passkey")
        self.expect(page.get_by_role("alert")).to_contain_text("The passkey was not used")
