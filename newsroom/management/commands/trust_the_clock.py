from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from newsroom.audit.going_back import later_than, trust_the_clock
from newsroom.kit import clock


class Command(BaseCommand):
    help = (
        "Lets the newsroom publish again after its clock was ahead and was set right: the record "
        "then holds moments that are still to come, and nothing is published before them. Records "
        "that the clock is right now. Does nothing where no entry is ahead of it."
    )

    def add_arguments(self, parser):
        parser.add_argument("--because", required=True, metavar="TEXT", help="what had happened")

    def handle(self, *args, because, **options):
        now = clock.now()
        if not because.strip():
            raise CommandError("Say what had happened.")
        with transaction.atomic():
            latest = later_than(now)
            if latest is None:
                self.stdout.write("No entry is ahead of the clock. Nothing was recorded.")
                return
            trust_the_clock(by=None, reason=because.strip())
        self.stdout.write(
            f"The clock says {now:%Y-%m-%d %H:%M:%S %Z} and is trusted; the latest entry was of "
            f"{latest:%Y-%m-%d %H:%M:%S %Z}."
        )
