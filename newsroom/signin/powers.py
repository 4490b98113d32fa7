"""What somebody may do at the desk, and over whom."""

from __future__ import annotations

from django.contrib.auth.models import Permission, User
from django.db.models import Manager, Q, QuerySet


def powers(user: User) -> QuerySet[Permission]:
    """The permissions that somebody has or, while the account is inactive, would have."""
    if user.is_superuser:
        return Permission.objects.all()
    return Permission.objects.filter(Q(group__user=user) | Q(user=user))


def outranks(user: User, other: User) -> bool:
    """Whether a user has every power that another has."""
    if user.is_superuser:
        return True
    return not other.is_superuser and not powers(other).exclude(pk__in=powers(user)).exists()


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
