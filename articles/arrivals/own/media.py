"""The files of an export, as they lie beside it: each is what its name says, or it is missing."""

import hashlib
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext as _

from articles.arrivals.own.shape import KEPT
from articles.former.models import Arrival, FormerSite
from articles.models import Photo
from newsroom.audit.digest import sha256


@dataclass
class Media:
    """The files below a folder. `missing` are those that were asked for, each with the reason."""

    site: FormerSite
    by: User
    folder: Path
    is_dry: bool = False
    missing: dict[str, str] = field(default_factory=dict)

    def photo(self, told: dict[str, Any]) -> Photo | None:
        """The photo that is described so, once among those of a site; None where its file is
        missing, or in a trial. What was deleted here stays away.
        """
        arrivals = Arrival.objects.filter(site=self.site, kind=Arrival.Kind.PICTURE)
        key = sha256(told)
        if arrival := arrivals.filter(key=key).select_related("photo").first():
            return arrival.photo
        photo = Photo(created_by=self.by, **{**told, "file": ""})
        if not self.fill(photo, "file", told["file"]) or self.is_dry:
            return None
        # What it was called was cleaned when it came into that newsroom.
        Photo.objects.filter(pk=photo.pk).update(called=told["called"])
        arrivals.create(site=self.site, kind=Arrival.Kind.PICTURE, key=key, photo=photo)
        return photo

    def fill(self, row: Any, column: str, name: str) -> bool:
        """Save a row with a file in a column, and whether that was possible: the reason is told."""
        try:
            self.save(row, column, name)
        except ValidationError as problem:
            self.missing[name] = " ".join(problem.messages)
            return False
        return True

    def save(self, row: Any, column: str, name: str) -> None:
        """Save a row with a file in a column, or raise ValidationError; in a trial only look."""
        try:
            with self._opened(name) as file:
                setattr(row, column, file)
                row.full_clean()
                if not self.is_dry:
                    row.save()
        except OSError as problem:
            raise ValidationError(_("The file is not there: %s") % name) from problem

    @contextmanager
    def _opened(self, name):
        found = KEPT.fullmatch(name)
        with self.folder.joinpath(*name.split("/")).open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != found["sha256"]:
                raise ValidationError(_("The file is not what was written: %s") % name)
            file.seek(0)
            yield File(file, name=name.rpartition("/")[2])
