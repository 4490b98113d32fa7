"""Reminding funding managers of deadlines: each once when it comes near, and once more when it
is close (`funding.deadlines.CALLS`).
"""

from collections.abc import Collection
from datetime import date

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import send_mail
from django.db import transaction
from django.utils import formats
from django.utils.translation import gettext as _

from articles.upkeep.due import deadlines
from funding.deadlines import Deadline
from newsroom.audit import ledger
from newsroom.models import LedgerEntry, Masthead

VERB = "remind"


def due_reminders(today: date) -> list[Deadline]:
    """The Deadlines whose latest reminder is due and was not given yet."""
    told = {
        (entry.subject_kind, entry.subject_key, entry.facts["what"], entry.facts["due"])
        + (entry.facts["call"],)
        for entry in LedgerEntry.objects.filter(verb=VERB).select_related("words")
    }
    return [deadline for deadline in deadlines(today) if _mark(deadline) not in told]


class NobodyToTell(Exception):
    """There is a mail server, and no funding manager with an address."""


def remind(found: Collection[Deadline]) -> list[str]:
    """Tell the funding managers of Deadlines and record that; returns the addresses mailed to.

    Without a mail server nothing is mailed: whoever calls this prints the lines.
    With one, the mail is sent before anything is recorded. Where that fails, or
    NobodyToTell is raised, the next run tries again.
    """
    addresses = managers() if settings.EMAIL_HOST else []
    if settings.EMAIL_HOST:
        _mail(found, addresses)
    with transaction.atomic():
        for deadline in found:
            *_subject, what, due, call = _mark(deadline)
            ledger.record(None, VERB, deadline.subject, what=what, due=due, call=call)
    return addresses


def _mail(found, addresses):
    if not addresses:
        raise NobodyToTell(
            _("No funding manager has an e-mail address: give one of them theirs at the desk.")
        )
    send_mail(
        subject=_("%s: what is due") % Masthead.current().name,
        message="\n".join(map(line, found)),
        from_email=None,
        recipient_list=addresses,
    )


def managers() -> list[str]:
    """The addresses of those who keep grants, superusers not counted."""
    keepers = User.objects.with_perm(
        "funding.change_grant",
        include_superusers=False,
        backend=settings.AUTHENTICATION_BACKENDS[0],
    )
    return sorted(set(keepers.exclude(email="").values_list("email", flat=True)))


def line(deadline: Deadline) -> str:
    """A deadline as a sentence of one line."""
    return _("%(day)s: %(what)s, %(subject)s (%(when)s).") % {
        "day": formats.date_format(deadline.due, "j F Y"),
        "what": deadline.what.label,
        "subject": deadline.subject,
        "when": deadline.left,
    }


def _mark(deadline):
    """What tells one reminder from another."""
    subject = deadline.subject
    kind = subject._meta.label_lower
    return kind, str(subject.pk), deadline.what.value, deadline.due.isoformat(), deadline.call
