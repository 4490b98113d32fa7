"""A backup is taken: everything as it was at one moment, while people write."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.models import Model

from newsroom.backups import files, tables
from newsroom.backups.folder import Making, making
from newsroom.backups.manifest import Manifest, begun
from newsroom.backups.progress import Progress
from newsroom.backups.sequences import last_key


def take(
    place: Path, recipients: Sequence[Any], say: Callable[[str], object]
) -> tuple[Manifest, list[str]]:
    """Write a whole backup, or nothing. Returns what is in it, and what is wrong with files.

    The rows are those of one moment. The files are read after it: whatever it names is there by
    then, for files are added and hardly ever taken away.
    """
    with files.Named() as named, making(place, recipients) as folder:
        with connection.snapshot():  # type: ignore[attr-defined]
            manifest = begun()
            take_rows(folder, manifest, say)
            named.gather()
        progress = Progress(say, "files", sum(1 for _name in files.stored()))
        manifest.files, wrong = files.take(folder, named, progress)
        manifest.write(folder)
    return manifest, wrong


def take_rows(folder: Making, manifest: Manifest, say: Callable[[str], object]) -> None:
    """Write the rows of every table that is taken, as they are in this transaction."""
    every = tables.taken()
    progress = Progress(say, "rows", sum(model._base_manager.count() for model in every))
    for model in every:
        table = model._meta.db_table
        lines = _told(tables.lines(model), progress)
        manifest.tables[table] = folder.write_lines(part_of(model), lines)
        if (last := last_key(model)) is not None:
            manifest.last_keys[table] = last
    manifest.left_out = {
        model._meta.db_table: why for model, why in tables.left_out().items()
    } | tables.WITHOUT_MODEL


def part_of(model: type[Model]) -> str:
    """The name of the part in which the rows of a model are."""
    return f"rows/{model._meta.db_table}.jsonl.gz"


def _told(lines: Iterator[bytes], progress: Progress) -> Iterator[bytes]:
    for line in lines:
        progress.add(1)
        yield line
