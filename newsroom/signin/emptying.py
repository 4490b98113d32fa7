"""Emptying an account for good: nothing is left of its person but the key of the row."""

from __future__ import annotations

import re

from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import CASCADE, SET_NULL, ForeignObjectRel, Model
from django.utils.translation import gettext as _

from newsroom.audit import ledger, vouched
from newsroom.kit.locking import held

# Who did something: that stays, under the name that is none.
DONE_WITH_IT = {"admin.logentry", "articles.article_writers"}


class EmptyingRefused(Exception):
    """An account was not emptied, and nothing was changed. The message is for whoever asked."""


@transaction.atomic
def empty(user: User, *, reason: str) -> None:
    """Take name, address, password, powers, sessions, factors, and whatever else would go with an
    account were it deleted, away from it: what was kept of its typing, and its preview links. What
    would lead to no account then leads to none: an author tells no more who was behind it.

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
    let_go = _let_go_of_it(user)
    history = LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(User))
    history.filter(object_id=str(user.pk)).update(object_repr=str(user))
    ledger.record(
        None, "empty account", user, rows=vouched.edited(let_go), groups=groups, reason=reason
    )


def _drop_what_is_its_own(user: User) -> None:
    for column in _columns_that(CASCADE):
        if column.model._meta.label_lower not in DONE_WITH_IT:
            column.model._base_manager.filter(**{column.name: user}).delete()


def _let_go_of_it(user: User) -> list[Model]:
    """Let the rows that a deletion would leave lead to nobody; returns them."""
    changed: list[Model] = []
    for column in _columns_that(SET_NULL):
        for row in held(column.model._base_manager.filter(**{column.name: user})):
            setattr(row, column.name, None)
            row.save(update_fields=[column.name])
            changed.append(row)
    return changed


def _columns_that(on_delete):
    """The keys of other rows to an account of which a deletion would make this."""
    for relation in User._meta.get_fields(include_hidden=True):
        if isinstance(relation, ForeignObjectRel) and relation.on_delete is on_delete:
            yield relation.field


def _words(*texts):
    return set(re.findall(r"[\w.@+-]*\w", " ".join(texts).casefold()))
