"""How long `verify_record` takes and how much memory, with 100,000 published versions.

    .venv/bin/python bench/the_record.py [VERSIONS]

Makes the newsroom of a_large_newsroom.py with a ledger entry for every version, in a database
of its own (SQLite in a temporary folder, or DATABASE_URL if it is set), and checks the record
in a process of its own.
"""

import resource
import subprocess
import sys
import time

from a_large_newsroom import make_grants, make_versions, say
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from articles.models import PublishedVersion
from articles.models.printed import PARTS
from funding.models import Wording
from newsroom.audit import ledger

AT_ONCE = 5000


def record_everything(total):
    with transaction.atomic():
        ledger.record(None, "approve", rows=Wording.objects.all())
    for start in range(0, total, AT_ONCE):
        record(PublishedVersion.objects.order_by("pk")[start : start + AT_ONCE])
        say(f"{min(start + AT_ONCE, total)} entries …")


@transaction.atomic
def record(versions):
    parts = {version.pk: [version] for version in versions}
    for model in PARTS.values():
        for row in model.objects.filter(version__in=list(parts)):
            parts[row.version_id].append(row)
    for version in versions:
        stage = {f"articles_article {version.article_id}": "published"}
        ledger.record(None, "publish", version.article, rows=parts[version.pk], states=stage)


def check():
    begun = time.perf_counter()
    call_command("verify_record")
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"{time.perf_counter() - begun:.0f} s, {most / 1024:.0f} MB")


def main(total):
    call_command("migrate", verbosity=0)
    now = timezone.now()
    make_versions(total, make_grants(now), now)
    record_everything(total)
    subprocess.run([sys.executable, __file__, "check"], check=True)  # noqa: S603


if __name__ == "__main__":
    if sys.argv[1:] == ["check"]:
        check()
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
