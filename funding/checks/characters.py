"""Characters that look like others, or like nothing."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext as _

from funding.checks.remark import Remark

# Every space but the ordinary one, and what takes no width at all. Joiners
# (U+200C, U+200D) are spelling in Persian and Hindi: see `_is_joiner_astray`.
UNUSUAL = re.compile("[\t\u00a0\u00ad\u1680\u180e\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff]")
JOINER = re.compile("[\u200c\u200d]")
DOUBLED = re.compile("(?<! )  +(?! )(?!$)", re.MULTILINE)
TRAILING = re.compile(r"^ +|[ \n]+\Z| +$", re.MULTILINE)
WORD = re.compile(r"[^\W\d_]+")
ALPHABETS = {"LATIN", "CYRILLIC", "GREEK"}
PLACES_NAMED = 5


def spaces(text: str) -> Iterator[Remark]:
    """Remark on spaces that a reader cannot see or tell apart, each kind once, with its places."""
    found = defaultdict(list)
    for match in [*UNUSUAL.finditer(text), *filter(_is_joiner_astray, JOINER.finditer(text))]:
        found[match.group()].append(match.start())
    for character, starts in found.items():
        words = _("%(name)s (%(code)s) at %(places)s. Keep it only if the agreement has it.")
        facts = {"name": name_of(character), "code": f"U+{ord(character):04X}"}
        yield Remark("unusual-space", words % {**facts, "places": _places(text, starts)})
    for code, pattern, words in (
        ("double-space", DOUBLED, _("More than one space at %s.")),
        ("space-at-the-end", TRAILING, _("A space or an empty line at the edge of a line: %s.")),
    ):
        starts = [match.start() for match in pattern.finditer(text)]
        if starts:
            yield Remark(code, words % _places(text, starts))


def mixed_letters(text: str) -> Iterator[Remark]:
    """Remark on words spelled with letters of two alphabets: a Cyrillic “С” in “Сommission”."""
    for match in WORD.finditer(text):
        alphabets = [_alphabet(letter) for letter in match.group()]
        main, *others = [a for a, _n in Counter(filter(None, alphabets)).most_common()] or [None]
        if not others:
            continue
        strangers = [
            _("“%(letter)s” is %(name)s") % {"letter": letter, "name": name_of(letter)}
            for letter, alphabet in zip(match.group(), alphabets, strict=True)
            if alphabet in others
        ]
        words = _("“%(word)s” at %(place)s mixes alphabets, most letters being %(main)s: %(odd)s.")
        facts = {"word": match.group(), "place": _places(text, [match.start()])}
        facts |= {"main": main, "odd": ", ".join(dict.fromkeys(strangers))}
        yield Remark("mixed-letters", words % facts)


def _is_joiner_astray(match):
    """Whether a joiner stands beside a letter of an alphabet that knows no joiners."""
    text, place = match.string, match.start()
    return any(_alphabet(letter) for letter in text[max(place - 1, 0) : place + 2])


def _alphabet(letter):
    name = unicodedata.name(letter, "").split(" ")[0]
    return name if name in ALPHABETS else None


def name_of(character: str) -> str:
    """What Unicode calls a character."""
    return "TAB" if character == "\t" else unicodedata.name(character)


def _places(text, starts):
    """Where they are, in words; of many, only the first few."""
    named = [_place(text, start) for start in starts[:PLACES_NAMED]]
    more = len(starts) - len(named)
    return "; ".join(named) + (_(" and %d more") % more if more else "")


def _place(text, start):
    line = text.count("\n", 0, start) + 1
    character = start - (text.rfind("\n", 0, start) + 1) + 1
    if "\n" in text.strip("\n"):
        return _("line %(line)d, character %(character)d") % {"line": line, "character": character}
    return _("character %d") % character
