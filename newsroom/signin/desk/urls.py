"""Addresses of signing in, below that of the desk. Their names are those that django-allauth asks
for; there is no other page of it.
"""

from django.urls import path, re_path

from newsroom.signin.desk import account, again, entering, mail

urlpatterns = [
    path("login/", entering.SignIn.as_view(), name="account_login"),
    path("login/passkey/", entering.PasskeySignIn.as_view(), name="mfa_login_webauthn"),
    path("login/factor/", entering.SecondFactor.as_view(), name="mfa_authenticate"),
    path("login/else/", entering.AsSomebodyElse.as_view(), name="account_logout"),
    path("login/again/", again.signed_in_again, name="signed-in-again"),
    path("login/who/", again.signed_in, name="signed-in"),
    path("login/forgotten/", entering.Forgotten.as_view(), name="account_reset_password"),
    re_path(
        r"^login/password/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        entering.SetPassword.as_view(),
        name="account_reset_password_from_key",
    ),
    path("account/", account.Account.as_view(), name="mfa_index"),
    path("account/password/", account.ChangePassword.as_view(), name="account_change_password"),
    path("account/password/first/", account.FirstPassword.as_view(), name="account_set_password"),
    path("account/app/", account.AddApp.as_view(), name="mfa_activate_totp"),
    path("account/app/remove/", account.RemoveApp.as_view(), name="mfa_deactivate_totp"),
    path("account/keys/add/", account.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("account/keys/<int:pk>/", account.RemovePasskey.as_view(), name="mfa_remove_webauthn"),
    path("account/codes/", account.Codes.as_view(), name="mfa_view_recovery_codes"),
    path("account/codes/new/", account.NewCodes.as_view(), name="mfa_generate_recovery_codes"),
    path("account/confirm/", account.ConfirmByPassword.as_view(), name="account_reauthenticate"),
    path("account/confirm/code/", account.ConfirmByCode.as_view(), name="mfa_reauthenticate"),
    path(
        "account/confirm/key/",
        account.ConfirmByPasskey.as_view(),
        name="mfa_reauthenticate_webauthn",
    ),
    path("account/mail/", mail.choose_mail, name="account_mail"),
    path("account/sessions/", account.end_sessions, name="account_end_sessions"),
]
