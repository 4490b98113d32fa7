"""Links that let somebody set a password: invitations, and those for a forgotten one.

A link is signed, and holds no longer than its time or until it was used: the password and the
last sign-in are part of what is signed.
"""

from __future__ import annotations

from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core.mail import send_mail
from django.urls import reverse
from django.utils.http import base36_to_int
from django.utils.translation import gettext_lazy as _

from newsroom.called import called
from newsroom.kit import durations
from newsroom.models import Masthead

# In seconds. An invitation holds for PASSWORD_RESET_TIMEOUT.
WHILE_FORGOTTEN = 2 * 60 * 60


class LinkTokens(PasswordResetTokenGenerator):
    key_salt = "newsroom.signin.links"

    def check_token(self, user: User | None, token: str | None) -> bool:
        if not (user and token and super().check_token(user, token)):
            return False
        made = base36_to_int(token.partition("-")[0])
        return self._num_seconds(self._now()) - made <= seconds_of(user)


def is_invited(user: User) -> bool:
    """Whether somebody has an account, and no password yet."""
    return not user.has_usable_password()


def seconds_of(user: User) -> int:
    """How long a link for somebody holds."""
    return settings.PASSWORD_RESET_TIMEOUT if is_invited(user) else WHILE_FORGOTTEN


def link_for(user: User) -> str:
    """The whole address at which somebody may set a password."""
    key = LinkTokens().make_token(user)
    given = {"uidb36": user_pk_to_url_str(user), "key": key}
    return settings.SITE_URL + reverse("account_reset_password_from_key", kwargs=given)


def mail_is_set_up() -> bool:
    return bool(settings.MAIL.host)


INVITATION = _(
    """Hello %(name)s,

you have an account at the desk of %(publication)s. Your name there is

    %(username)s

Choose your password here:

    %(link)s

The link holds for %(time)s, and once. If you did not expect this, you need not do anything.
"""
)
FORGOTTEN = _(
    """Hello %(name)s,

somebody, probably you, asked for a new password at the desk of %(publication)s. Your name there is

    %(username)s

Choose a new password here:

    %(link)s

The link holds for %(time)s, and once. If it was not you, you need not do anything: your
password stays as it is.
"""
)


def mail_link(user: User) -> None:
    """Mail somebody the link. Raises what the mail server raises: SMTPException or OSError."""
    told = {
        "name": called(user),
        "username": user.get_username(),
        "publication": Masthead.current().name,
        "link": link_for(user),
        "time": durations.in_words(seconds_of(user)),
    }
    invited = is_invited(user)
    subject = (
        _("Your account at %(publication)s") if invited else _("A new password: %(publication)s")
    )
    words = INVITATION if invited else FORGOTTEN
    send_mail(str(subject) % told, str(words) % told, None, [user.email])
