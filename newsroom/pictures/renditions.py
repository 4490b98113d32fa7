"""Pictures as readers are sent them: in a few widths and formats, whole or cropped to a shape.

They are made when a picture is uploaded at the desk, and otherwise when they are first asked for.
A file is named after its content, so what an address shows never changes and browsers may keep it
for ever.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath

from django.core.files.storage import default_storage
from django.db.models.fields.files import FieldFile
from django.urls import reverse

from newsroom.pictures.cropping import PLACES, SHAPES, Crop, crop_of
from newsroom.pictures.fields import rendition_name
from newsroom.pictures.reading import EXTENSIONS, formats

WIDTHS = (200, 400, 800, 1200, 1600)
FORMATS = {extension: format for format, extension in EXTENSIONS.items()}
# What readers are offered, the smallest first; every browser reads the last.
KINDS = ("avif", "webp", "jpg")
MIDDLE = (50, 50)
# From here on, in pixels, a picture can stand across a page.
SPANNING = 800


@cache
def kinds() -> tuple[str, ...]:
    """The kinds of KINDS that can be written on this machine."""
    return tuple(kind for kind in KINDS if FORMATS[kind] in formats())


@dataclass(frozen=True)
class Source:
    """What a browser chooses from: addresses with their widths, in one format."""

    media_type: str
    srcset: str


class _Offered:
    """What a template prints of a picture, from its `_srcset` of each kind."""

    @property
    def srcset(self) -> str:
        return self._srcset("jpg")

    @property
    def sources(self) -> list[Source]:
        """The same in the other formats, the smallest first."""
        return [Source(f"image/{kind}", self._srcset(kind)) for kind in kinds()[:-1]]

    def _srcset(self, kind: str) -> str:
        raise NotImplementedError


@dataclass(frozen=True)
class Renditions(_Offered):
    """A stored picture (its name, its size in pixels, what a crop must not lose) and the addresses
    of its renditions.
    """

    file: str
    width: int | None = None
    height: int | None = None
    focal: tuple[int, int] = MIDDLE

    @property
    def is_narrow(self) -> bool:
        """Whether it would be lost, or blown up, across a page: a portrait, or a small picture."""
        if not (self.width and self.height):
            return False
        return self.width < SPANNING or self.height * 5 > self.width * 4

    @property
    def src(self) -> str:
        return self._address("800", "jpg")

    @property
    def thumbnail(self) -> str:
        """For a portrait beside a line or two."""
        return self._address("200", "webp")

    @property
    def small(self) -> str:
        return self.at(400)

    def at(self, width: int) -> str:
        """The whole in one of WIDTHS, in a format that keeps what is clear."""
        return self._address(str(width), "webp")

    @property
    def whole(self) -> str:
        """What other sites are offered: JPEG, for not all of them read the others."""
        return self._address("1200", "jpg")

    @property
    def whole_length(self) -> int | None:
        """How many bytes the file of `whole` has; None until it is made, and where none can say."""
        try:
            return default_storage.size(rendition_name("1200", f"{self._digest}.jpg"))
        except OSError:
            return None

    @property
    def shared(self) -> str:
        """What other sites show beside a link: cropped to the shape that they show."""
        return self._cropped("share", 1200, "jpg")

    @property
    def searched(self) -> list[str]:
        """What search engines show beside a link: a square, and two that are wide. Each is made
        when it is first asked for; of a picture whose size nobody knows there is none.
        """
        if not (self.width and self.height):
            return []
        return [self._cropped(shape, 1200, "jpg") for shape in ("square", "screen", "wide")]

    def square(self, side: int) -> str:
        """Its middle, as a square that any program shows."""
        return self._address(str(Crop("square", side, PLACES // 2)), "jpg")

    @property
    def shared_size(self) -> tuple[int, int] | None:
        """The size of `shared` in pixels; None of a picture whose size nobody knows."""
        if not (self.width and self.height):
            return None
        crop = crop_of("share", 1200, (self.width, self.height), self.focal)
        left, top, right, bottom = crop.box((self.width, self.height))
        width = min(crop.width, right - left)
        return width, round(width * (bottom - top) / (right - left))

    @property
    def card(self) -> "CroppedRenditions":
        return CroppedRenditions(self, "card")

    @property
    def addresses(self) -> list[str]:
        """Every address that a page may ask for."""
        sets = [self._srcset(kind) for kind in kinds()]
        cards = [self.card.srcset, *(source.srcset for source in self.card.sources)]
        listed = [part.split()[0] for one in (*sets, *cards) for part in one.split(", ") if part]
        return list(
            dict.fromkeys([*listed, self.src, self.thumbnail, self.small, self.whole, self.shared])
        )

    def _srcset(self, kind):
        """Every width below the picture's own, and the next, which is the picture's own."""
        if not self.width:
            return ""
        smaller = [width for width in WIDTHS if width < self.width]
        offered = [*smaller, *WIDTHS[len(smaller) : len(smaller) + 1]]
        return ", ".join(
            f"{self._address(str(width), kind)} {min(width, self.width)}w" for width in offered
        )

    def _cropped(self, shape, width, kind):
        """The address of a crop; of a picture whose size nobody knows, the whole."""
        if not (self.width and self.height):
            return self._address(str(width), kind)
        crop = crop_of(shape, width, (self.width, self.height), self.focal)
        return self._address(str(crop), kind)

    def _address(self, size, kind):
        return reverse("picture", args=[size, self._digest, kind])

    @property
    def _digest(self):
        return PurePosixPath(self.file).stem


@dataclass(frozen=True)
class CroppedRenditions(_Offered):
    """A picture cropped to a shape, as a template prints it."""

    picture: Renditions
    shape: str

    @property
    def width(self) -> int:
        return max(SHAPES[self.shape].widths)

    @property
    def height(self) -> int:
        return SHAPES[self.shape].height(self.width)

    @property
    def src(self) -> str:
        return self.picture._cropped(self.shape, min(800, self.width), "jpg")

    def _srcset(self, kind):
        return ", ".join(
            f"{self.picture._cropped(self.shape, width, kind)} {width}w"
            for width in SHAPES[self.shape].widths
        )


def is_offered(size: str) -> bool:
    """Whether some page may ask for a size: a width, or a crop."""
    return size in map(str, WIDTHS) or Crop.read(size) is not None


def renditions(
    file: FieldFile | str | None,
    width: int | None = None,
    height: int | None = None,
    focal: tuple[int, int] = MIDDLE,
) -> Renditions | None:
    """The Renditions of a stored file; None for no file and for one not named after its content."""
    named = re.fullmatch(r"pictures/[0-9a-f]{2}/[0-9a-f]{64}\.\w+", str(file or ""))
    return Renditions(str(file), width, height, focal) if named else None
