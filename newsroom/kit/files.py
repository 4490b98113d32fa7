"""Files kept under the SHA-256 of their content: a name that is recorded vouches for the bytes."""

import hashlib
import mimetypes
import re
from pathlib import PurePosixPath
from typing import Any

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import models
from django.db.models.fields.files import FieldFile
from django.utils.text import get_valid_filename

# The most that is kept of what a file was called, in characters: storages have their limits.
LONGEST = 80
SHA256 = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")
# What a redaction took away: kept, and served to nobody.
SEALED = "sealed"


def sha256_of(content: File) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal. Reads them in pieces, from the start."""
    digest = hashlib.sha256()
    for piece in content.chunks():
        digest.update(piece)
    return digest.hexdigest()


def is_what_it_was(name: str) -> bool | None:
    """Whether a stored file has the content that it is named after; None if it is not there."""
    if not default_storage.exists(name):
        return None
    with default_storage.open(name) as file:
        return SHA256.findall(name)[:1] == [sha256_of(file)]


def without_its_name(name: str) -> str:
    """Another name for a file, from which nobody learns more than what kind it is of."""
    known, _encoding = mimetypes.guess_type(name)
    path = PurePosixPath(name)
    return f"{SEALED}/{path.parent.name}{path.suffix if known else ''}"


def keep_also(name: str, to: str) -> None:
    """Keep a stored file under another name as well; does nothing where there is no such file."""
    if default_storage.exists(name) and not default_storage.exists(to):
        with default_storage.open(name) as file:
            default_storage.save(to, file)


def put_away(name: str, to: str) -> None:
    """Keep a stored file under another name; does nothing where there is no such file."""
    if default_storage.exists(name):
        keep_also(name, to)
        default_storage.delete(name)


def keep(file: FieldFile, name: str, content: File, save: bool) -> None:
    """Store a content under the name that it always has, once, and let a row name it.

    The row is saved if it is asked for.
    """
    if not file.storage.exists(name):
        name = file.storage.save(name, content)
    file.name = name
    setattr(file.instance, file.field.attname, name)
    file._committed = True  # type: ignore[attr-defined]
    if save:
        file.instance.save()


class KeptFile(FieldFile):
    """Whatever is saved through it is named after its content, and then as it was called."""

    def save(self, name: str, content: File, save: bool = True) -> None:
        digest = sha256_of(content)
        called = get_valid_filename(PurePosixPath(name).name)[-LONGEST:]
        keep(self, f"{self.field.upload_to}/{digest[:2]}/{digest}/{called}", content, save)


class KeptFileField(models.FileField):
    """A file kept as ``evidence/ab/abcdef…/letter.pdf``: a changed file is another file.

    It is for few, and so is what it was called.
    """

    is_private = True

    attr_class = KeptFile

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 250)
        super().__init__(*args, **kwargs)
