"""Limits of what a stranger may try, counted for all processes in the database.

How many are allowed is ACCOUNT_RATE_LIMITS; django-allauth counts. A lock-out ends by itself when
the failures are old enough.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable

from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib.auth.models import User
from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from newsroom.audit import ledger
from newsroom.kit import durations

logger = logging.getLogger("newsroom.refusals")
# An account that is kept locked by somebody who goes on guessing is one entry an hour.
TOLD_AGAIN = 60 * 60


def nameless_key(key: str, prefix: str, version: int) -> str:
    """What the table of counts calls a key: keyed and hashed, as it may hold a name or address."""
    return salted_hmac(
        "newsroom.cache", f"{prefix}:{version}:{key}", algorithm="sha256"
    ).hexdigest()


def locks(request: HttpRequest, key: str) -> bool:
    """Count a failure, and say whether it is the one that locks what the key stands for."""
    return not ratelimit.consume(request, app="allauth.account", action="lock_out", key=key)


def tell_lock_out(people: Iterable[User]) -> None:
    """Tell the log, and once the ledger, whose accounts were locked: nobody’s for a name that
    nobody has, so strangers cannot make the ledger grow with names.
    """
    locked = list(people)
    names = ", ".join(f"user {user.pk}" for user in locked)
    logger.warning("Locked out: %s", names or "a name that nobody has")
    for user in locked:
        if cache.add(f"told of lock-out {user.pk}", True, TOLD_AGAIN):
            with transaction.atomic():
                ledger.record(None, "lock out", user)


def too_many(request: HttpRequest, action: str, app: str = "allauth.account") -> str:
    """That somebody has to wait, and how long, to whom a limit of this action refused it."""
    wait = durations.in_words(_wait(request, action, app))
    return _("Too many attempts failed. Wait %s, then try again.") % wait


def _wait(request, action, app):
    """The seconds after which a limit that is full has room for certain. Where none is of the
    address or the account, it is that of what was typed.
    """
    rates = import_string(f"{app}.app_settings.RATE_LIMITS")[action].replace(" ", "").split(",")
    of_names = [rate for rate in rates if rate.endswith("/key")]
    asked = {"app": app, "action": action, "dry_run": True}
    full = [
        rate
        for rate in rates
        if rate not in of_names and not ratelimit.consume(request, config={action: rate}, **asked)
    ]
    return max(ratelimit.parse_rate(rate).duration for rate in full or of_names or rates)


def forget() -> None:
    """Take away the counts whose time is over. Django does so only once there are too many."""
    table = connection.ops.quote_name(str(settings.CACHES["default"]["LOCATION"]))
    now = connection.ops.adapt_datetimefield_value(timezone.now().replace(tzinfo=None))
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [now])  # noqa: S608
