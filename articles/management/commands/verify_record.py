from django.core.management.base import BaseCommand, CommandError

from articles.models import PublishedVersion
from articles.publishing import record
from newsroom.models import LedgerEntry


class Command(BaseCommand):
    help = (
        "Checks that the ledger is an unbroken chain and that every published version is, "
        "row by row, what the ledger recorded when it was published. "
        "Changes nothing. Exits with 1 and names each broken row if the record is not whole."
    )

    def handle(self, *args, **options):
        breaks = list(record.breaks())
        if breaks:
            for broken in breaks:
                self.stderr.write(str(broken))
            raise CommandError(
                f"The record is broken in {len(breaks)} place(s); the first is {breaks[0].row}."
            )
        entries, versions = LedgerEntry.objects.count(), PublishedVersion.objects.count()
        self.stdout.write(
            f"The record is whole: {entries} ledger entries vouch for {versions} versions."
        )
