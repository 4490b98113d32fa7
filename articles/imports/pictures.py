"""The pictures in a manuscript, as files that the library can take."""

import base64
import binascii
import re
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

WITHIN = re.compile(r"data:image/(png|jpe?g|gif|webp|avif)((?:;[\w=.-]+)*),", re.IGNORECASE)
MOST = 100


@dataclass(frozen=True)
class Picture:
    """A picture that was in a file: what it is called there, and its bytes."""

    name: str
    data: bytes


def within(addresses):
    """The pictures that a page holds in their addresses, each once."""
    found = {}
    for address in addresses:
        if len(found) < MOST and (kind := WITHIN.match(address)):
            data = _decoded(address[kind.end() :], is_base64=kind[2].lower().endswith("base64"))
            if data:
                found.setdefault(data, Picture(f"{len(found) + 1}.{kind[1].lower()}", data))
    return list(found.values())


def _decoded(text, *, is_base64):
    data = unquote_to_bytes(text)
    try:
        return base64.b64decode(data) if is_base64 else data
    except binascii.Error:
        return b""
