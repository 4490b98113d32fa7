"""Pictures that people upload: really decoded, made safe, and drawn in the sizes readers need."""

import hashlib
import io
import struct
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext as _
from PIL import ExifTags, Image, ImageCms, ImageMath, ImageOps, features

from newsroom.pictures.bare import BARE, is_bare_avif, without_compressed_texts
from newsroom.pictures.cropping import Crop

LARGEST_BYTES = 25 * 1024 * 1024
LARGEST_PIXELS = 40_000_000
LONGEST_SIDE = 16_000  # WebP ends at 16,383.

PNG = b"\x89PNG\r\n\x1a\n"
READ = ["JPEG", "PNG", "WEBP", "AVIF", "GIF"]
EXTENSIONS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "AVIF": "avif"}

# An original that must be written again is kept as well as it was.
KEPT = {
    "JPEG": {"quality": 95, "subsampling": 0},
    "PNG": {},
    "WEBP": {"lossless": True},
    "AVIF": {"quality": 95},
}
SERVED = {
    "JPEG": {"quality": 82, "progressive": True, "optimize": True},
    # Soft edges, as of a logo, would take more room than the picture if none of them were lost.
    "WEBP": {"quality": 80, "alpha_quality": 50},
    "AVIF": {"quality": 62, "speed": 8},
}

DRAWN = {"PNG": {"optimize": True}}

# What Pillow raises on a damaged file; anything else is a mistake of ours.
DAMAGED = (
    *(OSError, EOFError, ValueError, SyntaxError, IndexError, RuntimeError),
    *(struct.error, zlib.error),
)


@dataclass(frozen=True)
class Picture:
    """A picture fit to be kept: its bytes hold an upright picture and nothing else."""

    content: bytes
    sha256: str
    width: int
    height: int
    extension: str
    media_type: str


def read_picture(file: bytes | IO[bytes] | File) -> Picture:
    """Return the Picture in an open binary file or in bytes.

    JPEG, PNG, WebP and AVIF are known by their content, whatever the file is
    called. Exif (the place, the camera), comments and bytes behind the end are
    cut off without touching the picture. Written again are only those that
    must be turned upright or that hold several: of these, the first frame; a
    GIF becomes PNG. A kept picture, read again, is the same.

    Raises ValidationError, in words for whoever uploaded it, over 25 MB, over
    40 megapixels or 16,000 pixels a side (before decoding), and for anything
    that is no such picture.
    """
    content = _bytes_of(file)
    with _opened(content) as image:
        format = {"MPO": "JPEG", "GIF": "PNG"}.get(image.format, image.format)
        if _must_be_rewritten(content, image):
            profile = image.info.get("icc_profile")
            content = _written(_upright(_in_full(image)), format, profile, KEPT)
        content = BARE[format](content)
    with _opened(content) as image:
        image.load()
        return Picture(
            content=content,
            sha256=hashlib.sha256(content).hexdigest(),
            width=image.width,
            height=image.height,
            extension=EXTENSIONS[format],
            media_type=Image.MIME[format],
        )


@cache
def formats() -> tuple[str, ...]:
    """The formats in which renditions can be written on this machine: not every Pillow has AVIF."""
    return tuple(format for format in SERVED if format != "AVIF" or features.check("avif"))


def rendition(
    picture: bytes | str | Path | IO[bytes] | File,
    width: int,
    format: str,
    crop: Crop | None = None,
) -> bytes:
    """Return the bytes of a picture (path, open file or bytes), at most `width` pixels wide.

    `format` is one of formats(). Upright, in sRGB, without metadata, never
    larger than the original, on white in JPEG, which knows no transparency;
    of a `crop`, only that part. Raises ValidationError like read_picture.
    """
    with _opened(_bytes_of(picture)) as image:
        image = _in_full(image)
        size = image.size[::-1] if _turn(image) >= 5 else image.size
        left, top, right, bottom = crop.box(size) if crop else (0, 0, *size)
        # As narrow as it can be, or Pillow would not shrink a JPEG while decoding it.
        box = [-(-side * width // (right - left)) for side in image.size]
        image.thumbnail(box, Image.Resampling.LANCZOS)
        image = _in_srgb(_upright(image))
        if crop:
            scale = image.width / size[0]
            image = image.crop([round(edge * scale) for edge in (left, top, right, bottom)])
        if format == "JPEG":
            image = _on_white(image)
        return _written(image, format, None, SERVED)


def square(picture: bytes | str | Path | IO[bytes] | File, side: int, kind: str) -> bytes:
    """Return the middle of a picture as a square of `side` pixels: ``png``, with what is clear in
    it; ``touch``, a PNG on white, for phones show black instead; ``ico``, in it as well as in the
    smaller sizes of tabs.

    Raises ValidationError like read_picture.
    """
    with _opened(_bytes_of(picture)) as image:
        image = _in_srgb(_upright(_in_full(image)))
        image = ImageOps.fit(image.convert("RGBA"), (side, side), Image.Resampling.LANCZOS)
    if kind == "ico":
        written = io.BytesIO()
        image.save(written, "ICO", sizes=[(size, size) for size in (16, 32, side)])
        return written.getvalue()
    return _written(_on_white(image) if kind == "touch" else image, "PNG", None, DRAWN)


def _bytes_of(file):
    if isinstance(file, bytes):
        content = file
    elif hasattr(file, "read"):
        file.seek(0)
        content = file.read(LARGEST_BYTES + 1)
    else:
        with open(file, "rb") as opened:
            content = opened.read(LARGEST_BYTES + 1)
    if len(content) > LARGEST_BYTES:
        words = _("The picture is larger than %(limit)s MB. Save it smaller and try again.")
        raise ValidationError(words % {"limit": LARGEST_BYTES // 1024**2}, code="too-large")
    return content


@contextmanager
def _opened(content):
    """Open a picture whose size is known to be bearable; what is damaged is refused."""
    try:
        if content.startswith(PNG):
            content = without_compressed_texts(content)
        image = Image.open(io.BytesIO(content), formats=READ)
        _refuse_huge(image.size)
        with image:
            yield image
    except Image.DecompressionBombError:
        _refuse_huge((LONGEST_SIDE + 1, LONGEST_SIDE + 1))
    except Image.UnidentifiedImageError as problem:
        words = _("This file is not a picture. Use JPEG, PNG, WebP, AVIF or GIF.")
        raise ValidationError(words, code="no-picture") from problem
    except DAMAGED as problem:
        words = _("The picture is damaged and cannot be read. Save it again and try once more.")
        raise ValidationError(words, code="damaged") from problem


def _refuse_huge(size):
    width, height = size
    if width * height > LARGEST_PIXELS or max(size) > LONGEST_SIDE:
        words = _(
            "The picture has too many pixels: at most %(pixels)s million, and %(side)s on a side. "
            "Save it smaller and try again."
        )
        facts = {"pixels": LARGEST_PIXELS // 1_000_000, "side": f"{LONGEST_SIDE:,}"}
        raise ValidationError(words % facts, code="too-many-pixels")


def _must_be_rewritten(content, image):
    """Whether it lies on its side, holds several pictures, or hides Exif where we cannot cut."""
    if image.format == "AVIF" and not is_bare_avif(content):
        return True
    moves = image.format in ("WEBP", "AVIF") and image.is_animated
    return moves or image.format == "GIF" or _turn(image) != 1


def _turn(image):
    """Return the orientation of Exif 2.3, 1 to 8, where 5 and above lie on their side."""
    try:
        return image.getexif().get(ExifTags.Base.Orientation, 1)
    except DAMAGED:
        return 1


def _upright(image):
    if _turn(image) != 1:
        ImageOps.exif_transpose(image, in_place=True)  # Two of them would not fit in memory.
    return image


def _in_full(image):
    """Return the image without a palette, with alpha where it has a clear colour, in 8 bits."""
    if image.mode.startswith("I"):
        return _in_eight_bits(image.convert("I"), image.info.get("transparency"))
    if "transparency" in image.info:
        return image.convert("RGBA")
    return image.convert("RGB") if image.mode in ("1", "P") else image


def _in_eight_bits(image, clear):
    """Return a grey image of 16 bits in 8, with alpha where one of its values is a clear one."""
    grey = image.point(lambda value: value * (1 / 256)).convert("L")
    if clear is None:
        return grey
    seen = ImageMath.lambda_eval(lambda of: (of["image"] != clear) * 255, image=image)
    return Image.merge("LA", (grey, seen.convert("L"))).convert("RGBA")


def _written(image, format, profile, settings):
    image.info = {}
    written = io.BytesIO()
    image.save(written, format, icc_profile=profile, **settings[format])
    return written.getvalue()


def _in_srgb(image):
    """Return the image in RGB or RGBA as sRGB, which a file without a profile means."""
    clear = "A" in image.getbands()
    target = "RGBA" if clear else "RGB"
    profile = image.info.get("icc_profile")
    if not profile:
        return image.convert(target)
    alpha = image.convert("RGBA").getchannel("A") if clear else None
    image = _converted(image.convert("RGB") if clear else image, profile)
    if alpha:
        image.putalpha(alpha)
    return image


def _converted(image, profile):
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(
            image, source, ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        # A profile that is broken or meant for other channels says nothing.
        return image.convert("RGB")


def _on_white(image):
    if image.mode != "RGBA":
        return image
    white = Image.new("RGB", image.size, "white")
    white.paste(image, mask=image.getchannel("A"))
    return white
