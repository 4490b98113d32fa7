"""From the bytes of a file to its kind and text, refusing what is unsafe or no manuscript."""

import re
from dataclasses import dataclass
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from newsroom.kit.text import refuse_unprintable, tidy

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
BOMS = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
# Where the Windows code pages keep their letters.
HIGH_LETTER = (
    rb"[\xa1-\xa3\xa5\xa8\xaa\xaf\xb2-\xb4\xb8-\xff\x80\x81\x83\x8a\x8c-\x90\x9a\x9c-\x9f]"
)
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
    text, encoding = _decode(data)
    text = tidy(text.removeprefix("\ufeff"))
    if not text.strip():
        raise ManuscriptRefused(_("The file is empty."))
    refuse_unprintable_in(text)
    if kind == "plain" and re.match(r"\s*<(!doctype html|html)\b", text, re.IGNORECASE):
        kind = "html"
    return Source(kind, text=text, encoding=encoding)


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


def _decode(data):
    """Return the text and, where it had to be guessed, the name of the encoding."""
    for bom, encoding in BOMS.items():
        if data.startswith(bom):
            try:
                return data.decode(encoding), ""
            except UnicodeDecodeError as error:
                raise ManuscriptRefused(_broken()) from error
    if wide := _wide(data):
        return wide
    if b"\x00" in data:
        raise ManuscriptRefused(_binary())
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        return _eight_bits(data)


def _wide(data):
    """Read UTF-16 without a byte order mark: half of the bytes say which alphabet."""
    for encoding, high in (("utf-16-le", data[1::2]), ("utf-16-be", data[0::2])):
        usual = sum(high.count(byte) for byte in (0, 1, 4, 0x20))
        if len(data) % 2 == 0 and b"\x00" in high and usual > 0.9 * len(high):
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                continue
            # Two zeros in a row are a binary file, not text.
            if "\x00" not in text:
                return text, encoding.upper()
    return None


def _eight_bits(data):
    """Tell the Windows code pages apart: an accented Latin word has plain letters in it, too."""
    if len(re.findall(rb"[\x00-\x08\x0e-\x1f]", data)) > len(data) / 100:
        raise ManuscriptRefused(_binary())
    words = re.findall(rb"(?:[A-Za-z]|%s)+" % HIGH_LETTER, data)
    accented = [word for word in words if re.search(HIGH_LETTER, word)]
    cyrillic = 2 * sum(not re.search(rb"[A-Za-z]", word) for word in accented) > len(accented)
    for encoding in ("cp1251",) if cyrillic else ("cp1250", "cp1252"):
        try:
            return data.decode(encoding), encoding.replace("cp", "Windows-")
        except UnicodeDecodeError:
            continue
    raise ManuscriptRefused(_broken())


def _broken():
    return _("The file's text is damaged, or its encoding is unknown. Save it as UTF-8.")


def _binary():
    return _("The file is not text. Save the manuscript as plain text, Word, Markdown or HTML.")
