"""Settings of Django and django-allauth for signing in; `newsroom.settings` takes them over."""

LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
AUTHENTICATION_BACKENDS = ["newsroom.signin.backend.StaffBackend"]
SESSION_ENGINE = "newsroom.signin.store"
# Without work a session ends after this time, and whatever is done after the longer one.
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_LONGEST = 14 * 24 * 60 * 60
# Invitations; links for a forgotten password end sooner (newsroom/signin/links.py).
PASSWORD_RESET_TIMEOUT = 7 * 24 * 60 * 60
ACCOUNT_ADAPTER = "newsroom.signin.adapter.DoorAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "newsroom.signin.links.LinkTokens"  # noqa: S105
ACCOUNT_FORMS = {"reset_password": "newsroom.signin.forms.ForgottenForm"}
# "key" is the name that was typed. The count of `lock_out` is one less than that of the account.
ACCOUNT_RATE_LIMITS = {
    "login_failed": "10/m/ip,60/h/ip,5/15m/key",
    "lock_out": "4/15m/key",
    "reset_password": "10/h/ip,3/h/key",
}
MFA_ADAPTER = "newsroom.signin.adapter.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_FORMS = {"add_webauthn": "newsroom.signin.forms.AddPasskeyForm"}
