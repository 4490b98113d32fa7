"""Crops of a picture: shapes that pages show, and which part of a picture each keeps.

A crop keeps the whole height or the whole width of a picture. Along the other side it lies in one
of eleven places, so that of each picture there are few crops, whatever anybody asks for.
"""

import re
from dataclasses import dataclass

# The places in which a crop may lie, from the start of a side to its end.
PLACES = 10


@dataclass(frozen=True)
class Shape:
    """How wide a shape is for its height, and in which widths it is shown, in pixels."""

    ratio: float
    widths: tuple[int, ...]

    def height(self, width: int) -> int:
        return round(width / self.ratio)


# Cards in lists are 3:2 (static/css/listing.css). What is shown beside a link elsewhere is 1.91:1:
# developers.facebook.com, "Images in Link Shares". Search engines ask for the others, and programs
# that read feeds for small squares.
SHAPES = {
    "card": Shape(3 / 2, (400, 800, 1200)),
    "share": Shape(1200 / 630, (1200,)),
    "square": Shape(1, (144, 512, 1200)),
    "screen": Shape(4 / 3, (1200,)),
    "wide": Shape(16 / 9, (1200,)),
}


@dataclass(frozen=True)
class Crop:
    """A crop by its name, as in ``card-800-7``: its shape, its width, and where it lies."""

    shape: str
    width: int
    place: int

    def __str__(self) -> str:
        return f"{self.shape}-{self.width}-{self.place}"

    @classmethod
    def read(cls, name: str) -> "Crop | None":
        """The crop of a name; None where no page asks for it."""
        found = re.fullmatch(r"([a-z]+)-([1-9]\d{2,3})-(\d|10)", name, re.ASCII)
        if not found or found[1] not in SHAPES or int(found[2]) not in SHAPES[found[1]].widths:
            return None
        return cls(found[1], int(found[2]), int(found[3]))

    def box(self, size: tuple[int, int]) -> tuple[int, int, int, int]:
        """The part of a picture of a size that it keeps: left, top, right, bottom."""
        kept_width, kept_height = _kept(size, self.ratio)
        left = round((size[0] - kept_width) * self.place / PLACES)
        top = round((size[1] - kept_height) * self.place / PLACES)
        return left, top, left + kept_width, top + kept_height

    @property
    def ratio(self) -> float:
        return SHAPES[self.shape].ratio


def crop_of(shape: str, width: int, size: tuple[int, int], focal: tuple[int, int]) -> Crop:
    """The crop of a picture that has its focal point, in percent, as near its middle as can be.

    It holds that point in every picture that is at most five times as long as it is wide.
    """
    kept = _kept(size, SHAPES[shape].ratio)
    place = PLACES // 2
    for side, part, at in zip(size, kept, focal, strict=True):
        if free := side - part:
            place = round(PLACES * min(1, max(0, (side * at / 100 - part / 2) / free)))
    return Crop(shape, width, place)


def _kept(size, ratio):
    width, height = size
    return min(width, round(height * ratio)), min(height, round(width / ratio))
