"""Emptying an account for good: nothing is left of its person but the key of the row."""

from __future__ import annotations

import re

from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import CASCADE, ForeignObjectRel
from django.utils.translation import gettext as _

from newsroom.audit import ledger
from newsroom.kit.locking import held

# Who did something: that stays, under the name that is none.
DONE_WITH_IT = {"admin.logentry", "articles.article_writers"}


class EmptyingRefused(Exception):
    """An account was not emptied, and nothing was changed. The message is for whoever asked."""


@transaction.atomic
def empty(user: User, *, reason: str) -> None:
    """Take name, address, password, powers, sessions, factors, and whatever else would go with an
    account were it deleted, away from it: what was kept of its typing, and its preview links.

    The row stays, for the record and what was published point at it. Its name becomes one that
    cannot be typed at the desk, so no other account has it. The ledger keeps the reason; the words
    of its older entries stay, and are for a redaction.
    Raises EmptyingRefused without a reason, or if that names the person.
    """
    user = held(User.objects.filter(pk=user.pk)).get()
    named = _words(user.username, user.first_name, user.last_name, user.email)
    if not reason.strip():
        raise EmptyingRefused(_("Say why, without the name: the record keeps the reason."))
    if named & _words(reason):
        raise EmptyingRefused(_("The reason is kept for ever: write it without the name."))
    groups = sorted(user.groups.values_list("name", flat=True))
    user.username = f"former {user.pk}"
    user.first_name = user.last_name = user.email = ""
    user.is_active = user.is_staff = user.is_superuser = False
    user.last_login = None
    user.set_unusable_password()
    user.save()
    _drop_what_is_its_own(user)
    history = LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(User))
    history.filter(object_id=str(user.pk)).update(object_repr=str(user))
    ledger.record(None, "empty account", user, groups=groups, reason=reason)


def _drop_what_is_its_own(user: User) -> None:
    for relation in User._meta.get_fields(include_hidden=True):
        if isinstance(relation, ForeignObjectRel) and relation.on_delete is CASCADE:
            rows = relation.related_model
            if rows._meta.label_lower not in DONE_WITH_IT:
                rows._base_manager.filter(**{relation.field.name: user}).delete()


def _words(*texts):
    return set(re.findall(r"[\w.@+-]*\w", " ".join(texts).casefold()))
