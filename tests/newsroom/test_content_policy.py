import base64
import hashlib
import re

from django.http import HttpResponse
from django.test import RequestFactory, SimpleTestCase
from django_prose_editor.widgets import AdminProseEditorWidget

from newsroom.content_policy import EDITOR_STYLE, ContentPolicyMiddleware


class ContentPolicyTests(SimpleTestCase):
    def policy(self):
        answer = ContentPolicyMiddleware(lambda request: HttpResponse("page"))
        header = answer(RequestFactory().get("/"))["Content-Security-Policy"]
        return dict(part.strip().split(" ", 1) for part in header.split(";"))

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
