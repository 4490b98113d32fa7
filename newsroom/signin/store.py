"""Where sessions are kept: in rows that know whose they are.

A session ends after SESSION_COOKIE_AGE without work, and after SESSION_LONGEST whatever is done
in it. Of whoever is not signed in it is kept for an hour: a sign-in takes no longer.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as RowsOfDjango
from django.utils import timezone

from newsroom.kit.faults import fault_of
from newsroom.models import Session

# The keys of what a session remembers of itself.
BROWSER, STARTED, SEEN = "browser", "started", "seen"
WHILE_SIGNING_IN = 60 * 60


class SessionStore(RowsOfDjango):
    def save(self, must_create: bool = False) -> None:
        """A fault of the machine is told as one: Django takes it for a session that has ended."""
        try:
            super().save(must_create)
        except UpdateError as ended:
            fault = ended.__context__
            if fault is None or fault_of(fault) is None:
                raise
            raise fault  # noqa: B904

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """The row for what is being stored. To store a session is to see somebody at work."""
        now = timezone.now()
        user = data.get(SESSION_KEY)
        if user is not None:
            data.setdefault(STARTED, now.timestamp())
            data[SEEN] = now.timestamp()
        return Session(
            session_key=self._get_or_create_session_key(),  # type: ignore[attr-defined]
            session_data=self.encode(data),
            expire_date=min(now + _while(user), now + timedelta(seconds=self.get_expiry_age())),
            user_id=user,
            browser=data.get(BROWSER, ""),
            started_at=_moment(data.get(STARTED, now.timestamp())),
            seen_at=now,
        )

    def get_expiry_age(self, **_given: object) -> int:
        """Seconds from now in which the browser may forget it: the row ends earlier, and slides."""
        if SESSION_KEY not in self:
            return WHILE_SIGNING_IN
        started = _moment(self.get(STARTED, timezone.now().timestamp()))
        left = started + timedelta(seconds=settings.SESSION_LONGEST) - timezone.now()
        return max(0, int(left.total_seconds()))


def _while(user):
    signing_in = user is None
    return timedelta(seconds=WHILE_SIGNING_IN if signing_in else settings.SESSION_COOKIE_AGE)


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
