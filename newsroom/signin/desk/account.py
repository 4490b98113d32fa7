"""The pages of somebody’s own account: password, second factors, sessions."""

from __future__ import annotations

from allauth.account import views
from allauth.mfa.base.views import IndexView, ReauthenticateView
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import (
    AddWebAuthnView,
    ReauthenticateWebAuthnView,
    RemoveWebAuthnView,
)
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse, reverse_lazy
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from newsroom.signin import codes, factors, sessions
from newsroom.signin.desk.mail import mail_form
from newsroom.signin.desk.pages import (
    ChangesFactors,
    DeskPage,
    TellsLockOut,
    ended,
    sent_from_the_account,
)

ACCOUNT = reverse_lazy("mfa_index")


class Account(DeskPage, IndexView):
    title = gettext_lazy("Your account")

    def get_context_data(self, **given):
        user = self.request.user
        return {
            **super().get_context_data(**given),
            "has_factor": factors.has_factor(user),
            "needed_from": factors.needed_from(user),
            "must_enrol": factors.must_enrol(self.request),
            "mail": mail_form(user),
            "sessions": sessions.of(user),
            "this_session": self.request.session.session_key,
        }


class ChangePassword(DeskPage, views.PasswordChangeView):
    template_name = "account/password_set.html"
    title = gettext_lazy("Change your password")
    success_url = ACCOUNT


class FirstPassword(DeskPage, views.PasswordSetView):
    """For whoever has come in with a passkey, and has no password."""

    title = gettext_lazy("Choose a password")
    success_url = ACCOUNT


class AddApp(ChangesFactors, DeskPage, ActivateTOTPView):
    title = gettext_lazy("Add an authenticator app")
    verb, kind = "add factor", "totp"

    def form_valid(self, form):
        """The code is used up with that: whoever saw it typed does not sign in with it."""
        codes.use_up(self.request.user, form.cleaned_data["code"])
        return super().form_valid(form)

    def get_context_data(self, **given):
        context = super().get_context_data(**given)
        # Made of squares alone; a picture in an address is more than the content policy allows.
        context["qr_code"] = mark_safe(context["totp_svg"].rpartition("?>")[2])
        return context


class RemoveApp(ChangesFactors, DeskPage, DeactivateTOTPView):
    title = gettext_lazy("Remove the authenticator app")
    verb, kind = "remove factor", "totp"


class AddPasskey(ChangesFactors, DeskPage, AddWebAuthnView):
    title = gettext_lazy("Add a passkey")
    verb, kind = "add factor", "webauthn"


class RemovePasskey(ChangesFactors, DeskPage, RemoveWebAuthnView):
    title = gettext_lazy("Remove a passkey")
    verb, kind = "remove factor", "webauthn"
    success_url = ACCOUNT


class NewCodes(ChangesFactors, DeskPage, GenerateRecoveryCodesView):
    title = gettext_lazy("Make new recovery codes")
    verb, kind = "add factor", "recovery_codes"


class Codes(DeskPage, ViewRecoveryCodesView):
    title = gettext_lazy("Recovery codes")


class ConfirmByPassword(TellsLockOut, DeskPage, views.ReauthenticateView):
    title = gettext_lazy("Confirm that it is you")


class ConfirmByCode(DeskPage, ReauthenticateView):
    title = gettext_lazy("Confirm that it is you")


class ConfirmByPasskey(DeskPage, ReauthenticateWebAuthnView):
    title = gettext_lazy("Confirm that it is you")


@sent_from_the_account
def end_sessions(request: HttpRequest) -> HttpResponse:
    """End one session of one’s own, or all but this one."""
    user, this = request.user, request.session.session_key
    only = request.POST.get("session")
    count = sessions.end_on_record(user, by=user, but=this, only=only)
    messages.success(request, ended(count))
    return HttpResponseRedirect(reverse("mfa_index"))
