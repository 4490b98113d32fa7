"""A file as XML that a parser can read: exports hold bytes that no XML may."""

import codecs
import io
import re
from typing import BinaryIO

DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)["']""")
DECLARATION = re.compile(r"^\s*<\?xml.*?\?>", re.DOTALL)
# What is no character of XML 1.0 (2.2), but for surrogates, which no decoder yields.
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class Legible(io.RawIOBase):
    """Reads a binary file as UTF-8, without what XML cannot hold.

    `lines` are those of which something was left out, or read as “�” since it was no text. Raises
    LookupError for an encoding that nobody knows or that is none of text, and UnicodeError where
    the file cannot be in the one that it declares.
    """

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        begins = file.read(1024)
        file.seek(0)
        declared = DECLARED.match(begins)
        name = declared[1].decode("ascii") if declared else "utf-8-sig"
        name = "utf-8-sig" if name.lower() in ("utf-8", "utf8") else name
        io.TextIOWrapper(io.BytesIO(), encoding=name)  # Refuses a codec that is none of text.
        self.decoder = codecs.getincrementaldecoder(name)(errors="replace")
        self.line, self.lines, self.is_first = 1, [], True
        self.waiting = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        while not self.waiting:
            raw = self.file.read(1 << 14)
            text = self._cleaned(self.decoder.decode(raw, final=not raw))
            self.waiting = text.encode()
            if not raw:
                break
        taken = self.waiting[: len(buffer)]
        self.waiting = self.waiting[len(buffer) :]
        buffer[: len(taken)] = taken
        return len(taken)

    def _cleaned(self, text):
        if self.is_first and text:
            # What it says of its encoding is not true any more.
            declaration = DECLARATION.match(text)
            lines = declaration[0].count("\n") if declaration else 0
            text, self.is_first = "\n" * lines + DECLARATION.sub("", text), False
            text = text.lstrip(" \t\r") if not lines else text
        for found in re.finditer(f"{ILLEGAL.pattern}|�", text):
            self.lines.append(self.line + text.count("\n", 0, found.start()))
        self.line += text.count("\n")
        return ILLEGAL.sub("", text)
