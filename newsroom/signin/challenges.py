"""What a passkey at the door has to sign: kept by the browser, so that strangers leave no row here.

django-allauth keeps it in the session. A signed cookie holds for minutes; what was signed once
opens nothing again.
"""

from __future__ import annotations

from typing import Any

from allauth.mfa.webauthn.internal.auth import STATE_SESSION_KEY
from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from newsroom.signin import cookies

COOKIE = "passkey-challenge"
SALT = "newsroom.signin.challenges"
# In seconds: somebody may have to look for their key.
WHILE = 10 * 60


def hand_out(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Move what a ceremony began from the session into the browser; returns the response."""
    if state := request.session.pop(STATE_SESSION_KEY, None):
        signed, path = signing.dumps(state, salt=SALT), reverse("mfa_login_webauthn")
        cookies.keep(response, COOKIE, signed, seconds=WHILE, path=path)
    return response


def take_back(request: HttpRequest) -> dict[str, Any] | None:
    """Put what the browser kept into the session for the end of the ceremony, and return it."""
    try:
        state = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=WHILE)
    except signing.BadSignature:
        return None
    request.session[STATE_SESSION_KEY] = state
    return state


def use_up(state: dict[str, Any]) -> bool:
    """Whether this is the first time that it was signed."""
    return cache.add(f"challenge {state['challenge']}", True, WHILE)


def forget(request: HttpRequest) -> None:
    """Whatever came of it: no session of a stranger is left."""
    request.session.pop(STATE_SESSION_KEY, None)
