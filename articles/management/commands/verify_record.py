from django.core.management.base import BaseCommand, CommandError

from articles.models import PublishedVersion
from newsroom.audit import files, structure, vouching
from newsroom.models import LedgerEntry


class Command(BaseCommand):
    help = (
        "Checks that the ledger is an unbroken chain and that every published version is, "
        "row by row, what the ledger recorded when it was published; that every piece is at the "
        "stage to which a move brought it; that every file is there and was not altered; and "
        "that no guard, constraint or index is missing that refuses wrong rows. "
        "Changes nothing. Exits with 1 and names each broken row if the record is not whole. "
        "The digest of the newest entry is printed: kept elsewhere, and given back later with "
        "--holds, it proves that nothing was cut off the end."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--holds", metavar="DIGEST", help="a digest that an earlier run printed"
        )

    def handle(self, *args, holds, **options):
        breaks = [*vouching.breaks(), *files.breaks(), *structure.missing()]
        if breaks:
            for broken in breaks:
                self.stderr.write(str(broken))
            raise CommandError(
                f"The record is broken in {len(breaks)} place(s); the first is {breaks[0].row}."
            )
        if holds and not LedgerEntry.objects.filter(digest=holds).exists():
            raise CommandError(
                f"The ledger no longer holds the entry {holds}: it was cut off, or is another's."
            )
        entries, versions = LedgerEntry.objects.count(), PublishedVersion.objects.count()
        self.stdout.write(
            f"The record is whole: {entries} ledger entries vouch for {versions} versions."
        )
        if last := LedgerEntry.objects.first():
            self.stdout.write(f"The newest entry is {last.number}, with the digest {last.digest}")
