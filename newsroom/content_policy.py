"""What single pages need of the Content-Security-Policy beside what all have.

A page with an embed lets the one site of that embed into frames. The desk's editor needs two
things inline, and no other.

The desk's rich text editor is a JavaScript module that finds its parts through an
import map, and browsers only take import maps written into the page. It also writes
one style sheet into the page, without which blanks at the end of a line are lost.
The header of the desk's pages names both by their hashes, so nothing else inline has
any effect. Readers' pages have nothing inline at all.

What is pasted needs no third: its style attributes have no effect, and static/desk/editor/paste.js
reads them as text.
"""

import base64
import hashlib
from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django_prose_editor.widgets import importmap

from newsroom.kit.embeds import hosts_in

# Of the style sheet in this release of django-prose-editor. A browser that refuses the
# sheet of another release says the new hash; tests/browser/test_editor.py asks one.
EDITOR_STYLE = "'sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA='"

# Of a file that somebody uploaded: opened by itself, it runs nothing and fetches nothing.
INERT = "default-src 'none'; sandbox"

View = Callable[..., HttpResponse]


def inline_hash(element: object) -> str:
    """The CSP source expression of one rendered ``<script>`` or ``<style>`` element."""
    content = str(element).partition(">")[2].rpartition("</")[0]
    digest = hashlib.sha256(content.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def with_the_editor(view: View) -> View:
    """Let the pages of a view hold the editor, beside what settings.CONTENT_SECURITY_POLICY allows.

    The import map holds the addresses of static files, so it changes with a
    release, and is asked for with each page.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = view(request, *args, **kwargs)
        sources = {"script-src": (inline_hash(importmap),), "style-src": (EDITOR_STYLE,)}
        _allow(response, sources)
        return response

    return wrapped


def let_frames(response: HttpResponse, body: str) -> HttpResponse:
    """Let the page of a stored body show in frames what its readers press for, and no other."""
    if hosts := hosts_in(body):
        _allow(response, {"frame-src": tuple(hosts)})
    return response


def let_unsaved(response: HttpResponse) -> HttpResponse:
    """Let a page of the desk show pictures that are stored nowhere yet."""
    _allow(response, {"img-src": ("data:",)})
    return response


def _allow(response, sources):
    # As csp.decorators.csp_update does it, for what is known beforehand.
    response._csp_update = {**getattr(response, "_csp_update", {}), **sources}
