"""Cookies of the sign-in beside the session: for it alone, and for no script."""

from django.conf import settings
from django.http import HttpResponse


def keep(response: HttpResponse, name: str, value: str, *, seconds: int, path: str) -> None:
    """Have the browser of an answer keep something for so long, below a path."""
    response.set_cookie(
        name,
        value,
        max_age=seconds,
        path=path,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
