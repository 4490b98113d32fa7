"""manage.py reset_factors USER --reason …: takes away what somebody can show no more."""

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from newsroom.audit import ledger
from newsroom.management.people import somebody
from newsroom.signin import sessions


class Command(BaseCommand):
    help = (
        "Takes away all second factors of somebody who has lost them, and ends their sessions. "
        "They sign in with their password, and add another factor. The record keeps the reason."
    )

    def add_arguments(self, parser):
        parser.add_argument("user", help="the name with which they sign in")
        parser.add_argument("--reason", required=True, help="why, and how you know that it is them")

    @transaction.atomic
    def handle(self, *args, **options):
        user = somebody(options["user"])
        reason = options["reason"].strip()
        if not reason:
            raise CommandError("Say why: the record keeps the reason.")
        factors = Authenticator.objects.filter(user=user)
        kinds = sorted(factors.values_list("type", flat=True))
        if not kinds:
            raise CommandError(f"{user} has no second factor.")
        factors.delete()
        count = sessions.end(user)
        ledger.record(None, "reset factors", user, kinds=kinds, reason=reason)
        self.stdout.write(
            f"{user} has no second factor any more: {', '.join(kinds)} were taken away, and "
            f"{count} sessions ended."
        )
