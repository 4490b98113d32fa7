"""Styles and scripts, as a server in production hands them out."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage, Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

# How a style sheet of ours names another beside it, the layer that it is put into, and the medium.
IMPORT = re.compile(r'@import url\("([\w-]+\.css)"\) layer\((\w+)\)(?: (\w+))?;')
# A comment, with what is blank after it; or a text, in which the same signs are none.
COMMENT = re.compile(r'("[^"\n]*")|/\*.*?\*/\s*', re.DOTALL)


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Each under a name with the digest of its content, which may be kept for ever.

    A style sheet holds those that it imports: they are one request and not a chain of them. Their
    comments, a fifth of all, are left out.

    That a module names another by it is Django's to do, when asked: otherwise a page of this
    release would load modules of the last one, for as long as a browser keeps them. It finds
    only imports that end with a semicolon.
    """

    support_js_module_import_aggregation = True

    def post_process(
        self, paths: dict[str, tuple[Storage, str]], dry_run: bool = False, **options: Any
    ) -> Iterator[Any]:
        whole = {name: (_WholeSheets(storage), path) for name, (storage, path) in paths.items()}
        return super().post_process(whole, dry_run, **options)


def readers_styles() -> str:
    """static/css/site.css with all that it imports, as a server in production hands it out.

    It is read once, but where somebody works on it while a server runs.
    """
    return _read() if settings.DEBUG else _read_once()


def _read():
    with _WholeSheets(FileSystemStorage(settings.BASE_DIR / "static")).open("css/site.css") as file:
        return file.read().decode()


_read_once = cache(_read)


class _WholeSheets:
    """The files of a storage, of which style sheets are read together with what they import."""

    def __init__(self, storage: Storage) -> None:
        self.storage = storage

    def open(self, path: str) -> File:
        file = self.storage.open(path)
        if not path.endswith(".css"):
            return file
        with file:
            return ContentFile(self._whole(path, file.read().decode()).encode())

    def _whole(self, path, sheet):
        whole = IMPORT.sub(lambda found: self._imported(path, *found.groups()), sheet)
        return sheet if whole == sheet else _spare(whole)

    def _imported(self, path, name, layer, medium):
        with self.storage.open(str(PurePosixPath(path).with_name(name))) as file:
            rules = f"@layer {layer} {{\n{file.read().decode()}}}"
        return f"@media {medium} {{\n{rules}\n}}" if medium else rules


def _spare(sheet):
    """A style sheet without comments, and without what is blank at the beginning of its lines."""
    return re.sub(r"\n\s+", "\n", COMMENT.sub(lambda found: found[1] or "", sheet))
