"""manage.py reset_factors USER --reason …: takes away what somebody can show no more."""

from django.core.management.base import BaseCommand, CommandError

from newsroom.management.people import somebody
from newsroom.signin import factors
from newsroom.signin.telling import mail_of_reset


class Command(BaseCommand):
    help = (
        "Takes away all second factors of somebody who has lost them, and ends their sessions. "
        "They sign in with their password, and add another factor. The record keeps the reason."
    )

    def add_arguments(self, parser):
        parser.add_argument("user", help="the name with which they sign in")
        parser.add_argument("--reason", required=True, help="why, and how you know that it is them")

    def handle(self, *args, **options):
        user = somebody(options["user"])
        try:
            kinds, count = factors.reset(user, by=None, reason=options["reason"])
        except factors.ResetRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        mail_of_reset(user, by=None)
        self.stdout.write(
            f"{user} has no second factor any more: {', '.join(kinds)} were taken away, and "
            f"{count} sessions ended."
        )
