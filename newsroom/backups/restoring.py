"""A backup becomes a newsroom: the one door besides publishing through which frozen rows come.

It stands open into an empty newsroom alone. Guards and constraints are in force meanwhile; the
guards refuse changes and deletions, and this does neither to what they guard.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import DataError, IntegrityError, connection, transaction

from newsroom.audit import files as files_on_record
from newsroom.audit import ledger, structure, vouching
from newsroom.audit.ledger import Break
from newsroom.backups import files, tables
from newsroom.backups.folder import Backup, Telling
from newsroom.backups.manifest import Manifest, differences
from newsroom.backups.problems import BackupProblem
from newsroom.backups.progress import Progress
from newsroom.backups.sequences import set_last_key
from newsroom.backups.taking import part_of
from newsroom.models import LedgerEntry
from newsroom.search.indexes import INDEXES

# The tables into which migrations put rows. Nobody changes those without an entry in the ledger,
# or an account.
MADE_BY_MIGRATIONS = {
    "articles.menu",
    "auth.group",
    "auth.group_permissions",
    "auth.permission",
    "contenttypes.contenttype",
    "newsroom.identity",
    "newsroom.masthead",
}


@dataclass(frozen=True)
class Restored:
    """What came back; how many rows are found by their words; and what is wrong with the record,
    which was so when the backup was made.
    """

    manifest: Manifest
    found_by_words: int
    breaks: list[Break]


def refuse_unless_empty() -> None:
    """Raise BackupProblem where anybody has begun to work."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.label_lower not in MADE_BY_MIGRATIONS and model._base_manager.exists():
            raise BackupProblem(
                "This newsroom is in use: a backup is restored into an empty database alone, as "
                f"migrate leaves it, and there are rows in {model._meta.db_table}. Set this one "
                "aside, and make an empty one, as docs/operators/backups.md tells. "
                "Nothing was changed."
            )


def restore(backup: Backup, say: Callable[[str], object], *, broken_too: bool) -> Restored:
    """Bring back everything, or nothing.

    Raises BackupProblem where the database is not empty or of another release, where anything in
    the backup is not what was written, and where the record is not whole, unless `broken_too`.
    """
    try:
        with transaction.atomic():
            ledger.lock()
            refuse_unless_empty()
            manifest = Manifest.read(backup)
            _refuse_another_release(manifest)
            _bring_back_rows(backup, manifest, say)
            _bring_back_files(backup, manifest, say)
            say("Looking whether all is as it was …")
            _compare(manifest)
            if missing := list(structure.missing()):
                raise BackupProblem(f"This database is not as migrate makes it: {missing[0]}")
            breaks = [*vouching.breaks(), *files_on_record.breaks()]
            if breaks and not broken_too:
                raise _broken(breaks)
            say("Making the indexes of words anew …")
            count = sum(index.rebuild() for index in INDEXES)
            for model in tables.taken():
                if (last := manifest.last_keys.get(model._meta.db_table)) is not None:
                    set_last_key(model, last)
    finally:
        # Whatever was asked for meanwhile may be gone.
        ContentType.objects.clear_cache()
    return Restored(manifest, count, breaks)


def _refuse_another_release(manifest: Manifest) -> None:
    different = list(differences(manifest))
    known = {model._meta.db_table for model in tables.taken()}
    different += [f"{table} is not in both" for table in sorted(known ^ manifest.tables.keys())]
    if different:
        raise BackupProblem(
            f"The backup is of another release ({'; '.join(different)}). Restore it with version "
            f"{manifest.version}, commit {manifest.commit or 'unknown'}, and upgrade then."
        )


def _bring_back_rows(backup: Backup, manifest: Manifest, say: Callable[[str], object]) -> None:
    progress = Progress(say, "rows", manifest.rows)
    every = tables.taken()
    for model in every:
        if model._meta.label_lower in MADE_BY_MIGRATIONS:
            tables.empty(model)
    for model in every:
        lines = backup.lines(part_of(model), manifest.tables[model._meta.db_table])
        try:
            for count in tables.fill(model, lines):
                progress.add(count)
        except (IntegrityError, DataError, ValueError) as problem:
            raise _refused(model._meta.db_table, problem) from problem
    try:
        connection.check_constraints()
    except IntegrityError as problem:
        raise _refused("A row", problem) from problem


def _refused(what: str, problem: Exception) -> BackupProblem:
    told = next(iter(str(problem).splitlines()), type(problem).__name__)
    return BackupProblem(f"{what} does not take what the backup has for it: {told}")


def _bring_back_files(backup: Backup, manifest: Manifest, say: Callable[[str], object]) -> None:
    progress = Progress(say, "files", manifest.files.lines)
    for kept in files.listed(backup, manifest.files):
        files.bring_back(backup, kept)
        progress.add(1)


def _compare(manifest: Manifest) -> None:
    """What the database holds now, read as a backup reads it, is what was in the other one."""
    for model in tables.taken():
        told = Telling()
        for _line in told.through(tables.lines(model)):
            pass
        if told.part != manifest.tables[model._meta.db_table]:
            raise BackupProblem(
                f"{model._meta.db_table} does not hold what the backup has for it: this database "
                "keeps something of it otherwise."
            )
    newest = LedgerEntry.objects.first()
    if newest and newest.digest != manifest.ledger.get("digest"):
        raise BackupProblem(
            "The newest entry of the ledger is not the one that the manifest names."
        )


def _broken(breaks: list[Break]) -> BackupProblem:
    told = "\n".join(str(one) for one in breaks[:20])
    return BackupProblem(
        f"{told}\nThe record is broken in {len(breaks)} place(s), and was when the backup was "
        "made: restore an older one. --broken-too restores this one all the same."
    )
