import base64
import hashlib
import re

from csp.middleware import CSPMiddleware
from django.http import HttpResponse
from django.test import RequestFactory, SimpleTestCase, TestCase
from django_prose_editor.widgets import AdminProseEditorWidget

from articles.models.choices import Stage
from newsroom.content_policy import EDITOR_STYLE, with_the_editor
from tests.factories import make_article, make_editor, publish


def policy_of(response):
    header = response["Content-Security-Policy"]
    return dict(part.strip().split(" ", 1) for part in header.split(";"))


class ContentPolicyTests(SimpleTestCase):
    def policy(self):
        answer = CSPMiddleware(with_the_editor(lambda request: HttpResponse("page")))
        return policy_of(answer(RequestFactory().get("/desk/")))

    def test_the_only_inline_script_is_the_import_map_that_the_editor_prints(self):
        media = str(AdminProseEditorWidget().media)
        (printed,) = re.findall(r'<script type="importmap">(.*?)</script>', media, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(printed.encode()).digest()).decode()
        self.assertEqual(self.policy()["script-src"], f"'self' 'sha256-{digest}'")

    def test_the_only_inline_style_is_that_of_the_editor(self):
        self.assertEqual(self.policy()["style-src"], f"'self' {EDITOR_STYLE}")

    def test_nothing_is_taken_from_elsewhere(self):
        policy = self.policy()
        del policy["script-src"], policy["style-src"]
        allowed = {
            value: sorted(k for k, v in policy.items() if v == value)
            for value in set(policy.values())
        }
        self.assertEqual(
            allowed,
            {
                "'none'": ["base-uri", "default-src", "frame-ancestors"],
                "'self'": [
                    "connect-src",
                    "font-src",
                    "form-action",
                    "img-src",
                    "manifest-src",
                    "media-src",
                ],
            },
        )


EMBED = '<aside class="embed"><p><a href="https://youtu.be/dQw4w9WgXcQ">a</a></p></aside>'


class WhereTests(TestCase):
    def test_the_page_of_an_embed_lets_its_one_site_into_frames_and_no_other_page_any(self):
        piece = make_article(body=EMBED)
        publish(piece)
        plain = publish(make_article())
        self.client.force_login(make_editor())
        desk = f"/desk/articles/article/{piece.pk}"
        for path, allowed in {
            piece.path: "https://www.youtube-nocookie.com",
            f"{desk}/preview/": "https://www.youtube-nocookie.com",
            f"{desk}/change/": "https://www.youtube-nocookie.com",
            f"{piece.path}republish/": None,
            plain.path: None,
            "/": None,
        }.items():
            with self.subTest(path):
                policy = policy_of(self.client.get(path))
                self.assertEqual(policy.get("frame-src"), allowed)
                self.assertEqual(policy["default-src"], "'none'")

    def test_readers_pages_allow_nothing_inline_and_those_of_the_desk_the_editor(self):
        article = make_article(stage=Stage.PUBLISHED)
        for path in ("/", article.path, "/funding/", "/2026/01/01/nothing/"):
            policy = policy_of(self.client.get(path))
            found = policy["script-src"], policy["style-src"]
            self.assertEqual(found, ("'self'", "'self'"), path)
        self.client.force_login(make_editor())
        for path in ("/desk/", f"/desk/articles/article/{article.pk}/change/"):
            policy = policy_of(self.client.get(path))
            self.assertEqual(policy["style-src"], f"'self' {EDITOR_STYLE}", path)
