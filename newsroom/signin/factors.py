"""Second factors: who needs one, and has none; taking away those that are lost."""

from __future__ import annotations

from datetime import date

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from newsroom.audit import ledger
from newsroom.kit.moments import day_of
from newsroom.models import Masthead
from newsroom.models.masthead import WHILE
from newsroom.signin import sessions

Person = User | AnonymousUser
HAS_FACTOR = "has_factor"


def needed_from(user: Person) -> date | None:
    """The day from which somebody comes to the desk with a second factor only; None for never."""
    day = Masthead.current().second_factor_from
    return day and max(day, _has_time_until(user))


def kinds(user: Person) -> set[str]:
    """Of the factors that somebody has. Recovery codes are none: they stand in for a lost one."""
    factors = Authenticator.objects.filter(user_id=user.pk or 0)
    found = factors.exclude(type=Authenticator.Type.RECOVERY_CODES)
    return set(found.values_list("type", flat=True))


def has_factor(user: Person) -> bool:
    return bool(kinds(user))


def remember(request: HttpRequest) -> None:
    """Keep in the session whether its owner has a factor. Whoever changes that ends all others."""
    request.session[HAS_FACTOR] = has_factor(request.user)


def must_enrol(request: HttpRequest) -> bool:
    """Whether somebody has to set up a second factor before anything else.

    Most are let through without a question to the database.
    """
    user, today = request.user, day_of()
    if request.session.get(HAS_FACTOR) or today < _has_time_until(user):
        return False
    day = needed_from(user)
    return day is not None and day <= today and not has_factor(user)


class ResetRefused(Exception):
    """Nothing was taken away. The message is for whoever asked."""


@transaction.atomic
def reset(user: User, *, by: User | None, reason: str) -> tuple[list[str], int]:
    """Take away all factors of somebody who has lost them, and end their sessions, on record.

    Return the kinds of what was taken, and how many sessions ended. `by` is None for whoever runs
    the server. Raises ResetRefused without a reason, or where there is no factor.
    """
    if not reason.strip():
        raise ResetRefused(_("Say why: the record keeps the reason."))
    factors = Authenticator.objects.filter(user=user)
    found = sorted(factors.values_list("type", flat=True))
    if not found:
        raise ResetRefused(_("The account has no second factor."))
    factors.delete()
    count = sessions.end(user)
    ledger.record(by, "reset factors", user, kinds=found, reason=reason.strip())
    return found, count


def _has_time_until(user):
    return day_of(user.date_joined) + WHILE
