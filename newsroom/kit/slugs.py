"""Addresses made from titles and names, readable in Latin letters."""

import re
from collections.abc import Callable, Iterable
from itertools import count, islice

from anyascii import anyascii

from newsroom.kit.text import normal

LONGEST = 80
# How many slugs are asked about at once until one is free.
AT_ONCE = 20


def _table(pairs):
    return dict(pair.split(":") for pair in pairs.split())


# Resolution 55 of the Cabinet of Ministers of Ukraine, 27 January 2010.
UKRAINIAN = _table(
    "а:a б:b в:v г:h ґ:g д:d е:e є:ie ж:zh з:z и:y і:i ї:i й:i к:k л:l м:m н:n о:o п:p р:r с:s "
    "т:t у:u ф:f х:kh ц:ts ч:ch ш:sh щ:shch ь: ю:iu я:ia"
)
# Four letters and "зг" are written otherwise there: at the start of a word, and anywhere.
UKRAINIAN_AT_START = _table("є:ye ї:yi й:y ю:yu я:ya")

# ICAO Doc 9303, part 3, section 6: the passports of both countries follow it.
RUSSIAN = _table(
    "а:a б:b в:v г:g д:d е:e ё:e ж:zh з:z и:i й:i к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f "
    "х:kh ц:ts ч:ch ш:sh щ:shch ъ:ie ы:y ь: э:e ю:iu я:ia"
)
BELARUSIAN = RUSSIAN | _table("г:h ґ:g ё:io і:i ў:u ъ:")

GERMAN = _table("ä:ae ö:oe ü:ue")

TABLES = {"uk": UKRAINIAN, "be": BELARUSIAN, "ru": RUSSIAN, "de": GERMAN}


def slug(text: str, fallback: str = "", language: str = "") -> str:
    """Return the text as lower-case Latin words joined by hyphens, at most 80 characters.

    Ukrainian, Belarusian, Russian and German are written by their own tables
    when `language` (``uk``, ``be-tarask``…) says so, everything else as
    anyascii has it. A long title is cut at a word. Text without a letter or a
    digit gives the fallback; letters that no table knows give it too, or, if
    there is none, their code points: whatever can be read has an address.
    """
    text = normal("NFC", text).lower()
    text = re.sub(r"(?<=\w)['’ʼ`ʹ′](?=\w)", "", text)
    latin = anyascii(_written(text, language.lower().split("-")[0])).lower()
    words = re.findall(r"[a-z0-9]+", latin)
    if not words and not fallback:
        words = [f"{ord(letter):x}" for letter in text if letter.isalnum()]
    return _joined(words) or fallback


def free_slug(wanted: str, taken: Callable[[list[str]], Iterable[str]]) -> str:
    """Return the wanted slug, or with the first of -2, -3… that is not taken.

    `taken` returns those of some slugs that are. It is asked for a few at once, for an archive has
    too many to read them all.
    """
    numbered = _numbered(wanted)
    while True:
        some = list(islice(numbered, AT_ONCE))
        gone = set(taken(some))
        for candidate in some:
            if candidate not in gone:
                return candidate


def _numbered(wanted):
    yield wanted
    for number in count(2):
        suffix = f"-{number}"
        yield wanted[: LONGEST - len(suffix)].rstrip("-") + suffix


def _written(text, language):
    table = TABLES.get(language, {})
    if language == "uk":
        text = text.replace("зг", "zgh")
        text = re.sub(r"\b[єїйюя]", lambda start: UKRAINIAN_AT_START[start.group()], text)
    return "".join(table.get(letter, letter) for letter in text)


def _joined(words):
    joined = ""
    for word in words:
        longer = f"{joined}-{word}" if joined else word[:LONGEST]
        if len(longer) > LONGEST:
            break
        joined = longer
    return joined
