"""Pictures stored under the hash of their content, so that a file never changes its picture."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from django import forms
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import models
from django.db.models.fields.files import ImageFieldFile

from newsroom.kit.files import SEALED, keep, keep_also, put_away
from newsroom.pictures.reading import read_picture

FOLDER = "pictures"
# The sizes that readers are sent, made from the pictures when they are first asked for.
RENDITIONS = "renditions"


class PictureFormField(forms.ImageField):
    """Refuses what is not a picture, at the field, with the reason."""

    def to_python(self, data: File | None) -> File | None:
        upload = super(forms.ImageField, self).to_python(data)
        if upload is not None:
            read_picture(upload)
            upload.seek(0)
        return upload


class PictureFile(ImageFieldFile):
    """Whatever is saved through it is checked, made safe and named after its content."""

    def save(self, name: str, content: File, save: bool = True) -> None:
        picture = read_picture(content)
        name = f"{FOLDER}/{picture.sha256[:2]}/{picture.sha256}.{picture.extension}"
        keep(self, name, ContentFile(picture.content), save)


class PictureField(models.ImageField):
    """An image kept as ``pictures/ab/abcdef….jpg``; what arrives is checked and made safe first.

    Raises ValidationError, from whichever door the file came in, if it is not
    a picture this newsroom can show.
    """

    attr_class = PictureFile

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("upload_to", FOLDER)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        return super().formfield(**{"form_class": PictureFormField, **kwargs})


class PictureNameField(models.CharField):
    """The name of a stored picture, as a frozen row keeps it; empty where none was shown."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 200)
        super().__init__(*args, **kwargs)


def rendition_name(size: str, file: str) -> str:
    """Under which name a file is stored that was made of a picture in a size; it is called after
    the digest of the picture, so that whoever seals that finds all that was made of it.
    """
    return f"{RENDITIONS}/{size}/{file[:2]}/{file}"


def keep_apart(name: str) -> None:
    """Keep a stored picture where no reader gets it, as well."""
    if name.startswith(f"{FOLDER}/"):
        keep_also(name, _apart(name))


def seal(name: str) -> None:
    """Take a stored picture, and every size of it, away from readers; the original is kept apart.

    Does nothing where there is no such picture.
    """
    if not name.startswith(f"{FOLDER}/") or not default_storage.exists(name):
        return
    put_away(name, _apart(name))
    for size in _folders(RENDITIONS):
        folder, _slash, digest = rendition_name(size, PurePosixPath(name).stem).rpartition("/")
        for rendition in _files(folder):
            # Two that were made at once are kept under two names that begin the same.
            if rendition.startswith(digest):
                default_storage.delete(f"{folder}/{rendition}")


def kept_apart_and_served() -> Iterator[str]:
    """The names of the pictures that are kept apart and that readers get all the same."""
    for folder in _folders(SEALED):
        for file in _files(f"{SEALED}/{folder}"):
            if default_storage.exists(name := f"{FOLDER}/{folder}/{file}"):
                yield name


def _apart(name):
    return name.replace(FOLDER, SEALED, 1)


def _folders(path):
    return default_storage.listdir(path)[0] if default_storage.exists(path) else []


def _files(path):
    return default_storage.listdir(path)[1] if default_storage.exists(path) else []
