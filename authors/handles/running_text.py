"""Handles in the running text of a bio, in the six languages that manuscripts come in."""

import re
from functools import partial

from django.core.exceptions import ValidationError

from authors.handles.addresses import guess_platform
from authors.handles.names import normalise
from authors.handles.platforms import Platform
from authors.handles.rules import DOMAIN

LABELS = {platform.value: platform.rules.words for platform in Platform if platform.rules.words}
LABEL = "|".join(f"(?P<{platform}>{words})" for platform, words in LABELS.items())
ANY_LABEL = "(?:" + "|".join(LABELS.values()) + ")"
LABEL_LIST = rf"{ANY_LABEL}(?:\s*(?:/|,|&|\b(?:and|i|oraz|und|та|і|й|и)\b)\s*{ANY_LABEL}){{0,3}}"

BEFORE = r"(?<![\w@/.-])"
NAME = r"@[\w](?:[\w.-]*\w)?"
# What may stand between a platform and a name: "X (formerly Twitter) at @name".
GAP = (
    r"(?:-?\s*(?:канал\w*|kanał\w*|channel|Kanal|account|konto|profil\w*|Profil|handle|акаунт\w*|"
    r"аккаунт\w*|профіл\w*|профил\w*))?"
    r"(?:\s*\((?:formerly|ex|dawniej|dawny|раніше|колишній|ранее|бывший|раней|былы|früher|ehemals)"
    r"[\s-]+\w+\))?"
    r"[\s:–—,(-]*"
    r"(?:\b(?:at|as|under|pod|jako|unter|als|за|під|под|як|как|пад)\b[\s:]*"
    r"(?:\w+(?:ом|ем|em|nazwą|адресою|адресом)\s+)?)?"
)
IN = r"(?:on|via|na|w|u|у|ў|в|на|auf|bei|in)"

# What ends a sentence, not an address.
END = ".,;:!?'’)]…"

SITE = re.compile(
    r"\b(?:website|homepage|strona(?: internetowa)?|(?:веб|вэб)?-?сайт|webse?ite|www)\b\s*[:–-]?\s*"
    rf"(?P<name>(?:https?://)?{DOMAIN}(?:/[^\s<>\"“”„«»]*)?)",
    re.IGNORECASE,
)
ADDRESS = re.compile(
    rf"{BEFORE}(?:https?://(?:[\w-]{{1,63}}\.)+\w{{2,}}[^\s<>\"“”„«»]*"
    rf"|(?:[a-z0-9-]{{1,63}}\.)+[a-z]{{2,}}/[^\s<>\"“”„«»]*)",
    re.IGNORECASE,
)
ALONE = {
    platform: re.compile(platform.rules.alone, re.IGNORECASE)
    for platform in Platform
    if platform.rules.alone
}
NAME_THEN_LABEL = re.compile(
    rf"{BEFORE}(?P<name>{NAME})\s*(?:\(\s*|\b{IN}\s+(?:\w+\s+)?)(?P<labels>{LABEL_LIST})"
    r"(?!:?\s*@)",
    re.IGNORECASE,
)
LABEL_THEN_NAME = re.compile(rf"(?P<labels>{LABEL_LIST}){GAP}(?P<name>{NAME})", re.IGNORECASE)
# Without an @ only a colon or a dash, one word and the end of the clause make a name.
LABEL_COLON_WORD = re.compile(
    rf"(?P<labels>{LABEL_LIST})(?:\s*:\s*|(?P<dash>\s+[–—-]\s+))(?P<name>\w[\w.-]*\w(?:@{DOMAIN})?)(?=\.?\s*(?:$|[;,|)\n]|\.\s))",
    re.IGNORECASE,
)


def platform_said(text):
    """Return the platform that a typed handle names by itself, or None: a bare name names none."""
    text = text.strip()
    alone = (platform for platform, shape in ALONE.items() if shape.fullmatch(text))
    known = next(alone, None) or guess_platform(text)
    return known or (Platform.WEBSITE if re.match("https?://", text, re.IGNORECASE) else None)


def find_handles(text):
    """Return the handles that a bio mentions, in its order, each once.

    Finds profile addresses, ``@user@server``, ORCIDs, and names beside the
    name of their platform ("on X @name", "@name у Фейсбуку", "Twitter: name").
    An @name that stands alone could be anybody's, and is left alone. What its
    platform would refuse is left out. These are guesses for a human to confirm.
    """
    found = []
    for pattern, read in (
        (SITE, lambda match: [(match.start(), *_website(match["name"]))]),
        (ADDRESS, _from_address),
        *((pattern, partial(_alone, platform)) for platform, pattern in ALONE.items()),
        (NAME_THEN_LABEL, _from_labels),
        (LABEL_THEN_NAME, _from_labels),
        (LABEL_COLON_WORD, _from_named_labels),
    ):
        for match in pattern.finditer(text):
            found += read(match)
            # What one pattern has read, the next must not read again.
            text = f"{text[: match.start()]}{' ' * len(match.group())}{text[match.end() :]}"
    handles = {}
    for _place, platform, name in sorted(found):
        try:
            handle = normalise(platform, name)
        except ValidationError:
            continue
        handles.setdefault((handle.platform, handle.handle.casefold()), handle)
    return list(handles.values())


def _website(name):
    name = name.rstrip(END)
    return guess_platform(name) or Platform.WEBSITE, name


def _from_address(match):
    url = match.group().rstrip(END)
    platform = guess_platform(url)
    return [(match.start(), platform, url)] if platform else []


def _alone(platform, match):
    return [(match.start(), platform, match.group())]


def _from_labels(match):
    labels = re.finditer(LABEL, match["labels"], re.IGNORECASE)
    return [
        (match.start() + label.start(), Platform(label.lastgroup), match["name"])
        for label in labels
    ]


def _from_named_labels(match):
    """A lone X before a colon is no platform: "Malcolm X: activist". Behind a dash the word has to
    look like a name, too: "Instagram – anna.n".
    """
    if len(match["labels"]) == 1 or (match["dash"] and not re.search(r"[._]\w|\d", match["name"])):
        return []
    return _from_labels(match)
