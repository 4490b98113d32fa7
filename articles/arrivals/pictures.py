"""Pictures of a former site: taken from a copy of its folder of uploads, each once."""

import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.files import File

from articles.arrivals.incoming import IncomingPicture
from articles.former.models import Arrival, FormerSite
from articles.models import Photo
from newsroom.kit.text import tidy_line, without_invisible


@dataclass
class Pictures:
    """The pictures of a site that are here by now, and those that are looked for in `folder`.

    `missing` are the files that were asked for and are not there.
    """

    site: FormerSite
    by: User
    folder: Path | None = None
    is_dry: bool = False

    def __post_init__(self):
        self.missing: dict[str, str] = {}

    def photo(self, incoming: IncomingPicture) -> Photo | None:
        """The photo of the library that it became, or None: then it is among the `missing`."""
        arrivals = Arrival.objects.filter(site=self.site, kind=Arrival.Kind.PICTURE)
        arrival = arrivals.filter(key=incoming.file).select_related("photo").first()
        if arrival:
            return arrival.photo
        path = self._found(incoming.file)
        if path is None:
            self.missing[incoming.file] = incoming.path
            return None
        photo = self._stored(path, incoming)
        if photo:
            arrivals.create(
                site=self.site,
                kind=Arrival.Kind.PICTURE,
                key=incoming.file,
                path=incoming.file,
                photo=photo,
            )
        return photo

    def _found(self, file):
        """The file in the folder, which nothing leads out of."""
        if self.folder is None or not file:
            return None
        parts = PurePosixPath(file).parts
        if any(part in ("..", "/") for part in parts):
            return None
        path = self.folder.joinpath(*parts)
        return path if path.is_file() else self._smaller(path)

    def _smaller(self, path):
        """The largest of the smaller ones, where the whole picture is gone."""
        pattern = re.compile(rf"{re.escape(path.stem)}(?:-scaled|-\d+x\d+){re.escape(path.suffix)}")
        near = path.parent.glob(f"{path.stem}-*{path.suffix}") if path.parent.is_dir() else ()
        found = [one for one in near if pattern.fullmatch(one.name)]
        return max(found, key=lambda one: one.stat().st_size, default=None)

    def _stored(self, path, incoming):
        described = {
            name: tidy_line(without_invisible(getattr(incoming, name)))[:length]
            for name, length in (("alt", 300), ("credit", 200))
        }
        photo = Photo(caption=incoming.caption, created_by=self.by, **described)
        try:
            with path.open("rb") as file:
                photo.file = File(file, name=path.name)
                photo.full_clean()
                if not self.is_dry:
                    photo.save()
        except (ValidationError, OSError) as problem:
            self.missing[incoming.file] = " ".join(getattr(problem, "messages", [str(problem)]))
            return None
        return None if self.is_dry else photo
