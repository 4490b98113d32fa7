"""Whoever is refused leaves a line in the log, without what they typed."""

from django.http import HttpResponseForbidden
from django.test import Client, RequestFactory, TestCase

from newsroom.refusals import log_refusals
from newsroom.settings import LOGGING
from tests.factories import make_contributor, make_editor, make_grant

LOGGER = "newsroom.refusals"


class RefusalTests(TestCase):
    def lines(self, ask):
        with self.assertLogs(LOGGER, "WARNING") as log:
            ask()
        return [record.getMessage() for record in log.records]

    def test_each_refusal_by_a_permission_is_a_line_with_the_key_of_the_account(self):
        user, grant = make_contributor(username="olena"), make_grant()
        self.client.force_login(user)
        url = f"/desk/funding/grant/{grant.pk}/change/"
        self.assertEqual(
            self.lines(lambda: self.client.post(f"{url}?name=secret", {"title": "Mine"})),
            [f"Refused: POST {url}, user {user.pk}, from 127.0.0.1"],
        )
        for path in ("/desk/articles/sealedcopy/redact/", "/desk/articles/reissue/worklist/"):
            self.assertEqual(
                self.lines(lambda path=path: self.client.get(path)),
                [f"Refused: GET {path}, user {user.pk}, from 127.0.0.1"],
            )

    def test_a_form_without_its_token_is_a_line(self):
        stranger = Client(enforce_csrf_checks=True, REMOTE_ADDR="")
        self.assertEqual(
            self.lines(lambda: stranger.post("/desk/login/", {"login": "x"})),
            ["Refused: POST /desk/login/, nobody signed in, from a proxy"],
        )

    def test_no_path_breaks_a_line(self):
        request = RequestFactory().get("/")
        request.path = "/a\nWARNING forged"
        refuse = log_refusals(lambda request: HttpResponseForbidden())
        self.assertEqual(
            self.lines(lambda: refuse(request)),
            ["Refused: GET /a%0AWARNING%20forged, nobody signed in, from 127.0.0.1"],
        )

    def test_a_failed_sign_in_is_a_line_without_what_was_typed(self):
        make_editor(username="olena", password="right words")
        typed = {"login": "olena", "password": "wrong words"}
        self.assertEqual(
            self.lines(lambda: self.client.post("/desk/login/?next=/desk/", typed)),
            ["Failed sign-in: /desk/login/, from 127.0.0.1"],
        )

    def test_who_comes_in_or_finds_nothing_leaves_no_line(self):
        make_editor(username="olena", password="right words")
        with self.assertNoLogs(LOGGER, "WARNING"):
            self.client.get("/desk/login/")
            self.client.post("/desk/login/", {"login": "olena", "password": "right words"})
            self.client.get("/desk/")
            self.client.get("/nothing/")

    def test_outside_of_tests_every_line_reaches_the_log(self):
        self.assertEqual(LOGGING["root"], {"handlers": ["stderr"], "level": "WARNING"})
