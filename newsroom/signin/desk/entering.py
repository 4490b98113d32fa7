"""The pages for whoever is not at the desk yet."""

from __future__ import annotations

import logging
from functools import partial
from smtplib import SMTPException

from allauth.account import views
from allauth.account.utils import passthrough_next_redirect_url
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.contrib import admin, messages
from django.contrib.auth import REDIRECT_FIELD_NAME, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsroom.refusals import log_failed_sign_in
from newsroom.signin import challenges, factors, links
from newsroom.signin.desk.pages import DeskPage, TellsLockOut, afterwards
from newsroom.signin.limits import locks, tell_lock_out, too_many

logger = logging.getLogger(__name__)


class SignIn(TellsLockOut, DeskPage, views.LoginView):
    title = gettext_lazy("Sign in")


class PasskeySignIn(LoginWebAuthnView):
    """Has no page of its own: its button stands on that of `SignIn`."""

    def get(self, request, *args, **kwargs):
        return challenges.hand_out(request, super().get(request, *args, **kwargs))

    def post(self, request, *args, **kwargs):
        self.challenge = challenges.take_back(request)
        response = super().post(request, *args, **kwargs)
        challenges.forget(request)
        return response

    def form_valid(self, form):
        if not challenges.use_up(self.challenge):
            form.add_error("credential", get_adapter().validation_error("incorrect_code"))
            return self.form_invalid(form)
        return super().form_valid(form)

    def form_invalid(self, form):
        log_failed_sign_in(self.request)
        super().form_invalid(form)
        page = reverse("account_login")
        return HttpResponseRedirect(
            passthrough_next_redirect_url(self.request, page, REDIRECT_FIELD_NAME)
        )


class SecondFactor(DeskPage, AuthenticateView):
    title = gettext_lazy("Your second factor")

    def dispatch(self, request, *args, **kwargs):
        """Whose factors were taken away meanwhile begins anew: this page and that of the password
        would each send them to the other.
        """
        response = super().dispatch(request, *args, **kwargs)
        stage = getattr(self, "stage", None)
        if stage and not request.user.is_authenticated and not factors.has_factor(stage.login.user):
            logout(request)
            messages.info(request, _("Your second factor was taken away. Sign in once more."))
        return response

    def get_context_data(self, **given):
        """Asks for what somebody has: whoever is here has shown the password."""
        kinds = factors.kinds(self.stage.login.user)
        return {
            "has_app": Authenticator.Type.TOTP in kinds,
            "has_passkey": Authenticator.Type.WEBAUTHN in kinds,
            **super().get_context_data(**given),
        }

    def form_invalid(self, form):
        user = self.stage.login.user
        log_failed_sign_in(self.request)
        is_wrong = any(form.has_error(name, "incorrect_code") for name in form.fields)
        if is_wrong and locks(self.request, f"factor {user.pk}"):
            tell_lock_out([user])
        return super().form_invalid(form)


class AsSomebodyElse(views.LogoutView):
    """Leaves a sign-in that waits for its second factor."""

    http_method_names = ("post",)


class Forgotten(DeskPage, views.PasswordResetView):
    title = gettext_lazy("A new password")
    success_url = reverse_lazy("account_login")

    def get_context_data(self, **given):
        return {"mails": links.mail_is_set_up(), **super().get_context_data(**given)}

    def form_valid(self, form):
        response = super().form_valid(form)
        if response.status_code != 302:
            return response
        words = _("If an account has this address, a mail with a link is on its way to it.")
        messages.success(self.request, words)
        people = form.people if links.mail_is_set_up() else []
        return afterwards(response, partial(_mail_links, people))


class SetPassword(DeskPage, views.PasswordResetFromKeyView):
    title = gettext_lazy("Choose a password")
    success_url = reverse_lazy("account_login")


def _mail_links(people):
    for user in people:
        try:
            links.mail_link(user)
        except (SMTPException, OSError) as problem:
            words = "A link for a new password was not mailed, to user %s: %r"
            logger.error(words, user.pk, type(problem))


# What a limit that answers by itself counts, by the names of the pages.
COUNTED = {
    "account_login": "login",
    "account_reset_password": "reset_password",
    "account_reset_password_from_key": "reset_password_from_key",
    "account_change_password": "change_password",
    "account_set_password": "change_password",
}


def refused(request: HttpRequest) -> HttpResponse:
    """Django-allauth’s handler429: the answer to whoever tries more often than limits allow."""
    log_failed_sign_in(request)
    page = request.resolver_match.url_name
    words = (
        too_many(request, "webauthn_login", "allauth.mfa")
        if page == "mfa_login_webauthn"
        else too_many(request, COUNTED.get(page, "reauthenticate"))
    )
    context = {**admin.site.each_context(request), "title": _("Not now"), "words": words}
    return render(request, "429.html", context, status=429)
