"""In which declined forms texts write a name."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from anyascii import anyascii

from newsroom.kit.names.finding import UNSEEN, WORD, find_names
from newsroom.kit.names.inflection import ACCENTED

# What may stand between two words: what only looks like words, and punctuation.
SPACE = r"\s|_|<[^>]{0,200}>|&\w{2,8};|%[0-9A-Fa-f]{2}"
GAP = rf"(?:{SPACE}|[^\w\s&%<>]){{1,20}}"
LETTER = rf"(?:[^\W_]|{UNSEEN.pattern})"
REST = rf"{LETTER}*(?:['’ʼ]{LETTER}+)*"


def declined_forms(name: str, text: str, languages: Iterable[str]) -> set[str]:
    """Every form in which a text writes a name, as it is written there.

    The name itself is one of them where it stands there. The text may be in any of the
    `languages` (BCP 47), and hold tags; what stands between the words is told as it is.
    What counts as a form is for `find_names` to say.
    """
    written = {found[1] for found in _pattern(name).finditer(text)}
    return {form for form in written if _is_the_name(name, form, frozenset(languages))}


@lru_cache
def _pattern(name):
    """For what begins like the name, word by word."""
    words = GAP.join(map(_alike, _words(name))) or r"(?!)"
    return re.compile(rf"(?<![^\W_])(?=({words}))", re.IGNORECASE)


def _words(name):
    words = [found[0] for found in WORD.finditer(name)]
    # As `find_names`; but what is left of “The Fund” would be any fund.
    return words[1:] if len(words) > 2 and words[0].casefold() == "the" else words


def _alike(word):
    """A pattern for the words that begin alike: no language here changes how a word begins."""
    first = unicodedata.normalize("NFKC", word)[0]
    if (latin := anyascii(first)) and re.match(f"[a-z{ACCENTED}]", first, re.IGNORECASE):
        first = latin[0] + ACCENTED
    return f"[{first}]{REST}"


# A form stands in many texts, and stemming takes longer than finding.
@lru_cache(maxsize=2**15)
def _is_the_name(name, form, languages):
    said = re.sub(SPACE, " ", form)
    found = (find_names([(name, name)], said, language).get(name) for language in languages)
    return any(passage and not (passage.before or passage.after) for passage in found)
