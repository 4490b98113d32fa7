"""The files of a newsroom: whatever it keeps but for the sizes of pictures, which it makes anew.

A file is taken whether a column names it or not: what a redaction took away, and what an old
revision shows, is named within texts.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import IO

from django.apps import apps
from django.core.exceptions import SuspiciousOperation
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.core.files.utils import validate_file_name

from newsroom.audit.files import naming_files
from newsroom.backups.folder import FILES, Backup, Making, Part
from newsroom.backups.kinds import written
from newsroom.backups.problems import BackupProblem, altered
from newsroom.backups.progress import Progress
from newsroom.kit.files import SHA256, sha256_of
from newsroom.pictures.fields import RENDITIONS

# What was cut off while it was written: no row names it.
UNFINISHED = ".part"


@dataclass(frozen=True)
class Kept:
    """A file in a backup: its name in the newsroom, and the part that it is there."""

    name: str
    part: str
    size: int
    sha256: str


class Named:
    """The names of files that rows name: they may be too many to be kept in memory.

    They are in a file of their own, which nobody else sees and which is gone afterwards.
    """

    def __init__(self) -> None:
        self.names = sqlite3.connect("", isolation_level=None)
        self.names.execute("CREATE TABLE names (name TEXT PRIMARY KEY) WITHOUT ROWID")
        self.names.execute("BEGIN")

    def __enter__(self) -> "Named":
        return self

    def __exit__(self, *_error: object) -> None:
        self.names.close()

    def gather(self) -> None:
        """Ask every column that names a file."""
        for model in apps.get_models():
            for column in naming_files(model):
                rows = model._base_manager.exclude(**{column.name: ""}).order_by()
                found = rows.values_list(column.name).distinct().iterator()
                self.names.executemany("INSERT OR IGNORE INTO names VALUES (?)", found)

    def take(self, name: str) -> None:
        self.names.execute("DELETE FROM names WHERE name = ?", [name])

    def left(self) -> Iterator[str]:
        """Those that nobody has taken."""
        for (name,) in self.names.execute("SELECT name FROM names ORDER BY name"):
            yield name


def stored(folder: str = "") -> Iterator[str]:
    """Yield the name of every file that is kept, in the same order each time."""
    if not default_storage.exists(folder):
        return
    folders, files = default_storage.listdir(folder)
    yield from (f"{folder}{file}" for file in sorted(files) if not file.endswith(UNFINISHED))
    for one in sorted(folders):
        if f"{folder}{one}" != RENDITIONS:
            yield from stored(f"{folder}{one}/")


def take(folder: Making, named: Named, progress: Progress) -> tuple[Part, list[str]]:
    """Copy every file. Returns the part that lists them, and what is wrong with which."""
    wrong: list[str] = []

    def copied() -> Iterator[bytes]:
        for number, name in enumerate(stored(), 1):
            try:
                file = default_storage.open(name)
            except FileNotFoundError:
                # It was taken away meanwhile: whoever names it is told below.
                continue
            part = f"files/{number if folder.recipients else name}"
            with file:
                kept = _copied(folder, file, name, part)
            named.take(name)
            if kept.sha256 != (SHA256.findall(name) or [kept.sha256])[0]:
                wrong.append(f"{name} is not what was stored under this name.")
            progress.add(1)
            yield written(asdict(kept))

    listed = folder.write_lines(FILES, copied())
    wrong += [f"{name} is gone, and a row names it." for name in named.left()]
    return listed, wrong


def _copied(folder: Making, file: File, name: str, part: str) -> Kept:
    count, digest = 0, hashlib.sha256()

    def pieces() -> Iterator[bytes]:
        nonlocal count
        for piece in file.chunks():
            count += len(piece)
            digest.update(piece)
            yield piece

    folder.write(part, pieces())
    return Kept(name, part, count, digest.hexdigest())


def listed(backup: Backup, part: Part) -> Iterator[Kept]:
    """Yield the files of a backup, whose names lead nowhere else."""
    for line in backup.lines(FILES, part):
        kept = Kept(**json.loads(line))
        try:
            validate_file_name(kept.name, allow_relative_path=True)
            validate_file_name(kept.part, allow_relative_path=True)
        except SuspiciousOperation:
            raise BackupProblem(f"{backup.place} names a file where none is kept.") from None
        yield kept


def check(backup: Backup, kept: Kept) -> None:
    """Read a file of a backup; raises BackupProblem if it is not what was written."""
    with backup.opened(kept.part) as file:
        _refuse_another(file, backup, kept)


def bring_back(backup: Backup, kept: Kept) -> None:
    """Store a file of a backup, unless it is there. One of that name with another content goes."""
    if _is_there(kept):
        return
    with backup.opened(kept.part) as file:
        _refuse_another(file, backup, kept)
        file.seek(0)
        default_storage.delete(kept.name)
        default_storage.save(kept.name, File(file))


def _refuse_another(file: IO[bytes], backup: Backup, kept: Kept) -> None:
    if sha256_of(File(file)) != kept.sha256:
        raise altered(backup.place / kept.part)


def _is_there(kept: Kept) -> bool:
    if not default_storage.exists(kept.name):
        return False
    with default_storage.open(kept.name) as file:
        return sha256_of(file) == kept.sha256
