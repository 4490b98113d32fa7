"""Picture files cut down to the picture: no place, no camera, no comment, nothing behind the end.

What is dropped is dropped without decoding, so the picture itself loses
nothing. Each function raises ValueError where the bytes are not laid out as
the format prescribes, and changes nothing that it has cut before.
"""

import re
import struct
from collections.abc import Callable

# JFIF, colour profile, Adobe's colour transform: a decoder needs them. MPF (a
# second picture in the same file) is APP2 too, and is not ICC.
JPEG_KEPT = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
# How long these are, with the two bytes of their length. Behind the header of JFIF stands a
# thumbnail, which may show what was cut off the picture.
JFIF_LENGTH, ADOBE_LENGTH = 16, 14
PNG_KEPT = (
    *(b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"),
    *(b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"sBIT", b"bKGD", b"pHYs"),
)
WEBP_KEPT = (b"VP8X", b"ICCP", b"ALPH", b"VP8 ", b"VP8L")
WEBP_PROFILE_AND_ALPHA = 0b0011_0000
AVIF_BOXES = (b"ftyp", b"meta", b"mdat")
AVIF_ITEMS = (b"av01", b"grid")

NOT_WHOLE = "The file ends in the middle of the picture."


def bare_jpeg(content: bytes) -> bytes:
    """Return a JPEG (ITU T.81, annex B) without its comments and application data."""
    kept, at = [b"\xff\xd8"], 2
    while True:
        start = at
        while content[at : at + 1] == b"\xff":
            at += 1
        if at == start or at >= len(content):
            raise ValueError(NOT_WHOLE)
        marker = content[at]
        at += 1
        if marker == 0xD9:
            return b"".join([*kept, b"\xff\xd9"])
        end = at + _number(">H", content, at)
        if segment := _bare_segment(marker, content[at:end]):
            kept.append(bytes((0xFF, marker)) + segment)
        at = end
        if marker == 0xDA:
            at = _end_of_scan(content, at)
            kept.append(content[end:at])


def _bare_segment(marker, segment):
    """Return a segment of a JPEG without what is not the picture; nothing if that is all of it."""
    if marker != 0xFE and not 0xE0 <= marker <= 0xEF:
        return segment
    if not segment[2:].startswith(JPEG_KEPT.get(marker, ())):
        return b""
    if marker == 0xE0:
        # The last two bytes of the header are the size of the thumbnail.
        return _shortened(segment, JFIF_LENGTH)[: JFIF_LENGTH - 2] + b"\0\0"
    if marker == 0xEE:
        return _shortened(segment, ADOBE_LENGTH)
    return segment


def _shortened(segment, length):
    if len(segment) < length:
        raise ValueError(NOT_WHOLE)
    return struct.pack(">H", length) + segment[2:length]


def _end_of_scan(content, at):
    """Return where the coded data end: at an FF that is neither stuffed nor a restart."""
    while (at := content.find(b"\xff", at)) >= 0:
        following = content[at + 1 : at + 2]
        if following and following not in b"\x00\xd0\xd1\xd2\xd3\xd4\xd5\xd6\xd7":
            return at
        at += 2
    raise ValueError(NOT_WHOLE)


def bare_png(content: bytes) -> bytes:
    """Return a PNG (W3C, Portable Network Graphics) with the chunks of its picture alone."""
    chunks = _chunks(content)
    return content[:8] + b"".join(chunk for name, chunk in chunks if name in PNG_KEPT)


def without_compressed_texts(content: bytes) -> bytes:
    """Return a PNG without the texts in it that would have to be decompressed to be read: Pillow
    refuses a picture for one that is longer than a megabyte.
    """
    return content[:8] + b"".join(c for name, c in _chunks(content) if not _is_packed(name, c))


def _chunks(content):
    """Yield the name of each chunk of a PNG, and all its bytes."""
    at, name = 8, b""
    while name != b"IEND":
        length, name = _number(">I", content, at), content[at + 4 : at + 8]
        yield name, content[at : at + 12 + length]
        at += 12 + length


def _is_packed(name, chunk):
    if name == b"iTXt":
        _keyword, _zero, rest = chunk[8:].partition(b"\0")
        return rest[:1] == b"\1"
    return name == b"zTXt"


def bare_webp(content: bytes) -> bytes:
    """Return a WebP (RFC 9649) without Exif, XMP and unknown chunks."""
    end, at, kept = 8 + _number("<I", content, 4), 12, []
    while at < end:
        name, length = content[at : at + 4], _number("<I", content, at + 4)
        chunk = content[at : at + 8 + length + length % 2]
        if name == b"VP8X":
            chunk = chunk[:8] + bytes((chunk[8] & WEBP_PROFILE_AND_ALPHA,)) + chunk[9:]
        if name in WEBP_KEPT:
            kept.append(chunk)
        at += 8 + length + length % 2
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def is_bare_avif(content: bytes) -> bool:
    """Whether an AVIF (ISO 14496-12, ISO 23008-12) holds coded pictures and nothing else.

    Exif and XMP are items among the coded data, where nothing can be cut.
    """
    at = 0
    while at < len(content):
        length, name = _number(">I", content, at), content[at + 4 : at + 8]
        if name not in AVIF_BOXES or length < 8 or at + length > len(content):
            return False
        box = content[at : at + length]
        kinds = {box[entry.end() + 8 : entry.end() + 12] for entry in re.finditer(b"infe", box)}
        if name == b"meta" and not kinds <= set(AVIF_ITEMS):
            return False
        at += length
    return True


BARE: dict[str, Callable[[bytes], bytes]] = {
    "JPEG": bare_jpeg,
    "PNG": bare_png,
    "WEBP": bare_webp,
    "AVIF": bytes,
}


def _number(layout, content, at):
    try:
        return struct.unpack_from(layout, content, at)[0]
    except struct.error as problem:
        raise ValueError(NOT_WHOLE) from problem
