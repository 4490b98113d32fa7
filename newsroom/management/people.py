"""Whom a command is told to do something with, or for."""

from django.contrib.auth.models import User
from django.core.management.base import CommandError


def somebody(username: str) -> User:
    """Whoever has an account of this name, active or not; CommandError for nobody."""
    user = User.objects.filter(username=username).first()
    if user is None:
        raise CommandError("Nobody signs in with this name.")
    return user


def active(username: str) -> User:
    """Whoever may act under this name; CommandError for nobody."""
    user = User.objects.filter(username=username, is_active=True).first()
    if user is None:
        raise CommandError(f"There is no active user “{username}”.")
    return user
