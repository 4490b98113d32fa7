"""The Content-Security-Policy header: nothing inline, but for two things of the editor.

The desk's rich text editor is a JavaScript module that finds its parts through an
import map, and browsers only take import maps written into the page. It also writes
one style sheet into the page, without which blanks at the end of a line are lost.
The header names both by their hashes, so nothing else inline has any effect.
"""

import base64
import hashlib

from csp.middleware import CSPMiddleware
from django_prose_editor.widgets import importmap

# Of the style sheet in this release of django-prose-editor. A browser that refuses the
# sheet of another release says the new hash; tests/browser/test_editor.py asks one.
EDITOR_STYLE = "'sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA='"


def inline_hash(element):
    """The CSP source expression of one rendered ``<script>`` or ``<style>`` element."""
    content = str(element).partition(">")[2].rpartition("</")[0]
    digest = hashlib.sha256(content.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


class ContentPolicyMiddleware(CSPMiddleware):
    """Sends settings.CONTENT_SECURITY_POLICY and what the editor needs."""

    def get_policy_parts(self, request, response, report_only=False):
        parts = super().get_policy_parts(request, response, report_only)
        # The map holds the addresses of static files, so it changes with a release.
        parts.update = {
            **(parts.update or {}),
            "script-src": (inline_hash(importmap),),
            "style-src": (EDITOR_STYLE,),
        }
        return parts
