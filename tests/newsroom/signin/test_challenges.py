"""A passkey at the door: what it has to sign is kept by the browser, and signed but once."""

import json
from datetime import timedelta
from unittest import mock

from allauth.mfa.webauthn.internal.auth import STATE_SESSION_KEY
from django.test import RequestFactory
from django.utils import timezone

from newsroom.models import Session
from newsroom.signin import challenges
from tests.newsroom.signin.test_door import DoorTestCase

URL = "/desk/login/passkey/"
JSON = {"Accept": "application/json"}


class ChallengeTests(DoorTestCase):
    def asked(self):
        """The challenge that a browser is handed, which keeps the cookie."""
        answer = self.client.get(URL, headers=JSON)
        return answer.json()["request_options"]["publicKey"]["challenge"]

    def taken_back(self):
        """What the newsroom takes the cookie of the browser for."""
        request = RequestFactory().post(URL)
        request.COOKIES = {name: one.value for name, one in self.client.cookies.items()}
        request.session = {}
        state = challenges.take_back(request)
        self.assertEqual(request.session.get(STATE_SESSION_KEY), state)
        return state and state["challenge"]

    def test_a_stranger_leaves_no_session_whatever_they_ask_and_send(self):
        for credential in ("", "{}", json.dumps({"rawId": "AA", "id": "AA"}), "x"):
            self.asked()
            answer = self.client.post(URL, {"credential": credential})
            self.assertRedirects(answer, "/desk/login/")
            self.assertNotIn("sessionid", self.client.cookies)
        self.assertFalse(Session.objects.exists())

    def test_the_browser_keeps_it_for_the_door_alone_and_no_script_reads_it(self):
        challenge = self.asked()
        cookie = self.client.cookies[challenges.COOKIE]
        self.assertEqual(
            (cookie["path"], cookie["httponly"], cookie["samesite"], cookie["max-age"]),
            (URL, True, "Strict", 600),
        )
        self.assertEqual(self.taken_back(), challenge)

    def test_what_is_forged_or_old_is_none(self):
        self.asked()
        value = self.client.cookies[challenges.COOKIE].value
        with mock.patch(
            "time.time", return_value=(timezone.now() + timedelta(minutes=11)).timestamp()
        ):
            self.assertIsNone(self.taken_back())
        self.client.cookies[challenges.COOKIE] = value[:-1] + ("A" if value[-1] != "A" else "B")
        self.assertIsNone(self.taken_back())
        del self.client.cookies[challenges.COOKIE]
        self.assertIsNone(self.taken_back())

    def test_it_is_signed_once(self):
        state = {"challenge": self.asked()}
        self.assertEqual([challenges.use_up(state), challenges.use_up(state)], [True, False])
