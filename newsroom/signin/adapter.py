"""How django-allauth signs people in here: what it asks us, and what we record of it."""

from __future__ import annotations

import logging
import time
from functools import partial
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _

from newsroom.audit import ledger
from newsroom.clients import address_of
from newsroom.models import Masthead
from newsroom.refusals import log_failed_sign_in
from newsroom.signin import encryption, factors, known, limits, sessions
from newsroom.signin.backend import StaffBackend

logger = logging.getLogger(__name__)
WRONG = _("The name or the password is wrong. Capital letters matter in both.")
BEGIN_ANEW = _("Your account was changed while you signed in. Sign in once more.")
UNREADABLE = _(
    "Your code may be right, but this newsroom cannot check codes any more. Use a passkey if you "
    "have one, or ask whoever runs its server."
)
# What the session of a sign-in that waits for its second factor keeps of the password.
BEGUN_WITH = "begun_with"


class DoorAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": WRONG,
        "incorrect_code": _("This is not right, or it was used before. Try the next one."),
        "incorrect_password": _("This is not your password."),
    }

    def validation_error(self, code: str, *args: object) -> ValidationError:
        if code in ("too_many_login_attempts", "rate_limited"):
            return ValidationError(limits.too_many(self.request, "login_failed"), code)
        return super().validation_error(code, *args)

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_safe_url(self, url: str) -> bool:
        """Where to go on to is typed by anybody: what is no address, as “http://[”, is not safe."""
        try:
            return super().is_safe_url(url)
        except ValueError:
            return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Where nobody tells the address, everybody shares the limits of one."""
        return address_of(request) or "unknown"

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: str) -> str:
        """A name is counted letter by letter, as it is asked for: in another case it opens
        nothing, so it need not lock anything. A browser that is known is counted apart.
        """
        name = credentials.get("username", "")
        return f"name {name} {known.mark_of(request, name)}"

    def authentication_failed(self, request: HttpRequest, **credentials: str) -> None:
        """What a lock-out takes to be told is done by `TellsLockOut`: only of an account that
        exists, so it would show which do.
        """
        log_failed_sign_in(request)
        if limits.locks(request, self._get_login_attempts_cache_key(request, **credentials)):
            people = User.objects.filter(username=credentials["username"])
            request.tell_lock_out = partial(limits.tell_lock_out, people)  # type: ignore[attr-defined]

    def pre_login(self, request: HttpRequest, user: User, **_more: object) -> HttpResponse | None:
        """A passkey opens the desk for nobody whose password would not."""
        if StaffBackend().user_can_authenticate(user):
            request.session[BEGUN_WITH] = user.get_session_auth_hash()
            return None
        log_failed_sign_in(request)
        messages.error(request, WRONG)
        return HttpResponseRedirect(reverse("account_login"))

    def login(self, request: HttpRequest, user: User) -> None:
        """Nobody comes in by a password that was changed while the second factor was awaited."""
        begun_with = request.session.pop(BEGUN_WITH, "")
        is_same = constant_time_compare(begun_with, user.get_session_auth_hash())
        if not (is_same and StaffBackend().user_can_authenticate(user)):
            request.session.flush()
            log_failed_sign_in(request)
            messages.error(request, BEGIN_ANEW)
            raise ImmediateHttpResponse(HttpResponseRedirect(reverse("account_login")))
        with transaction.atomic():
            super().login(request, user)
            sessions.begin(request)
            factors.remember(request)
            ledger.record(user, "sign in", user, by=methods(request, user))
            transaction.on_commit(limits.forget, robust=True)

    def post_login(self, request: HttpRequest, user: User, **more: Any) -> HttpResponse:
        return known.remember(super().post_login(request, user, **more), user.get_username())

    def set_password(self, user: User, password: str) -> None:
        """Set anew by its owner, signed in or by a link. All other sessions end with that."""
        with transaction.atomic():
            super().set_password(user, password)
            sessions.end(user, but=self._own_session(user))
            ledger.record(user, "set password", user)

    def _own_session(self, user):
        is_own = self.request.user.is_authenticated and self.request.user.pk == user.pk
        return self.request.session.session_key if is_own else None

    def is_reauthentication_required(self, *, app: str, **_more: object) -> bool:
        """Not from whoever has just signed in."""
        records = get_authentication_records(self.request, self.request.user)
        latest = max((record["at"] for record in records), default=0)
        return time.time() - latest > app_settings.REAUTHENTICATION_TIMEOUT


class FactorAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": DoorAdapter.error_messages["incorrect_code"],
        "unreadable_secret": UNREADABLE,
    }

    def get_totp_label(self, user: User) -> str:
        return user.get_username()

    def get_totp_issuer(self) -> str:
        return Masthead.current().name

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": Masthead.current().name}

    def get_public_key_credential_user_entity(self, user: User) -> dict:
        """Without the e-mail address: who looks at a device needs the name alone."""
        return {
            **super().get_public_key_credential_user_entity(user),
            "name": user.get_username(),
        }

    def generate_authenticator_name(self, user: User, type: str) -> str:
        """The device that somebody sits at is the most likely to keep it."""
        return sessions.browser_of(self.request)

    def encrypt(self, text: str) -> str:
        return encryption.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Where no key fits, a text of nobody: another factor may be right, and pages are whole."""
        try:
            return encryption.decrypt(encrypted_text)
        except encryption.Unreadable:
            self._tell_once()
            return encryption.of_nobody()

    def _tell_once(self):
        """One line for each request, however many secrets it asks for."""
        if not getattr(self.request, "met_unreadable", False):
            self.request.met_unreadable = True
            logger.error(
                "A second factor was not checked: its secret is encrypted with another key. Put "
                "the key from before into SECRET_KEY_FALLBACKS, then run encrypt_anew; if it is "
                "lost, reset_factors."
            )


def methods(request: HttpRequest, user: User) -> list[str]:
    """How whoever signs in has shown who they are: "password", "totp", "passkey"…"""
    records = get_authentication_records(request, user)
    return [
        "passkey" if one.get("passwordless") else one.get("type") or one["method"]
        for one in records
    ]
