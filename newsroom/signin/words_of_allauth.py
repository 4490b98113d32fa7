"""What the forms of django-allauth say, so that they say it in the languages that it lacks too."""

from django.utils.translation import gettext_noop as _

WORDS = (
    _("Authenticator code"),
    _("Code"),
    _("Current Password"),
    _("Email"),
    _("Email address"),
    _("Forgot your password?"),
    _("New Password"),
    _("New Password (again)"),
    _("Password (again)"),
    _("The email address is not assigned to any user account."),
    _("The new value must be different from the current one."),
    _("This account is currently inactive."),
    _("Username"),
    _("You must type the same password each time."),
)
