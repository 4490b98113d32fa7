"""Codes of authenticator apps: each is good once, for as long as it could be right."""

from __future__ import annotations

from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa import app_settings
from django.contrib.auth.models import User
from django.core.cache import cache


def use_up(user: User, code: str) -> bool:
    """Take a code that is right, and say whether it was still good.

    django-allauth remembers one for a single period; with MFA_TOTP_TOLERANCE it is right for
    longer, and RFC 6238 (5.2) wants it taken once.
    """
    steps = 2 * app_settings.TOTP_TOLERANCE + 1
    key = f"code used {user.pk} {normalize_user_code(code)}"
    return cache.add(key, True, steps * app_settings.TOTP_PERIOD)
