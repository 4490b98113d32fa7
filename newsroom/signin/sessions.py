"""Sessions: they last while somebody works, and are ended by their owner or by who keeps people."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.contrib.sessions.backends.base import UpdateError
from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from newsroom.audit import ledger
from newsroom.models import Session
from newsroom.signin.store import BROWSER, SEEN, SessionStore

# How old the last sight of somebody may be, in seconds, before it is stored anew.
OFTEN = 5 * 60
# What a browser calls itself, and what people call it. Most claim to be others as well.
BROWSERS = {
    "Firefox": "Firefox",
    "Edg": "Edge",
    "OPR": "Opera",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Mac OS X": "Mac",
    "Linux": "Linux",
}


def slide(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable:
    """Middleware that lets a session last while somebody works: one write every few minutes.

    It comes after the answer, and asks about nobody: pages that are the same for everybody stay so,
    and what keeps a session from being stored keeps nobody from reading. What a page asks by itself
    is nobody’s work: its view says that with `request.in_background = True`.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        session = request.session
        is_work = session.accessed and not getattr(request, "in_background", False)
        if is_work and not session.modified and response.status_code < 500:
            seen = session.get(SEEN)
            if seen and timezone.now().timestamp() - seen > OFTEN and not settings.READ_ONLY:
                with suppress(DatabaseError, UpdateError):
                    session.save()
        return response

    return answer


def begin(request: HttpRequest) -> None:
    """Remember the kind of browser in a session that begins, and forget all that have ended."""
    request.session[BROWSER] = browser_of(request)
    Session.objects.filter(expire_date__lte=timezone.now()).delete()


def forget(request: HttpRequest) -> None:
    """Let this browser forget its session, where the database cannot end it."""
    request.session = SessionStore()
    request.user = AnonymousUser()


def of(user: User) -> list[Session]:
    """The sessions of somebody, the one that was at work last first."""
    return list(Session.alive().filter(user=user).order_by("-seen_at", "-started_at"))


def end(user: User, *, but: str | None = None, only: str | None = None) -> int:
    """End the sessions of somebody, but the one with a key, or that of one handle.

    Return how many have ended.
    """
    chosen = [one for one in of(user) if only is None or one.handle == only]
    ended = Session.objects.filter(pk__in=[one.pk for one in chosen]).exclude(pk=but)
    return ended.delete()[0]


def end_on_record(
    user: User, *, by: User | None, but: str | None = None, only: str | None = None
) -> int:
    """The same, told in the ledger as the deed of `by`, or of who runs the server."""
    with transaction.atomic():
        if count := end(user, but=but, only=only):
            ledger.record(by, "end sessions", user, count=count)
    return count


def browser_of(request: HttpRequest) -> str:
    """The kind of browser and system, as people call them: “Firefox, Windows”."""
    told = request.headers.get("User-Agent", "")
    found = [
        next((name for mark, name in known.items() if mark in told), "")
        for known in (BROWSERS, SYSTEMS)
    ]
    return ", ".join(filter(None, found)) or _("unknown browser")
