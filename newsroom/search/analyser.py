"""What of a text is looked for: its words, folded, and their stems.

One way for whatever is stored and whatever is asked, in every alphabet: how a letter is written in
one language, or left out in haste in another, keeps nobody from finding a word.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from newsroom.kit import languages
from newsroom.kit.names.inflection import stem

# Of a longer word its beginning is looked for; of a longer text its first words. What is left out
# would be refused by PostgreSQL, which keeps no more than a megabyte of a row.
LONGEST_WORD, MOST_WORDS = 40, 15_000
# And of texts whose words are kept in their order so many bytes.
MOST_BYTES = 500_000
# Letters, digits, and the marks that belong to them; an apostrophe inside a word is none of it.
LETTER = r"[^\W_]|[\u0300-\u036f\u0591-\u05c7\u064b-\u0670\u0900-\u0dff]"
APOSTROPHE = "'’ʼ`´\u00ad\u200b\u200c\u200d\u0640"
WORD = re.compile(f"(?:{LETTER})+")
WRITTEN = re.compile(f"(?:{LETTER})(?:(?:{LETTER}|[{APOSTROPHE}])*(?:{LETTER}))?")
APOSTROPHES = str.maketrans("", "", APOSTROPHE)
# What no decomposition takes apart, and letters that are written for one another.
ALIKE = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
    | {"ё": "е", "ў": "у", "ґ": "г", "ї": "і", "ћ": "ђ", "ى": "ي", "ة": "ه", "ς": "σ"}
)
SHORT_U = re.compile("(?<=[аеіоуыэюя])у")
# Of these alphabets marks only help to read; elsewhere, as in й, they make another letter.
READ_WITHOUT_MARKS = ("LATIN", "GREEK", "ARABIC", "HEBREW")


def words(text: str) -> Iterator[str]:
    """The words of a text in their order, folded. One sign may stand for several words: ﷺ."""
    for found in WORD.finditer(text.translate(APOSTROPHES)):
        yield from fold(found[0]).split()


def written(text: str) -> Iterator[tuple[int, int]]:
    """Where the words of a text begin and end in it, with the apostrophes inside them."""
    return (found.span() for found in WRITTEN.finditer(text))


@lru_cache(maxsize=2**14)
def fold(word: str) -> str:
    """A word without case, without marks that only help to read, and in one spelling of letters
    that are written for one another.
    """
    folded = unicodedata.normalize("NFKC", word).casefold().translate(ALIKE)
    kept = "".join(map(_bare, folded))
    return unicodedata.normalize("NFC", kept.translate(ALIKE))[:LONGEST_WORD]


@lru_cache(maxsize=2**12)
def _bare(character):
    base, *marks = unicodedata.normalize("NFD", character)
    if unicodedata.combining(character) and not marks:
        return "" if unicodedata.name(character, "").startswith(_OF_READING) else character
    return base if unicodedata.name(base, "").startswith(READ_WITHOUT_MARKS) else character


_OF_READING = ("COMBINING", "ARABIC", "HEBREW")


def terms(text: str, language: str = "") -> list[str]:
    """What a text is found by: each word and its stem, once, the first of them where it has too
    many. Without a language there are no stems.
    """
    found: dict[str, None] = {}
    for word in words(text):
        found[word] = None
        if language:
            found[stem_of(word, language)] = None
        if len(found) >= MOST_WORDS:
            break
    return [term for term in found if term]


def in_order(text: str, language: str, most: int = MOST_BYTES) -> str:
    """The words of a text as they follow one another, and after them their stems in that order, in
    so many bytes at most.

    A phrase is found in it, and how often and how near to one another words stand.
    """
    found, cut = [], []
    for word in words(text):
        stem = stem_of(word, language)
        most -= len(word.encode()) + len(stem.encode()) + 2
        if most < 0:
            break
        found.append(word)
        cut.append(stem)
    return joined(filter(None, [*found, *cut]))


def stems(word: str) -> set[str]:
    """What a folded word may have been cut to, in the languages of the publication."""
    return {stem_of(word, code) for code, _name in languages.spoken()} - {"", word}


def stem_of(word: str, language: str) -> str:
    """The stem of a folded word, folded, and told apart from words: `fundin` finds no piece on
    fundings. Empty where too little is left of it.
    """
    if languages.base(language) == "be":
        # Folded to у, and by the rules of writing what stands after a vowel: выбараў.
        word = SHORT_U.sub("ў", word)
    cut = fold(stem(word, language))
    return f"{cut}0stem" if cut and len(cut) > 2 else ""


def joined(found: Iterable[str]) -> str:
    return " ".join(found)
