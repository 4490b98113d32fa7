"""manage.py empty_account USER --reason …: takes a person out of an account, for good."""

from django.core.management.base import BaseCommand, CommandError

from newsroom.management.people import somebody
from newsroom.signin.emptying import EmptyingRefused, empty


class Command(BaseCommand):
    help = (
        "Takes name, address, password, roles, sessions and second factors away from an account, "
        "for good. What was done with it stays. The record keeps the reason."
    )

    def add_arguments(self, parser):
        parser.add_argument("user", help="the name with which they sign in")
        parser.add_argument("--reason", required=True, help="why, without the name")

    def handle(self, *args, **options):
        user = somebody(options["user"])
        try:
            empty(user, reason=options["reason"])
        except EmptyingRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(
            f"Account {user.pk} is empty. Older entries of the record still hold the name: of "
            "whoever is in danger it is taken out there by a redaction at the desk."
        )
