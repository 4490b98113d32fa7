"""Uploads on a disk: a file is there whole, or it is not there."""

import os
import secrets
from pathlib import PurePosixPath

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage


class WholeFiles(FileSystemStorage):
    """Writes a file under another name first: what a full disk or a killed process cut off would
    otherwise be taken for the file ever after, for files are named after what they should hold.
    """

    def _save(self, name: str, content: File) -> str:
        part = str(PurePosixPath(name).with_name(f"{secrets.token_hex(8)}.part"))
        try:
            stored = super()._save(part, content)  # type: ignore[misc]
            os.replace(self.path(stored), self.path(name))
        except OSError:
            self.delete(part)
            raise
        return name
