"""manage.py end_sessions [USER]: everybody, or somebody, has to sign in again."""

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from newsroom.audit import ledger
from newsroom.signin import sessions


class Command(BaseCommand):
    help = "Ends all sessions, as after a restore, or those of one person."

    def add_arguments(self, parser):
        parser.add_argument("user", nargs="?", help="the name with which they sign in")

    @transaction.atomic
    def handle(self, *args, **options):
        people = User.objects.order_by("pk")
        if options["user"] is not None:
            people = people.filter(username=options["user"])
            if not people:
                raise CommandError("Nobody signs in with this name.")
        counts = [(user, sessions.end(user)) for user in people]
        for user, count in counts:
            if count:
                ledger.record(None, "end sessions", user, count=count)
        self.stdout.write(f"{sum(count for _user, count in counts)} sessions were ended.")
