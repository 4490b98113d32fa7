"""From the bytes of a file to its kind and text, refusing what is unsafe or no manuscript."""

import re
from dataclasses import dataclass
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from newsroom.kit.text import refuse_unprintable

from .encodings import decode
from .package import check_package
from .refusal import ManuscriptRefused

LARGEST = 20 * 1024 * 1024

KINDS = {
    ".txt": "plain",
    ".text": "plain",
    "": "plain",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".docx": "docx",
}

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PAGE = re.compile(rb"\s*<(!doctype html|html)\b", re.IGNORECASE)
# The names programs give to what they save, by how the files begin.
FOREIGN = {
    b"%PDF": "PDF",
    b"{\\rtf": "RTF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
}


@dataclass(frozen=True)
class Source:
    """A file that is safe to read: its kind and its text (or, for Word, its bytes)."""

    kind: str  # plain, markdown, html, docx
    text: str = ""
    data: bytes = b""
    encoding: str = ""  # set only where the encoding was guessed
    remarks: tuple = ()  # sentences on its letters


def open_source(data, filename):
    """Return the Source in these bytes. Raise ManuscriptRefused if they are no manuscript."""
    if len(data) > LARGEST:
        raise ManuscriptRefused(_("The file is larger than 20 MB, the most a manuscript may have."))
    if not data.strip():
        raise ManuscriptRefused(_("The file is empty."))
    kind = _kind(data, filename)
    if kind == "docx":
        check_package(data)
        return Source(kind, data=data)
    if kind == "plain" and PAGE.match(data):
        kind = "html"
    decoded = decode(data, is_html=kind == "html")
    if not decoded.text.strip():
        raise ManuscriptRefused(_("The file is empty."))
    refuse_unprintable_in(decoded.text)
    if kind == "plain" and re.match(r"\s*<(!doctype html|html)\b", decoded.text, re.IGNORECASE):
        kind = "html"
    return Source(kind, text=decoded.text, encoding=decoded.guessed, remarks=tuple(decoded.remarks))


def refuse_unprintable_in(text):
    """Raise ManuscriptRefused naming a character that cannot be printed, and its place."""
    try:
        refuse_unprintable(text)
    except ValidationError as error:
        raise ManuscriptRefused(error.messages[0]) from error


def _kind(data, filename):
    suffix = PurePath(filename).suffix.lower()
    if data.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise ManuscriptRefused(
                _("The document is protected by a password. Save it without one and try again.")
            )
        raise ManuscriptRefused(
            _("This is a Word document of the old kind (.doc). Save it as .docx and try again.")
        )
    for start, name in FOREIGN.items():
        if data.startswith(start):
            raise ManuscriptRefused(_unsupported(name))
    if data.startswith((ZIP, b"PK\x05\x06")):
        if suffix in (".docx", ""):
            return "docx"
        raise ManuscriptRefused(_unsupported(suffix.lstrip(".").upper() or "ZIP"))
    if suffix == ".docx":
        raise ManuscriptRefused(_("This is not a Word document, though its name ends in .docx."))
    if suffix not in KINDS:
        raise ManuscriptRefused(_unsupported(suffix.lstrip(".").upper()))
    return KINDS[suffix]


def _unsupported(name):
    return _(
        "%(name)s files cannot be imported. Save the manuscript as plain text, Word (.docx), "
        "Markdown or HTML."
    ) % {"name": name}
