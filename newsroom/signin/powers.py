"""What somebody may do at the desk, and over whose account.

To give is bound more than to take: whoever is invited, or handed a link, may be anybody, so nobody
lets in more than they may do themselves. Whoever keeps people is kept by superusers alone.
"""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission, User
from django.core.exceptions import PermissionDenied
from django.db.models import Manager, Q, QuerySet

# Whoever has one of these keeps people.
KEEPING = Q(content_type__app_label="auth", codename__in=("add_user", "change_user"))


def of(user: User) -> QuerySet[Permission]:
    """The permissions that somebody has or, while the account is inactive, would have."""
    if user.is_superuser:
        return Permission.objects.all()
    return Permission.objects.filter(Q(group__user=user) | Q(user=user))


def is_keeper(user: User) -> bool:
    """Whether somebody keeps people, as superusers and administrators do."""
    return user.is_superuser or of(user).filter(KEEPING).exists()


def may_change(user: User, other: User) -> bool:
    """Whether a user who keeps people may change the account of another, and let them in anew.

    Superusers may; others only where they have every power of that account, and never that of
    somebody who keeps people: not their own either.
    """
    if user.is_superuser:
        return True
    return not is_keeper(other) and not of(other).exclude(pk__in=of(user)).exists()


def may_shut_out(user: User, other: User) -> bool:
    """Whether a user who keeps people may close the account of another, whatever that one may do:
    a stolen telephone does not wait. Not of somebody who keeps people, but for superusers.
    """
    return user.pk != other.pk and (user.is_superuser or not is_keeper(other))


def roles_to_give(user: User) -> QuerySet[Group]:
    """The roles that somebody may give: with no power beyond their own, and not that to keep
    people.
    """
    if user.is_superuser:
        return Group.objects.all()
    beyond = Permission.objects.filter(KEEPING | ~Q(pk__in=of(user)))
    return Group.objects.exclude(permissions__in=beyond)


def refuse_beyond(user: User, other: User) -> None:
    """Raise PermissionDenied where an account, as it is stored now, is beyond what a user may give.

    For after a change and within its transaction, whichever form or forgery it came by.
    """
    if not may_change(user, other):
        raise PermissionDenied


def facts(user: User) -> dict[str, object]:
    """What the ledger keeps of somebody’s powers, before and after a change."""
    return {
        "active": user.is_active,
        "staff": user.is_staff,
        "superuser": user.is_superuser,
        "groups": sorted(user.groups.values_list("name", flat=True)),
        "permissions": names(user.user_permissions),
    }


def names(permissions: Manager[Permission]) -> list[str]:
    """Each as ``app.codename``, in their order."""
    rows = permissions.values_list("content_type__app_label", "codename")
    return sorted(f"{app}.{codename}" for app, codename in rows)
