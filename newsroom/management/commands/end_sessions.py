"""manage.py end_sessions [USER]: everybody, or somebody, has to sign in again."""

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand
from django.db import transaction

from newsroom.management.people import somebody
from newsroom.signin import sessions


class Command(BaseCommand):
    help = "Ends all sessions, as after a restore, or those of one person."

    def add_arguments(self, parser):
        parser.add_argument("user", nargs="?", help="the name with which they sign in")

    @transaction.atomic
    def handle(self, *args, **options):
        name = options["user"]
        people = User.objects.order_by("pk") if name is None else [somebody(name)]
        count = sum(sessions.end_on_record(user, by=None) for user in people)
        self.stdout.write(f"{count} sessions were ended.")
