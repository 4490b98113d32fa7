"""Is a Word file (a ZIP archive of XML parts) safe to open?"""

import io
import zipfile
import zlib
from xml.sax import ContentHandler, SAXException

from defusedxml import DefusedXmlException
from defusedxml.sax import parseString
from django.utils.translation import gettext as _

from .refusal import ManuscriptRefused

LARGEST_UNPACKED = 100 * 1024 * 1024
LARGEST_XML = 40 * 1024 * 1024
MOST_PARTS = 2000

# The reader of Word files keeps every element in memory and calls itself once
# a level. A book of 100,000 words stays far below both.
MOST_ELEMENTS = 500_000
DEEPEST = 120


def check_package(data):
    """Raise ManuscriptRefused if opening this file could harm, or it is no Word file."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _check_sizes(package)
            if "[Content_Types].xml" not in package.namelist():
                raise ManuscriptRefused(_("This is a ZIP archive, not a Word document."))
            watch = _Watch()
            for part in package.infolist():
                _check_part(package.read(part), watch)
    except DefusedXmlException as error:
        raise ManuscriptRefused(
            _("The document declares XML entities, which no manuscript needs; it was not opened.")
        ) from error
    except (
        zipfile.BadZipFile,
        zlib.error,
        SAXException,
        NotImplementedError,
        OSError,
        EOFError,
        ValueError,
    ) as error:
        raise ManuscriptRefused(_("The Word document is damaged and cannot be opened.")) from error


def _check_sizes(package):
    """zipfile never yields more of a part than its declared size, so that is the bound."""
    parts = package.infolist()
    if any(part.flag_bits & 0x1 for part in parts):
        raise ManuscriptRefused(
            _("The document is protected by a password. Save it without one and try again.")
        )
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise _bomb()


def _check_part(content, watch):
    """Any part can be named as the document, whatever its extension: what begins as XML is XML."""
    if not content.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").startswith(b"<"):
        return
    watch.size += len(content)
    if watch.size > LARGEST_XML:
        raise _bomb()
    watch.depth = 0
    parseString(content, watch, forbid_dtd=True)


class _Watch(ContentHandler):
    def __init__(self):
        super().__init__()
        self.size = self.elements = self.depth = 0

    def startElement(self, name, attrs):  # noqa: N802 (the parser's name)
        self.elements += 1
        self.depth += 1
        if self.elements > MOST_ELEMENTS or self.depth > DEEPEST:
            raise _bomb()

    def endElement(self, name):  # noqa: N802 (the parser's name)
        self.depth -= 1


def _bomb():
    return ManuscriptRefused(
        _("The document unpacks to far more than a manuscript; it was not opened.")
    )
