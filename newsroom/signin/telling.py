"""Mail to somebody whose account somebody else has changed: they may have asked for it, or not."""

from __future__ import annotations

import logging
from smtplib import SMTPException

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import send_mail
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsroom.called import called
from newsroom.models import Masthead
from newsroom.signin import links

logger = logging.getLogger(__name__)

TAKEN_AWAY = gettext_lazy(
    """Hello %(name)s,

the second factor of your account at the desk of %(publication)s was taken away, by %(by)s, and you
were signed out everywhere. Sign in with your password, and add another one:

    %(link)s

If you did not ask for this, tell whoever keeps the accounts at once: somebody may be trying to get
in as you.
"""
)


def mail_of_reset(user: User, *, by: User | None) -> None:
    """Tell somebody that their factors were taken away, where they can be mailed to. A mail that
    does not leave is a line in the log. `by` is None for whoever runs the server.
    """
    if not (links.mail_is_set_up() and user.email):
        return
    publication = Masthead.current().name
    told = {
        "name": called(user),
        "by": called(by) or _("whoever runs the server"),
        "publication": publication,
        "link": settings.SITE_URL + reverse("mfa_index"),
    }
    subject = _("Your second factor was taken away: %s") % publication
    try:
        send_mail(subject, str(TAKEN_AWAY) % told, None, [user.email])
    except (SMTPException, OSError) as problem:
        logger.error("User %d was not told of a reset: %r", user.pk, type(problem))
