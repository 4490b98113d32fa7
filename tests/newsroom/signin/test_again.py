"""Whoever was signed out over an open page signs in beside it, and only as who they were."""

from urllib.parse import urlencode

from allauth.mfa.totp.internal.auth import TOTP

from newsroom.desk.kept import person
from newsroom.models import Session
from tests.factories import make_editor, make_user
from tests.newsroom.signin.test_door import DoorTestCase
from tests.newsroom.signin.test_factors import SECRET, code_of

WHO, AGAIN = "/desk/login/who/", "/desk/login/again/"
CLOSES = "desk/signed-in-again.js"


class AgainTests(DoorTestCase):
    def who(self):
        answer = self.client.get(WHO)
        self.assertEqual((answer.status_code, answer["Cache-Control"]), (200, "private, no-store"))
        return answer.json()

    def again(self, who=None):
        return f"{AGAIN}?{urlencode({'as': person(who or self.user)})}"

    def test_a_page_that_waits_is_told_who_is_there_and_nothing_else_of_them(self):
        self.assertEqual(self.who(), {"person": ""})
        self.come()
        self.assertEqual(self.who(), {"person": person(self.user)})
        self.client.force_login(make_user(username="reader", is_staff=False))
        self.assertEqual(self.who(), {"person": ""})

    def test_to_be_asked_is_no_work_and_changes_nothing(self):
        self.come()
        before = Session.objects.values().get()
        self.who()
        self.assertEqual(Session.objects.values().get(), before)
        for path in (WHO, AGAIN):
            self.assertEqual(self.client.post(path).status_code, 405)

    def test_the_window_leads_over_password_and_second_factor_to_the_page_that_closes_it(self):
        TOTP.activate(self.user, SECRET)
        door = self.client.get(self.again())
        self.assertEqual(door.status_code, 302)
        self.assertNotContains(self.client.get(door["Location"]), CLOSES)
        asked = self.come(path=door["Location"])
        self.assertRedirects(asked, "/desk/login/factor/")
        # Half of a sign-in is none.
        self.assertEqual(self.who(), {"person": ""})
        self.assertEqual(self.client.get(self.again()).status_code, 302)
        answer = self.client.post(asked["Location"], {"code": code_of(SECRET)}, follow=True)
        self.assertContains(answer, CLOSES)
        self.assertEqual(self.who(), {"person": person(self.user)})

    def test_whoever_is_somebody_else_is_told_so_and_the_window_stays(self):
        self.come()
        answer = self.client.get(self.again(make_editor()))
        self.assertNotContains(answer, CLOSES)
        self.assertContains(answer, "the text on the other page is somebody else’s")
        self.assertContains(answer, "Sign in as somebody else")
