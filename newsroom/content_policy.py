"""The Content-Security-Policy header: nothing inline runs, with one exception by hash.

The desk's rich text editor is a JavaScript module that finds its parts through an
import map, and browsers only take import maps written into the page. The header
names that map by its hash, so no other inline script runs.
"""

import base64
import hashlib

from csp.middleware import CSPMiddleware
from django_prose_editor.widgets import importmap


def inline_hash(element):
    """The CSP source expression of one rendered ``<script>`` or ``<style>`` element."""
    content = str(element).partition(">")[2].rpartition("</")[0]
    digest = hashlib.sha256(content.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


class ContentPolicyMiddleware(CSPMiddleware):
    """Sends settings.CONTENT_SECURITY_POLICY and the hash of the editor's import map."""

    def get_policy_parts(self, request, response, report_only=False):
        parts = super().get_policy_parts(request, response, report_only)
        # The map holds the addresses of static files, so it changes with a release.
        parts.update = {**(parts.update or {}), "script-src": (inline_hash(importmap),)}
        return parts
