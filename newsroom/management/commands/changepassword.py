"""manage.py changepassword USER: sets a password anew, and tells the ledger."""

import getpass

from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from newsroom.audit import ledger
from newsroom.kit.locking import held
from newsroom.management.people import somebody
from newsroom.signin import sessions

TRIES = 3


class Command(BaseCommand):
    help = (
        "Sets the password of somebody anew, and ends their sessions. The record tells of it. "
        "Where the desk is open to somebody who keeps its accounts, a link is better: nobody else "
        "then knows the password."
    )

    def add_arguments(self, parser):
        parser.add_argument("user", help="the name with which they sign in")

    def handle(self, *args, **options):
        user = somebody(options["user"])
        password = self._typed(user)
        with transaction.atomic():
            user = held(User.objects.filter(pk=user.pk)).get()
            user.set_password(password)
            user.save(update_fields=["password"])
            count = sessions.end(user)
            ledger.record(None, "set password", user)
        self.stdout.write(f"The password of {user} is set, and {count} sessions ended.")

    def _typed(self, user):
        """A password that was typed twice and keeps the rules; CommandError after a few tries."""
        for _number in range(TRIES):
            password = getpass.getpass(f"Password of {user}: ")
            if password != getpass.getpass("Once more: "):
                self.stderr.write("These were two different ones.")
                continue
            try:
                validate_password(password, user)
            except ValidationError as refused:
                self.stderr.write("\n".join(refused.messages))
            else:
                return password
        raise CommandError("Nothing was changed.")
