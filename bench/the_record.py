"""How long `verify_record` takes and how much memory, with 100,000 published versions.

    .venv/bin/python bench/the_record.py [VERSIONS]

Makes the newsroom of a_large_newsroom.py with a ledger entry for every version, in a database
of its own (SQLite in a temporary folder, or DATABASE_URL if it is set), and checks the record
in a process of its own. The first versions are made as others are; the rest are copies of them.
"""

import subprocess
import sys
import time
from pathlib import Path

from a_large_newsroom import make_grants, make_versions, say
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from articles.models import Article, PublishedVersion
from articles.models.printed import PARTS
from funding.models import Wording
from newsroom.audit import ledger, vouched

AT_ONCE = 5000
# The keys of each lot of copies begin here, and at the next multiple.
LOT = 1_000_000
COPIED = (Article, PublishedVersion, *PARTS.values())


def copy(model, lot):
    """Copy the rows of the first lot: whatever leads to a row that is copied leads to its copy."""
    quoted = connection.ops.quote_name
    columns = {quoted(column.column): _copied(column, lot) for column in model._meta.fields}
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {quoted(model._meta.db_table)} ({', '.join(columns)}) "  # noqa: S608
            f"SELECT {', '.join(columns.values())} FROM {quoted(model._meta.db_table)} "
            f"WHERE id <= {LOT}"
        )


def _copied(column, lot):
    name = connection.ops.quote_name(column.column)
    if column.primary_key or column.related_model in COPIED:
        return f"{name} + {lot * LOT}"
    return f"replace({name}, '/title-', '/title-{lot}-')" if column.name == "path" else name


def record_everything(total):
    with transaction.atomic():
        ledger.record(None, "put on record", rows=what_is_edited())
    for start in range(0, total, AT_ONCE):
        versions = PublishedVersion.objects.select_related("article").order_by("pk")
        record(versions[start : start + AT_ONCE])
        say(f"{min(start + AT_ONCE, total)} entries …")


def what_is_edited():
    for model in (Wording, *vouched.EDITED):
        yield from model.objects.all()


@transaction.atomic
def record(versions):
    parts = {version.pk: [version, version.article] for version in versions}
    for model in PARTS.values():
        for row in model.objects.filter(version__in=list(parts)):
            parts[row.version_id].append(row)
    for version in versions:
        stage = {f"articles_article {version.article_id}": "published"}
        ledger.record(None, "publish", version.article, rows=parts[version.pk], states=stage)


def check():
    begun = time.perf_counter()
    call_command("verify_record")
    print(f"{time.perf_counter() - begun:.0f} s, {most_memory()}")


def most_memory():
    """Of this process alone: what `getrusage` tells is also of the process that started it."""
    status = Path("/proc/self/status").read_text()
    return next(line for line in status.splitlines() if line.startswith("VmHWM")).split(":")[1]


def make(total):
    call_command("migrate", verbosity=0)
    now = timezone.now()
    make_versions(min(total, AT_ONCE), make_grants(now), now)
    for lot in range(1, total // AT_ONCE):
        with transaction.atomic():
            for model in COPIED:
                copy(model, lot)
    say(f"{PublishedVersion.objects.count()} versions")
    record_everything(total)


def main(total):
    make(total)
    subprocess.run([sys.executable, __file__, "check"], check=True)  # noqa: S603


if __name__ == "__main__":
    if sys.argv[1:] == ["check"]:
        check()
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
