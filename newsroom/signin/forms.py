"""The forms of django-allauth that ask something else here than there."""

from __future__ import annotations

from allauth.account.forms import ResetPasswordForm
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from newsroom.signin import codes
from newsroom.signin.backend import StaffBackend


class ForgottenForm(ResetPasswordForm):
    """Whom an address belongs to is known to `people` once it is valid, and told to nobody."""

    def clean_email(self) -> str:
        """However the address was spelled when the account was made."""
        email = self.cleaned_data["email"]
        self.users = list(User.objects.filter(email__iexact=email))
        return email

    def save(self, request: HttpRequest, **_more: object) -> str:
        """Mail nothing yet: the answer would take longer where there is somebody to mail to."""
        return self.cleaned_data["email"]

    @property
    def people(self) -> list:
        return [user for user in self.users if StaffBackend().user_can_authenticate(user)]


class TakesCode:
    """Takes each code once, and tells nobody that one is wrong whose secret cannot be read."""

    def clean_code(self) -> str:
        try:
            code = super().clean_code()  # type: ignore[misc]
        except ValidationError as problem:
            if problem.code == "incorrect_code" and hasattr(context.request, "met_unreadable"):
                raise get_adapter().validation_error("unreadable_secret") from problem
            raise
        if not codes.use_up(self.user, code):  # type: ignore[attr-defined]
            raise get_adapter().validation_error("incorrect_code")
        return code


class CodeForm(TakesCode, AuthenticateForm):
    pass


class ConfirmByCodeForm(TakesCode, ReauthenticateForm):
    pass


class AddPasskeyForm(AddWebAuthnForm):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the key")
        self.fields["name"].validators = [MaxLengthValidator(60)]
        self.fields["passwordless"].label = _("Sign in with this key alone")
        self.fields["passwordless"].initial = True
        self.fields["passwordless"].help_text = _(
            "The key then asks for your fingerprint, face or PIN, and no password is needed. "
            "Without this it stands beside your password."
        )

    def clean(self) -> dict:
        """Refuse what no device makes: django-allauth fails on it."""
        try:
            return super().clean()
        except ValueError as problem:
            raise get_adapter().validation_error("incorrect_code") from problem
