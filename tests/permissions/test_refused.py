"""Who may do nothing at the desk is refused by each address that is not Django’s own page of a
model. bin/check walks those as well, with everybody and with whatever a page sends.
"""

from urllib.parse import urlsplit

from django.test import TestCase

from tests.factories import make_user
from tests.permissions.addresses import addresses, written
from tests.permissions.client import ELSEWHERE, pressed, signed_in
from tests.permissions.presses import Press
from tests.permissions.rows import make_rows
from tests.permissions.world import USERNAMES
from tests.routes import routes

# By the ends of their names.
PAGES_OF_DJANGO = ("changelist", "add", "change", "delete", "history")
# Whatever somebody needs to come in, and to keep an account.
AT_THE_DOOR = {f"/desk/login/{page}" for page in ("", "else/", "forgotten/", "who/")}
AT_HOME = {
    "/desk/",
    "/desk/pages/",
    "/desk/jsi18n/",
    "/desk/logout/",
    "/desk/login/else/",
    "/desk/login/forgotten/",
    "/desk/login/who/",
    "/desk/login/again/",
    "/desk/account/",
    "/desk/account/app/",
    "/desk/account/codes/new/",
    "/desk/account/keys/add/",
    "/desk/account/mail/",
    "/desk/account/password/",
    "/desk/account/password/first/",
    "/desk/account/sessions/",
}


class RefusedTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        make_rows({name: make_user(role, username=name) for role, name in USERNAMES.items()})
        djangos = {
            written(route)
            for route, one in routes()
            if (one.name or "").rpartition("_")[2] in PAGES_OF_DJANGO or "<object_id>" in route
        }
        known = addresses({})
        cls.own = [one for one in known if one.is_of_the_desk and one.pattern not in djangos]

    def test_who_may_do_nothing_is_let_in_nowhere_but_to_an_account(self):
        self.assertEqual([one.pattern for one in self.own if not one.urls], [])
        for user, let_in in ((None, AT_THE_DOOR), (make_user(), AT_HOME)):
            with self.subTest(user=user):
                self.assertEqual(self.let_in(signed_in(user)), let_in)

    def let_in(self, client):
        """The addresses that tell somebody anything, or take an empty form."""
        return {
            one.pattern
            for one in self.own
            for url in one.urls[:1]
            if not is_refused(client.get(url))
            or not is_refused(pressed(client, Press(url, "", {}))[0])
        }


def is_refused(answer):
    if answer.status_code == 302:
        return urlsplit(answer["Location"]).path in ELSEWHERE
    return answer.status_code in (403, 404, 405)
