"""What the HTTP Observatory of MDN gives and takes points for, counted here.

Facts from its documentation, “Tests and scoring”, and its tables of October 2026: 100 to begin
with; what is missing is taken away; bonuses are added to 90 or more; 100 is an A+. The machine
itself is asked in docs/operators/headers.md.
"""

import re

from django.test import Client, TestCase, override_settings

from articles.models.choices import Stage
from tests.factories import make_article, make_publisher

HTTPS = {
    "SECURE_SSL_REDIRECT": True,
    "SECURE_HSTS_SECONDS": 31_536_000,
    "SESSION_COOKIE_SECURE": True,
    "CSRF_COOKIE_SECURE": True,
}
HALF_A_YEAR = 15_768_000
CAREFUL = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
UNSAFE = re.compile(r"'unsafe-|data:|http:|https:|\*")


def policy(answer):
    parts = [part.split() for part in answer.get("Content-Security-Policy", "").split(";")]
    return {name: sources for name, *sources in filter(None, parts)}


def content_policy(answer):
    sources = [source for sources in policy(answer).values() for source in sources]
    if not sources or any(map(UNSAFE.match, sources)):
        return -25
    return 10 if policy(answer).get("default-src") == ["'none'"] else 5


def cookies(answer):
    """5 where each travels by TLS and to no other site, and no script reads that of a session."""
    if not answer.cookies:
        return 0
    kept = all(
        cookie["secure"]
        and cookie["samesite"] in ("Lax", "Strict")
        and (cookie["httponly"] or not re.search("sess|login", name))
        for name, cookie in answer.cookies.items()
    )
    return 5 if kept else -40


def sharing(answer):
    return -50 if "Access-Control-Allow-Credentials" in answer.headers else 0


def resource_policy(answer):
    return {"same-origin": 10, "same-site": 10}.get(answer["Cross-Origin-Resource-Policy"], 0)


def referrer(answer):
    return 5 if answer["Referrer-Policy"] in CAREFUL else -5


def strict_transport(answer):
    told = re.match(r"max-age=(\d+)", answer.get("Strict-Transport-Security", ""))
    return 0 if told and int(told[1]) >= HALF_A_YEAR else -20


def scripts(answer):
    """Nothing is taken for scripts of the site itself."""
    sources = re.findall(r'<script[^>]*\ssrc="([^"]*)"', answer.content.decode())
    return 0 if all(re.match("/(?!/)", source) for source in sources) else -50


def sniffing(answer):
    return 0 if answer["X-Content-Type-Options"] == "nosniff" else -5


def framing(answer):
    return 5 if policy(answer).get("frame-ancestors") == ["'none'"] else -20


GIVEN = (
    content_policy, cookies, sharing, resource_policy, referrer, strict_transport, scripts,
    sniffing, framing,
)  # fmt: skip


@override_settings(**HTTPS)
class ObservatoryTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.article = make_article(stage=Stage.PUBLISHED)

    def points(self, client, path):
        moved = client.get(path)
        self.assertEqual((moved.status_code, moved.url), (301, f"https://testserver{path}"))
        answer = client.get(path, secure=True)
        self.assertEqual(answer.status_code, 200)
        return {give.__name__: points for give in GIVEN if (points := give(answer))}

    def test_site_sign_in_and_desk_have_an_a_plus(self):
        bonus = {"content_policy": 10, "resource_policy": 10, "referrer": 5, "framing": 5}
        for path in ("/", self.article.path, "/funding/"):
            self.assertEqual(self.points(Client(), path), bonus, path)
        self.assertEqual(self.points(Client(), "/desk/login/"), bonus | {"cookies": 5})
        client = Client()
        client.force_login(make_publisher())
        for path in ("/desk/", f"/desk/articles/article/{self.article.pk}/change/"):
            self.assertEqual(self.points(client, path), bonus | {"cookies": 5}, path)
