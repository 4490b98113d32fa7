"""How much a paragraph is like the bio of an author, and a line like their handles."""

import re

from authors.handles.running_text import ANY_LABEL
from newsroom.kit.text import name_key

from ..names import is_name
from ..words import one_of, whole
from .forms import ADDRESS
from .seen import Seen
from .statements import NEVER

LONGEST_BIO = 1200
LONGEST_HANDLES = 200
# "By day Anna Nowak is a locksmith": the name may come after a word or two.
NEAR = 45
VERB = one_of("bio.verbs")
WRITER = one_of("views.writer")
PROFESSION = whole("bio.professions")
# What stands before the first word of a bio: a bracket, a quote, "About the author:".
BEFORE = re.compile(rf"\W*(?:(?:[^\W\d_][^:\n]{{0,24}})?{WRITER}\w*\s*:\W*)?", re.IGNORECASE)
GOES_ON = re.compile(rf"\s*(?:[,(—–:-]|{VERB}(?!\w)|[’']s\b)", re.IGNORECASE)
OPENING_NAME = re.compile(
    rf"\W*(?P<name>[^,.;:—–()\n]{{5,50}}?)\s*(?:\([^)\n]{{1,40}}\))?(?:,?\s+(?:{VERB}(?!\w)|[—–-]\s)|,\s)",
    re.IGNORECASE,
)
THE_AUTHOR = re.compile(
    rf"\W*(?:(?:the|die|der)\s+)?{WRITER}\w*\s*(?:{VERB}(?!\w)|[—–-]\s)", re.IGNORECASE
)
# A word or two may lead to a handle: "Follow her on X: @anna".
WORDS_BESIDE_HANDLES = 7


def bio(seen: Seen) -> float:
    """It opens with the name of an author, and says what they are rather than what happened."""
    owner, rest = opening_author(seen.text, seen.names)
    opens = 0.0
    if owner:
        opens = 4.0 if name_key(owner) in name_key(seen.text[:160]) else 2.5
    elif any(name in seen.text[:NEAR] for name in seen.names) or THE_AUTHOR.match(seen.text):
        opens = 3.0
    elif seen.headed == "bio":
        opens = 2.5
    elif not seen.names and opening_name(seen.text):
        opens = 3.5
    if not opens or seen.block.is_heading:
        return NEVER
    speaks = owner in seen.speakers and rest.lstrip().startswith(":")
    return (
        -4.0
        + opens
        + 1.0 * bool(GOES_ON.match(rest if owner else _after_name(seen)))
        + 1.0 * bool(PROFESSION.search(seen.text))
        - 2.0 * _begins_with_money(seen)
        + 1.0 * seen.has_handle
        + 1.0 * (seen.headed == "bio")
        + 0.5 * (len(seen.text) <= 400)
        + 0.5 * seen.block.emphasised
        + max(seen.story, -4.0)
        - 2.5 * ("?" in seen.text)
        - 4.0 * speaks
    )


def _begins_with_money(seen):
    """It tells of money before it tells what somebody is."""
    pays, profession = seen.place("funding.pays"), PROFESSION.search(seen.text)
    return pays is not None and (not profession or pays < profession.start())


def _after_name(seen):
    return next((seen.text.split(name, 1)[1] for name in seen.names if name in seen.text), "")


def handles(seen: Seen) -> float:
    """Hardly anything but handles and addresses; only below a bio."""
    if ADDRESS.fullmatch(seen.text.strip()):
        return 1.0
    named = bool(re.match(rf"\W*{ANY_LABEL}", seen.text, re.IGNORECASE)) and "@" in seen.text
    if not (seen.has_handle or named) or len(seen.text) > LONGEST_HANDLES:
        return NEVER
    words = [word for word in ADDRESS.sub("", seen.text).split() if "@" not in word]
    return 2.0 if len(words) <= WORDS_BESIDE_HANDLES else NEVER


def opening_author(text, names):
    """Return which of the authors a text opens with, by full name or surname, and what follows."""
    start = BEFORE.match(text).end()
    for name in names:
        for known in (name, name.split()[-1] if name.split() else name):
            pattern = r"\W*" + r"[\s\u00a0]+".join(map(re.escape, known.split()))
            if found := re.compile(pattern + r"(?!\w)", re.IGNORECASE).match(text, start):
                return name, text[found.end() :]
    return _by_key(text[start:], names)


def _by_key(text, names):
    """As names are compared: without the marks and accents that one of two writers left out."""
    key = name_key(text[:200])
    for name in names:
        if key.startswith(name_key(name) + " "):
            return name, text[len(name) :]
    return "", ""


def opening_name(text):
    """Return the name a bio opens with where no author is known: "Olena Marchuk is a …"."""
    found = OPENING_NAME.match(text)
    if found and is_name(found["name"]) and PROFESSION.search(text) and len(text) <= LONGEST_BIO:
        return found["name"]
    return ""
