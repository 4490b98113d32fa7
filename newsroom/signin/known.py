"""Browsers in which somebody has signed in before: strangers who guess lock nobody out there.

What such a browser fails at is counted apart from everybody else’s, as strictly. It opens nothing
by itself. That it is known stands in a signed cookie, and nowhere here.
"""

from __future__ import annotations

import secrets

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.crypto import salted_hmac

from newsroom.signin import cookies

# In seconds, from the last sign-in on.
WHILE = 180 * 24 * 60 * 60


def remember(response: HttpResponse, name: str) -> HttpResponse:
    """Let the browser of an answer be known for whoever has signed in by a name; returns it."""
    signed, path = _signer(name).sign(secrets.token_hex(8)), reverse("admin:index")
    cookies.keep(response, cookie_of(name), signed, seconds=WHILE, path=path)
    return response


def mark_of(request: HttpRequest, name: str) -> str:
    """What tells this browser from all others that somebody of this name has signed in with; empty
    for every browser of a stranger.
    """
    try:
        return _signer(name).unsign(request.COOKIES.get(cookie_of(name), ""), max_age=WHILE)
    except signing.BadSignature:
        return ""


def cookie_of(name: str) -> str:
    """One for each account, as several people may share a browser; it tells of none of them."""
    return "known-" + salted_hmac("newsroom.signin.known", name).hexdigest()[:16]


def _signer(name):
    return signing.TimestampSigner(salt=f"newsroom.signin.known {name}")
