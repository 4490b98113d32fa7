"""Pictures as readers are sent them: in a few widths, made when they are first asked for.

A file is named after its content, so what an address shows never changes and
browsers may keep it for ever.
"""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.db.models.fields.files import FieldFile
from django.urls import reverse

from newsroom.pictures.reading import EXTENSIONS

WIDTHS = (200, 400, 800, 1200, 1600)
FORMATS = {extension: format for format, extension in EXTENSIONS.items()}


@dataclass(frozen=True)
class Renditions:
    """A stored picture (its name, its size in pixels) and the addresses of its renditions."""

    file: str
    width: int | None = None
    height: int | None = None

    @property
    def src(self) -> str:
        return self._address(800, "webp")

    @property
    def small(self) -> str:
        return self._address(400, "webp")

    @property
    def shared(self) -> str:
        """What other sites are offered: JPEG, for not all of them read WebP."""
        return self._address(1200, "jpg")

    @property
    def srcset(self) -> str:
        """Every width below the picture's own, and the next, which is the picture's own."""
        if not self.width:
            return ""
        smaller = [width for width in WIDTHS if width < self.width]
        offered = [*smaller, *WIDTHS[len(smaller) : len(smaller) + 1]]
        return ", ".join(
            f"{self._address(width, 'webp')} {min(width, self.width)}w" for width in offered
        )

    def _address(self, width, kind):
        return reverse("picture", args=[width, PurePosixPath(self.file).stem, kind])


def renditions(
    file: FieldFile | str | None, width: int | None = None, height: int | None = None
) -> Renditions | None:
    """The Renditions of a stored file; None for no file and for one not named after its content."""
    named = re.fullmatch(r"pictures/[0-9a-f]{2}/[0-9a-f]{64}\.\w+", str(file or ""))
    return Renditions(str(file), width, height) if named else None
