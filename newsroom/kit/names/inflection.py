"""What stays of a word when it is declined: one stem for all the forms of a name."""

import re
from functools import lru_cache

import snowballstemmer
from anyascii import anyascii
from django.conf.locale import LANG_INFO

from newsroom.kit.languages import base
from newsroom.kit.text import name_key

# “Fund’s”, “Kennedy’ego”: in Latin letters an apostrophe comes before an ending. The one of
# “об’єднання” is a letter of the word.
APOSTROPHE = re.compile(r"['’ʼ]")
POSSESSIVE = re.compile(r"(?<=[a-z\u00df-\u024f]{3})['’ʼ][a-z]{1,3}$")
ACCENTED = r"\u0080-\u024f\u1e00-\u1eff"
LATIN = re.compile(f"[{ACCENTED}]+")

# Endings of nouns and adjectives in all numbers, cases and genders.
POLISH = (
    "iego iemu iami iach ego emu ami ach iej iem imi ich ymi ych ej em ia ie im iu ym a e i o u y"
)
# Ukrainian and Belarusian together: neither has endings that harm the other.
EAST_SLAVIC = (
    "ього ьому ого ому ага яга аму яму ами ями амі ямі ими ими іми їми ымі імі "
    "ам ям ах ях ом ем єм ём ою ею єю аю яю ої ей ой ёй ай яй ий ій их іх їх им ім їм ых ым "
    "ая яя ае яе ую юю ыя ія а я у ю о ё е є и і ї ы э й ь"
)


@lru_cache(maxsize=2**15)
def stem(word: str, language: str) -> str:
    """Return the stem of a word as a text in that language (BCP 47) declines it.

    Case, and accents on Latin letters, are set aside. Stems are for comparing
    with one another, not for reading. Different words may share one: it is
    better to ask an editor once too often than to miss a name. Words of another
    script, and languages without rules, are folded and not cut.
    """
    word = name_key(APOSTROPHE.sub("", POSSESSIVE.sub("", word.casefold())))
    language = base(language)
    if language == "pl":
        return _polish(_without_accents(word))
    if language in ("uk", "be"):
        return _without_accents(_east_slavic(word))
    return _without_accents(_snowball(word, language))


def has_rules(language: str) -> bool:
    """Whether words of a language are cut to their stems."""
    return base(language) in ("pl", "uk", "be") or bool(_algorithm(base(language)))


def _snowball(word, language):
    """Martin Porter’s rules for the language, https://snowballstem.org, where there are any."""
    algorithm = _algorithm(language)
    # A stemmer keeps the word it works on in itself, so threads must not share one.
    return snowballstemmer.stemmer(algorithm).stemWord(word) if algorithm else word


def _algorithm(language):
    name = LANG_INFO.get(language, {}).get("name", "").casefold()
    return name if name in snowballstemmer.algorithms() else ""


def _polish(word):
    """Snowball has rules for Polish too, but they part Kultura from Kulturze, Rada from Radzie.

    Without accents, and with the consonants alike that soften into each other
    before an ending (rada, radzie; Polska, Polsce; instytut, instytucie).
    """
    word = _cut(word, POLISH)
    word = re.sub(r"(?<=.{3})(i|ow)$", "", word)  # Fundacja, Fundacji; Kraków, Krakowa
    word = re.sub(r"(?<=[^aeiouy])ek$", "k", word)  # ośrodek, ośrodka
    word = re.sub(r"ia(?=[^aeiouy]+$)", "ie", word)  # powiat, powiecie
    return re.sub(r"(rz|dz|[gck])$", lambda end: SOFTENED[end[0]], word)


def _east_slavic(word):
    """For Ukrainian and Belarusian, which Snowball lacks; Polish works in the same way."""
    word = _cut(word.replace("ў", "в"), EAST_SLAVIC)
    word = re.sub(r"(?<=.{4})[иіы]$|(?<=.{3})[аоеєёії]в$", "", word)  # асоціація; Львів, Львова
    word = re.sub(r"(?<=[^аеєиіїоуюяыэё])[ое](?=[кц]$)", "", word)  # осередок, осередку
    if len(word) > 2:
        word = re.sub(r"[іїеєёо](?=[^аеєиіїоуюяыэё]*$)", "о", word)  # дім, дому; Київ, Києва
    return re.sub(r"(дз|[цкзх])$", lambda end: SOFTENED[end[0]], word)


SOFTENED = {"rz": "r", "dz": "d", "g": "d", "c": "t", "k": "t"}
SOFTENED |= {"дз": "д", "ц": "т", "к": "т", "з": "г", "х": "с"}


def _cut(word, endings):
    """Take off the longest ending that leaves a word: three letters, four before long ones."""
    for ending in sorted(endings.split(), key=len, reverse=True):
        kept = 4 if len(ending) > 2 else 3
        if word.endswith(ending) and len(word) >= kept + len(ending):
            return word[: -len(ending)]
    return word


def _without_accents(word):
    return LATIN.sub(lambda letters: anyascii(letters[0]).casefold(), word)
