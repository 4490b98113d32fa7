"""Parts of a backup that only the holder of a key can read, as age writes and reads them.

The package for it is installed by whoever wants that. `age -d` reads the parts as well.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from types import ModuleType
from typing import IO, Any

from newsroom.backups.problems import BackupProblem, altered, closed

ENDING = ".age"
KEY = "AGE-SECRET-KEY-"


def recipients_of(keys: Sequence[str]) -> list[Any]:
    """Those who will be able to read, by their public keys."""
    if not keys:
        return []
    pyrage = _pyrage()
    try:
        return [pyrage.x25519.Recipient.from_str(key) for key in keys]
    except pyrage.RecipientError as problem:
        raise BackupProblem(
            f"A recipient is a public key of age, which begins with age1 ({problem})."
        ) from None


def identities_in(file: Path | None) -> list[Any]:
    """The secret keys in a file that age-keygen wrote; none without a file."""
    if file is None:
        return []
    pyrage = _pyrage()
    try:
        lines = [line.strip() for line in file.read_text().splitlines()]
        found = [pyrage.x25519.Identity.from_str(line) for line in lines if line.startswith(KEY)]
    except FileNotFoundError:
        raise BackupProblem(f"There is no file {file.absolute()}.") from None
    except PermissionError:
        raise closed(file.absolute()) from None
    except (IsADirectoryError, UnicodeDecodeError, pyrage.IdentityError):
        found = []
    if not found:
        raise BackupProblem(f"{file} holds no secret key of age: a line that begins with {KEY}.")
    return found


def encrypt(pieces: Iterator[bytes], file: IO[bytes], recipients: Sequence[Any]) -> None:
    """Write the pieces into a file so that the recipients alone can read them."""
    passing = _Passing(pieces, file)
    try:
        _pyrage().encrypt_io(passing, passing, recipients)
    except Exception as problem:
        raise passing.error or problem from None


@contextmanager
def decrypted(file: IO[bytes], identities: Sequence[Any]) -> Iterator[IO[bytes]]:
    """What is in a file, in one that nobody else sees and that is gone afterwards."""
    pyrage = _pyrage()
    with TemporaryFile() as plain:
        try:
            pyrage.decrypt_io(file, plain, identities)
        except pyrage.DecryptError as problem:
            raise BackupProblem(
                f"{file.name} cannot be read with this key ({problem}). Name the file of another "
                "one; --verify without --identity tells whether the part is as it was written."
            ) from None
        except OSError as problem:
            # What was altered or cut off is an error of the system here, but of no number.
            if problem.errno:
                raise
            raise altered(file.name) from None
        plain.seek(0)
        yield plain


class _Passing:
    """Is read from and written to. pyrage makes words of an error that is met here: it is kept."""

    def __init__(self, pieces: Iterator[bytes], file: IO[bytes]) -> None:
        self.pieces, self.file = pieces, file
        self.left = b""
        self.error: BaseException | None = None

    def read(self, size: int) -> bytes:
        try:
            while not self.left:
                self.left = next(self.pieces)
        except StopIteration:
            return b""
        except BaseException as error:
            self.error = error
            raise
        piece, self.left = self.left[:size], self.left[size:]
        return piece

    def write(self, piece: bytes) -> int:
        try:
            return self.file.write(piece)
        except BaseException as error:
            self.error = error
            raise

    def flush(self) -> None:
        self.file.flush()


def _pyrage() -> ModuleType:
    try:
        import pyrage
    except ImportError:
        raise BackupProblem(
            "The package that encrypts is missing: "
            ".venv/bin/python -m pip install --require-hashes -r requirements-encryption.txt"
        ) from None
    return pyrage
