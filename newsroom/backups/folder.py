"""The folder of a backup: parts that are written and read in pieces, each with its digest.

    manifest.json          what is in it, written last
    rows/TABLE.jsonl.gz    a line of JSON for each row
    files.jsonl.gz         a line for each file, in their order
    files/NAME             the files; where it is encrypted 1, 2, 3…, for names tell something
    SHA256SUMS             the digests of all these as they lie there, for `sha256sum --check`

Where it is encrypted, each but the last ends in `.age`.
"""

import gzip
import hashlib
import os
import shutil
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import IO, Any

from newsroom.backups import age
from newsroom.backups.problems import BackupProblem, altered, closed, gone

MANIFEST, FILES, SUMS = "manifest.json", "files.jsonl.gz", "SHA256SUMS"


@dataclass(frozen=True)
class Part:
    """How many lines a part has, and the SHA-256 of them."""

    lines: int
    sha256: str


class Telling:
    """What lines are, once they have come through."""

    def __init__(self) -> None:
        self._lines, self._digest = 0, hashlib.sha256()

    def through(self, lines: Iterable[bytes]) -> Iterator[bytes]:
        for line in lines:
            self._lines += 1
            self._digest.update(line)
            yield line

    @property
    def part(self) -> Part:
        return Part(self._lines, self._digest.hexdigest())


class Making:
    """A backup that is being written; `making` gives it its name."""

    def __init__(self, place: Path, recipients: Sequence[Any]) -> None:
        self.place, self.recipients = place, recipients
        self.sums = (place / SUMS).open("w")

    def write(self, name: str, pieces: Iterator[bytes]) -> None:
        """Write a part, piece by piece."""
        name += age.ENDING if self.recipients else ""
        path = self.place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            hashing = _Hashing(file)
            if self.recipients:
                age.encrypt(pieces, hashing, self.recipients)  # type: ignore[arg-type]
            else:
                for piece in pieces:
                    hashing.write(piece)
            _onto_the_disk(file)
        self.sums.write(f"{hashing.digest.hexdigest()}  {name}\n")

    def write_lines(self, name: str, lines: Iterable[bytes]) -> Part:
        """Write a part of lines, compressed."""
        told, pack = Telling(), zlib.compressobj(wbits=31)

        def pieces() -> Iterator[bytes]:
            yield from filter(None, map(pack.compress, told.through(lines)))
            yield pack.flush()

        self.write(name, pieces())
        return told.part


@contextmanager
def making(place: Path, recipients: Sequence[Any], what: str = "backup") -> Iterator[Making]:
    """A folder to be written, which gets its name once all of it is on the disk."""
    part = place.with_name(f"{place.name}.part")
    if place.exists():
        raise BackupProblem(f"{place} is there already: each {what} is a folder of its own.")
    if part.exists():
        raise BackupProblem(
            f"{part} is there: another {what} is being made, or one was cut off. "
            "If none is being made, remove it."
        )
    try:
        part.mkdir(mode=0o700, parents=True)
    except OSError as problem:
        raise BackupProblem(f"{part} cannot be made: {problem.strerror}.") from problem
    try:
        made = Making(part, recipients)
        with made.sums:
            yield made
            _onto_the_disk(made.sums)
        part.rename(place)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise


class Backup:
    """A backup that is read. Whatever is not what was written raises BackupProblem."""

    def __init__(self, place: Path, identities: Sequence[Any] = ()) -> None:
        self.place, self.identities = place, identities
        try:
            self.is_encrypted = (place / f"{MANIFEST}{age.ENDING}").exists()
        except PermissionError:
            raise closed(place) from None
        if not self.is_encrypted and not (place / MANIFEST).exists():
            raise BackupProblem(f"{place} is no backup, or one that was cut off: no {MANIFEST}.")

    @property
    def is_readable(self) -> bool:
        return bool(self.identities) or not self.is_encrypted

    @contextmanager
    def opened(self, name: str) -> Iterator[IO[bytes]]:
        """A part as it was before it was encrypted."""
        if not self.is_readable:
            raise BackupProblem(f"{self.place} is encrypted: name its key with --identity.")
        with self._part(self._called(name)) as file:
            if not self.is_encrypted:
                yield file
                return
            with age.decrypted(file, self.identities) as plain:
                yield plain

    def lines(self, name: str, part: Part) -> Iterator[bytes]:
        """Yield the lines of a part. Only at its end is known whether they were all, and right."""
        told = Telling()
        with self.opened(name) as file, gzip.open(file) as unpacked:
            try:
                yield from told.through(unpacked)
            except (EOFError, gzip.BadGzipFile, zlib.error):
                raise altered(self.place / name) from None
        if told.part != part:
            raise altered(self.place / name)

    def check_sums(self) -> int:
        """Compare every part with its digest, as it lies there; returns how many there are."""
        count = 0
        for name, kept in self._sums():
            self._compare(name, kept)
            count += 1
        return count

    def check_sum(self, name: str) -> None:
        """Compare one part with its digest, as it lies there."""
        for other, kept in self._sums():
            if other == self._called(name):
                self._compare(other, kept)

    def _sums(self) -> Iterator[tuple[str, str]]:
        """Yield each part and its digest. The last is the manifest: where it is not, the list
        was cut off.
        """
        name = ""
        with self._part(SUMS) as sums:
            for line in sums:
                kept, _blanks, name = line.decode(errors="replace").rstrip("\n").partition("  ")
                yield name, kept
        if name != self._called(MANIFEST):
            raise altered(self.place / SUMS)

    def _compare(self, name: str, kept: str) -> None:
        with self._part(name) as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != kept:
                raise altered(self.place / name)

    def _called(self, name: str) -> str:
        """What a part is called in this folder."""
        return f"{name}{age.ENDING if self.is_encrypted else ''}"

    def _part(self, name: str) -> BufferedReader:
        path = self.place / name
        try:
            return path.open("rb")
        except (FileNotFoundError, NotADirectoryError):
            raise gone(path) from None
        except PermissionError:
            raise closed(path) from None


def _onto_the_disk(file: IO[Any]) -> None:
    file.flush()
    os.fsync(file.fileno())


class _Hashing:
    """A file that is written, and the digest of what was."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.digest = file, hashlib.sha256()

    def write(self, piece: bytes) -> int:
        self.digest.update(piece)
        return self.file.write(piece)

    def flush(self) -> None:
        self.file.flush()
