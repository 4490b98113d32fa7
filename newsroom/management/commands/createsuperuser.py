"""manage.py createsuperuser: as Django makes one, told in the ledger."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.management.commands.createsuperuser import Command as StockCommand
from django.contrib.auth.models import User
from django.db import transaction

from newsroom.audit import ledger
from newsroom.signin import powers


class Command(StockCommand):
    help = (
        "Makes an account that may do everything, for whoever sets the newsroom up. The record "
        "tells of it. Everybody else is invited at the desk."
    )
    # A database that no migration has made is told in a sentence, as by every command.
    requires_migrations_checks = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.UserModel = RecordedPeople()


class RecordedPeople:
    """The accounts, for Django’s command: it asks, and then makes one by what it takes for their
    manager. Nothing is locked while somebody types.
    """

    def __getattr__(self, name: str) -> Any:
        return getattr(User, name)

    def __call__(self, **given: Any) -> User:
        return User(**given)

    @property
    def _default_manager(self) -> RecordedPeople:
        return self

    def db_manager(self, _database: str) -> RecordedPeople:
        return self

    def get_by_natural_key(self, username: str) -> User:
        return User.objects.get_by_natural_key(username)

    def create_superuser(self, **given: Any) -> User:
        with transaction.atomic():
            user = User.objects.create_superuser(**given)
            ledger.record(None, "change powers", user, before={}, after=powers.facts(user))
        return user
