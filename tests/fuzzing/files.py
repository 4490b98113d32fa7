"""Files that no newsroom wants, for whatever takes a file."""

import io
import struct
import zipfile
import zlib
from functools import cache

from tests.fuzzing.texts import MARK

WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Default Extension="xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/><Default Extension="rels" ContentType='
    '"application/vnd.openxmlformats-package.relationships+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    'relationships"><Relationship Id="r1" Target="word/document.xml" Type="http://schemas.'
    'openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>',
}
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


def document(text, doctype=""):
    return (
        f'<?xml version="1.0"?>{doctype}<w:document xmlns:w="{WORDS}"><w:body>'
        f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>"
    )


def docx(**parts):
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in (PARTS | parts).items():
            package.writestr(name, content)
    return stored.getvalue()


def word(text, doctype="", **parts):
    return docx(**{"word/document.xml": document(text, doctype), **parts})


def png(width, height, rows=b""):
    def chunk(kind, data):
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


@cache
def files():
    """``{what it is: (name, content)}``."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(4711)">{MARK}</svg>'.encode()
    laughs = f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>'
    outside = '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    return {
        "nothing": ("empty.md", b""),
        "an SVG called a picture": ("a.png", svg),
        "an SVG": ("a.svg", svg),
        "HTML called a picture": ("a.jpg", f"<html>{MARK}".encode()),
        "HTML": ("a.html", f"<html><body><h1>{MARK}</h1><p>x {MARK}".encode()),
        "deep HTML": ("a.html", b"<h1>a</h1>" + b"<div>" * 50_000),
        "deep quotes": ("a.md", b"# a\n\n" + b"> " * 20_000 + b"x"),
        "deep brackets": ("a.md", b"# a\n\n" + b"[" * 20_000),
        "deep lists": ("a.md", b"# a\n\n" + b"".join(b" " * n + b"* x\n" for n in range(2000))),
        "stars": ("a.md", b"# a\n\n" + b"*a **b " * 20_000),
        "backticks": ("a.md", b"# a\n\n" + b"".join(b"`" * n + b"a" for n in range(600))),
        "one long line": ("a.txt", b"word " * 200_000),
        "many lines": ("a.txt", b"\n\n".join(b"Line %d" % n for n in range(20_000))),
        "front matter": ("a.md", b"---\ntitle: &a [*a, *a]\nx: !!python/object:os.system\n---\nx"),
        "NUL": ("a.txt", b"a\x00b\n\nc"),
        "half of UTF-16": ("a.txt", b"\xff\xfea"),
        "a picture too large": ("a.png", png(65_500, 65_500)),
        "a picture that unpacks": ("a.png", png(30_000, 30_000, b"\0" * (3_751 * 30_000))),
        "half a picture": ("a.png", png(600, 600, b"\0" * 500)),
        "a picture of no size": ("a.png", png(0, 0)),
        "a TIFF": ("a.png", b"II*\0" + b"\xff" * 40),
        "a path": ("../../../../etc/cron.d/x.png", png(8, 8, b"\0\0" * 8)),
        "a long name": ("x" * 3000 + ".md", b"# a\n\nb"),
        "a name with markup": (f"{MARK}.md", b"# a\n\nb"),
        "an odd name": ("a\r\nb\0\u202e.md", b"# a\n\nb"),
        "a zip of much": ("a.docx", word("x" * 80_000_000)),
        "many laughs": ("a.docx", word("&l9;", laughs)),
        "an entity from outside": ("a.docx", word("&x;", outside)),
        "a zip that leaves": ("a.docx", word("a", **{"../../../tmp/x": "x", "/etc/x": "x"})),
        "deep Word": ("a.docx", word("</w:t></w:r><w:sdt>" * 5_000)),
        "no Word": ("a.docx", docx()),
        "half a zip": ("a.docx", word("abc")[:200]),
        "figures": ("a.csv", b"path,metric,value,since,until,source\n/x/,=1+1,9e99,x,y,z\n"),
        "figures without end": ("a.csv", b'path,metric\n"' + b"a," * 200_000),
        "figures with NUL": ("a.csv", b"path,metric,value,since,until,source\n\0,\0,\0,\0,\0,\0\n"),
    }
