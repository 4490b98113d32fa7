"""From bytes to letters: as the file says, as UTF-8, or as its own words make likely."""

import codecs
import re
import unicodedata
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from newsroom.kit.text import tidy

from .refusal import ManuscriptRefused

BOMS = {
    b"\xef\xbb\xbf": "utf-8",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
DECLARED = re.compile(
    rb"""<meta\b[^>]*?\bcharset\s*=\s*["']?\s*([\w:.-]{2,40})|^\s*<\?xml\b[^>]*?\bencoding\s*=\s*["']([\w:.-]{2,40})""",
    re.IGNORECASE,
)
# How far into a page browsers look for what it says.
HEAD = 4096
# What browsers read, by Python's names; of the others some are no text at all.
READ = re.compile(
    r"utf-8|iso8859-(?:[2-9]|1[03-6])|cp(?:125[0-8]|866|874|932|949|950)|koi8-[ru]|mac-(?:roman|cyrillic)"
    r"|gbk|gb2312|gb18030|big5(?:hkscs)?|euc_(?:jp|kr)|shift_jis"
)
# Read by browsers as the code page of Windows that has more letters.
WIDER = {"ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030"}
# What may be guessed, the likelier first.
LIKELY = {
    "cp1250": "Windows-1250",
    "cp1251": "Windows-1251",
    "iso8859_2": "ISO 8859-2",
    "koi8_u": "KOI8-U",
    "cp1252": "Windows-1252",
    "cp866": "DOS 866",
    "iso8859_5": "ISO 8859-5",
}
SAMPLE = 200_000
# What surrogateescape makes of a byte that is no letter.
BAD = re.compile("[\udc80-\udcff]")
WRONG = "\ufffd"
MOST_PLACES = 5


@dataclass(frozen=True)
class Decoded:
    """The letters of a file: tidy, each wrong byte as U+FFFD; and what has to be said of them."""

    text: str
    guessed: str = ""  # the encoding, only where the file does not say it
    remarks: list = field(default_factory=list)


def decode(data, *, is_html=False):
    """Return these bytes, Decoded. Raises ManuscriptRefused for what is no text."""
    for bom, encoding in BOMS.items():
        if data.startswith(bom):
            return _read(data, encoding)
    if wide := _wide(data):
        return wide
    if b"\x00" in data:
        raise ManuscriptRefused(_binary())
    declared = _declared(data) if is_html else ""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        says_other = declared not in ("", "utf-8") and not text.isascii()
        return Decoded(tidy(text), remarks=[_contradicted(declared)] * says_other)
    if declared and declared != "utf-8":
        return _read(data, declared)
    text = data.decode("utf-8", "surrogateescape")
    bad = len(BAD.findall(text))
    if len(re.findall(r"[^\x00-\x7f]", text)) - bad > bad:
        return _read(data, "utf-8")
    return _guessed(data)


def _read(data, encoding):
    """Read as the file says, and tell the places of the bytes that are no letters there."""
    try:
        text = tidy(data.decode(encoding, "surrogateescape")).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise ManuscriptRefused(_broken()) from error
    places = [found.start() for found in BAD.finditer(text)]
    if not places:
        return Decoded(text)
    if len(places) > len(text) / 10:
        raise ManuscriptRefused(_broken())
    return Decoded(BAD.sub(WRONG, text), remarks=[_bad(text, places)])


def _bad(text, places):
    told = [
        _("line %(line)s, character %(character)s")
        % {
            "line": text.count("\n", 0, place) + 1,
            "character": place - (text.rfind("\n", 0, place) + 1) + 1,
        }
        for place in places[:MOST_PLACES]
    ]
    return ngettext(
        "%(count)s byte of the file is no letter and stands in the text as “%(sign)s”: %(places)s.",
        "%(count)s bytes of the file are no letters and stand in the text as “%(sign)s”: "
        "%(places)s.",
        len(places),
    ) % {"sign": WRONG, "count": len(places), "places": "; ".join([*told, "…"][: len(places)])}


def _declared(data):
    """The encoding that a page says, by Python's name; "" for none that browsers read."""
    found = DECLARED.search(data[:HEAD])
    if not found:
        return ""
    try:
        name = codecs.lookup((found[1] or found[2]).decode("ascii")).name
    except LookupError:
        return ""
    name = WIDER.get(name, name)
    return name if READ.fullmatch(name) else ""


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
                return Decoded(tidy(text), guessed=encoding.upper())
    return None


def _guessed(data):
    """Read in the encoding in which its words look most like words."""
    if len(re.findall(rb"[\x00-\x08\x0e-\x1f]", data)) > len(data) / 100:
        raise ManuscriptRefused(_binary())
    found = {}
    for encoding in LIKELY:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        found[encoding] = _strangeness(text[:SAMPLE]), text
    if not found:
        raise ManuscriptRefused(_broken())
    encoding = min(found, key=lambda one: found[one][0])
    return Decoded(tidy(found[encoding][1]), guessed=LIKELY[encoding])


def _strangeness(text):
    """How little these words look like words: small letters before large ones, two alphabets in
    one word, signs between letters.
    """
    strange = 0
    for word in re.findall(r"\S*[^\x00-\x7f]\S*", text):
        bare = word.strip("„“”‘’«»…—–.,:;!?()[]\"'*")
        kinds = [_kind(sign) for sign in bare]
        strange += sum(kind == "L" for kind in kinds[1:]) + 4 * kinds.count("?")
        strange += 4 * (len({_alphabet(sign) for sign in bare if sign.isalpha()}) > 1)
        strange += 4 * sum(unicodedata.category(sign)[0] not in "LPNZ" for sign in word) // 2
    return strange


def _kind(sign):
    """L for a large letter, l for a small one, ? for what stands in no word."""
    if sign.isalpha():
        return "L" if sign.isupper() else "l"
    return "." if sign.isascii() or sign in "-–—’ʼ'\u00a0\u00ad…/“”„«»" else "?"


def _alphabet(sign):
    return "latin" if sign < "\u0370" else "other"


def _contradicted(declared):
    return _("The page says that it is in %(encoding)s, but its letters are UTF-8.") % {
        "encoding": declared
    }


def _broken():
    return _("The file's text is damaged, or its encoding is unknown. Save it as UTF-8.")


def _binary():
    return _("The file is not text. Save the manuscript as plain text, Word, Markdown or HTML.")
