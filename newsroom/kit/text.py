"""What text must be before it is stored, and how names are compared."""

import re
import unicodedata
from functools import lru_cache
from typing import Literal

from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext as _

# Of one text, in characters: a book. In whatever script, it fits into what a form may send
# (DATA_UPLOAD_MAX_MEMORY_SIZE), so whoever writes more is told it at the field.
LONGEST = 500_000

LINE_BREAKS = re.compile("\r\n|[\r\u2028\u2029]")

# C0 and C1 controls but tab and newline; bidi embeddings, overrides and
# isolates; surrogates; the noncharacters of Unicode 23.7. A C1 control is
# nearly always a file read in the wrong encoding: U+0085 was an ellipsis.
UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | low) for plane in range(17) for low in (0xFFFE, 0xFFFF))
    + "]"
)

# What takes no room and says nothing: soft hyphen, grapheme joiner, fillers, zero width space,
# word joiner and the invisible operators, byte order mark, marks of annotations, tags.
INVISIBLE = re.compile(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060-\u2065\u206a-\u206f\u3164\ufeff"
    "\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff]"
)

# More marks on one letter than any language has (UAX #15 knows of none with 30). To bring them into
# order takes Python a time that grows with their square: a megabyte of them, hours.
MARK = "".join(filter(unicodedata.combining, map(chr, range(0x300, 0x1F000))))
OVERFULL = re.compile(f"([{MARK}]{{31,}})")

# Python knows no names for controls; these are the ones of the standard (ISO 6429).
CONTROL_NAMES = (  # noqa: SIM905
    "NULL|START OF HEADING|START OF TEXT|END OF TEXT|END OF TRANSMISSION|ENQUIRY|ACKNOWLEDGE|BELL|"
    "BACKSPACE|CHARACTER TABULATION|LINE FEED|LINE TABULATION|FORM FEED|CARRIAGE RETURN|SHIFT OUT|"
    "SHIFT IN|DATA LINK ESCAPE|DEVICE CONTROL ONE|DEVICE CONTROL TWO|DEVICE CONTROL THREE|"
    "DEVICE CONTROL FOUR|NEGATIVE ACKNOWLEDGE|SYNCHRONOUS IDLE|END OF TRANSMISSION BLOCK|CANCEL|"
    "END OF MEDIUM|SUBSTITUTE|ESCAPE|FILE SEPARATOR|GROUP SEPARATOR|RECORD SEPARATOR|UNIT SEPARATOR"
).split("|")


def normal(form: Literal["NFC", "NFD", "NFKC", "NFKD"], text: str) -> str:
    """The text in a normal form of Unicode, in a time that grows with the text alone.

    What is OVERFULL is left as it is; `refuse_unprintable` lets none of it be stored.
    """
    if text.isascii():
        return text
    parts = OVERFULL.split(text)
    parts[::2] = [unicodedata.normalize(form, part) for part in parts[::2]]
    return "".join(parts)


def tidy(text: str) -> str:
    """Return the text in NFC with every line break written as a newline.

    Nothing else is touched: contract text stays as it was signed.
    """
    return normal("NFC", LINE_BREAKS.sub("\n", text))


def tidy_line(text: str) -> str:
    """Return tidy text on one line: breaks and tabs become a space, the ends are trimmed."""
    return re.sub(r"[\n\t]+", " ", tidy(text)).strip()


def refuse_unprintable(text: str) -> None:
    """Raise ValidationError naming the first character that cannot be printed, and its place.

    A validator for model and form fields. XML (and so every feed) cannot
    carry control characters; bidi controls make a page read other than it is
    written. Joiners and the marks U+200E and U+200F are text, and pass.
    """
    found = UNPRINTABLE.search(text)
    if not found:
        _refuse_overfull(text)
        return
    before = text[: found.start()]
    place = {
        "line": before.count("\n") + 1,
        "character": found.start() - (before.rfind("\n") + 1) + 1,
        "code": f"U+{ord(found.group()):04X}",
        "name": character_name(found.group()),
    }
    if "\n" in text:
        words = _(
            "Line %(line)s, character %(character)s is %(code)s (%(name)s), "
            "which cannot be printed. Delete it."
        )
    else:
        words = _(
            "Character %(character)s is %(code)s (%(name)s), which cannot be printed. Delete it."
        )
    raise ValidationError(words % place, code="unprintable")


def _refuse_overfull(text):
    if found := OVERFULL.search(text):
        place = {"character": found.start() + 1, "marks": len(found[0])}
        words = _(
            "At character %(character)s there are %(marks)s accents one upon another, which cannot "
            "be printed. Delete them."
        )
        raise ValidationError(words % place, code="unprintable")


def refuse_long(text: str) -> None:
    """Raise ValidationError for a text of more than LONGEST characters."""
    if len(text) > LONGEST:
        counted = {"has": _number(len(text)), "most": _number(LONGEST)}
        words = _(
            "This has %(has)s characters, with its formatting, and a text may have %(most)s. Take "
            "some of it out, or make two of it."
        )
        raise ValidationError(words % counted, code="long")


def _number(count):
    return number_format(count, force_grouping=True)


def without_invisible(text: str) -> str:
    """Return the text without the characters that cannot be seen in it."""
    return INVISIBLE.sub("", text)


def refuse_invisible(text: str) -> None:
    """Raise ValidationError naming the first character that cannot be seen.

    A validator for names: two of them that look the same have to be the same.
    Joiners are letters in some languages, and pass.
    """
    if found := INVISIBLE.search(text):
        place = {
            "character": found.start() + 1,
            "code": f"U+{ord(found.group()):04X}",
            "name": character_name(found.group()),
        }
        words = _(
            "Character %(character)s is %(code)s (%(name)s), which cannot be seen. Delete it."
        )
        raise ValidationError(words % place, code="invisible")


def character_name(character: str) -> str:
    """Return the Unicode name of a character, or what it is where it has no name."""
    number = ord(character)
    if number < len(CONTROL_NAMES):
        return CONTROL_NAMES[number]
    kinds = {"Cc": "CONTROL", "Cs": "SURROGATE", "Co": "PRIVATE USE", "Cn": "NONCHARACTER"}
    return unicodedata.name(character, None) or kinds[unicodedata.category(character)]


def name_key(text: str) -> str:
    """Return what a name is compared by: two spellings of one name have one key.

    NFKC and casefold, with format characters, controls and punctuation taken
    out, dashes read as spaces and white space collapsed. Any string has a key
    (of punctuation alone it is empty), and a key is its own key. A key can be
    longer than the name, 18 times at worst.
    """
    while (key := _fold(text)) != text:
        text = key
    return key


def _fold(text):
    folded = normal("NFKC", normal("NFKC", text).casefold())
    return " ".join("".join(map(_kept, folded)).split())


@lru_cache(maxsize=2**12)
def _kept(character):
    category = unicodedata.category(character)
    if character.isspace() or category == "Pd":
        return " "
    return "" if category[0] == "P" or category in ("Cc", "Cf", "Cs") else character
