"""Whom a sentence names as payers: behind a verb that is known, or by the shape of names."""

import re

from .ending.forms import SENTENCE
from .organisations import INSTITUTION, organisations_in
from .words import one_of, stems

GIVES, THANKS = stems("funding.pays"), stems("funding.thanks")
LONGEST = 120
QUOTED = re.compile(r"“([^”]+)”|„([^”“]+)[”“]|«([^»]+)»|\"([^\"]+)\"|‘([^’]+)’(?!\w)")
# A number or a sum in brackets, between two funders.
NUMBERED = re.compile(r"\s*\([^()]{0,60}\d[^()]{0,60}\)")
# After these words stands who paid; the first column says with others.
PAYERS = re.compile(
    r"\b(?:(?P<co>co-?\s?(?:financed|funded|sponsored)\s+by)|"
    r"(?:funded|financed|sponsored|supported)\s+(?:\w+\s+){0,2}by|made possible (?:\w+ )?(?:by|"
    r"with|"
    r"through|thanks to)(?: the (?:\w+ )?support of)?|"
    r"with (?:the )?(?:\w+ ){0,2}(?:support|funding|assistance|help) (?:of|from|provided by|by)|"
    r"thanks to (?:the )?(?:\w+ )?support (?:of|from)|received (?:\w+ )?(?:funding|support|"
    r"a grant) from|"
    r"(?P<co_pl>współfinansowan\w+ przez|współfinansowan\w+ ze środków)|"
    r"(?:s|do)?finansowan\w+ przez|(?:s|do)?finansowan\w+ (?:ze|z) środków|ze środków|"
    r"dzięki (?:\w+ )?wsparciu|przy (?:\w+ )?wsparciu|"
    r"(?P<co_uk>співфінансу(?:є|ється|ють|ються)|співфінансован\w+)|"
    r"(?:про)?фінансу(?:ється|ються)|(?:про)?фінансован\w+|за (?:\w+ )?(?:підтримки|сприяння|"
    r"кошти)|"
    r"завдяки (?:\w+ )?підтримці|"
    r"(?P<co_be>(?:су|са)фінансу(?:ецца|юцца)|сумесна фінансуецца|(?:су|са)фінансаван\w+)|"
    r"(?:пра)?фінансу(?:ецца|юцца)|(?:пра)?фінансаван\w+|(?:пры|за) (?:\w+ )?падтрымцы|"
    r"(?P<co_ru>софинансиру(?:ется|ются|ем\w+)|софинансирован\w+)|"
    r"(?:про)?финансиру(?:ется|ются|ем\w+)|(?:про)?финансирован\w+|при (?:\w+ )?поддержке|"
    r"благодаря (?:\w+ )?поддержке|на средства|"
    r"gefördert (?:durch|von|vom|aus mitteln)|mit (?:\w+ )?unterstützung|(?:mit|aus) mitteln|"
    r"unterstützt (?:von|vom|durch)|(?P<co_de>(?:ko|mit)finanziert (?:von|vom|durch))|"
    r"finanziert (?:von|vom|durch|aus mitteln))\s+",
    re.IGNORECASE,
)
# German puts the verb last: "vom Solidaritätsfonds PL kofinanziert".
PAYERS_BEFORE = re.compile(
    r"\b(?:von|vom|durch)\s+(?P<who>.{3,400}?)\s(?P<co>ko|mit)?(?:finanziert|gefördert|unterstützt)\b",
    re.IGNORECASE,
)
THROUGH = re.compile(
    r"\s+(?:through|via|za pośrednictwem|через|праз|über|durch)\s+(?:the\s+)?", re.IGNORECASE
)
ARTICLES = re.compile(r"^(?:the|der|die|das|dem|den|des)\s+", re.IGNORECASE)
STOP = re.compile(
    r"\s+(?:within the framework|in the framework|under the framework|as part of|in the amount|"
    r"with an? |with (?:total|grant)|within (?:a |the )?(?:grant|programme|project)|under (?:a |"
    r"the )?(?:grant|programme|project)|w ramach|w kwocie|"
    r"w wysokości|[ву] рамк?ах|у межах|на суму|у розмірі|"
    r"у памеры|на сумму|в размере|im rahmen|in höhe|kofinanziert|mitfinanziert|finanziert|"
    r"gefördert|"
    r"and implemented|implemented|is gratefully|for (?:the|this))\b|\s*[;:]|\s*\((?!\w{2,8}\))|"
    r",\s+(?!(?-i:(?:the\s+)?[A-ZА-ЯЄІЇҐЎŁŚŻ]))|"
    r"\s+[–—]\s|\s+(?:mit|with) (?:\w+ )?\d|(?<=[\w)][\w)])[.](?:\s|$)|$",
    re.IGNORECASE,
)
LISTED = re.compile(
    rf",?\s+{one_of('head.and')}\s+(?=(?:(?:the|der|die|das|dem|des)\s+)?\S)|,\s+",
)


def payers_in(text):
    """Return who paid, whether with others, and through whom."""
    text = NUMBERED.sub("", text)
    if found := PAYERS.search(text):
        together = any(value for name, value in found.groupdict().items() if name.startswith("co"))
        who = until_stop(text[found.end() :])
    elif found := PAYERS_BEFORE.search(QUOTED.sub("", text)):
        together, who = bool(found["co"]), until_stop(found["who"])
    else:
        return _by_shape(text), False, ""
    parts = THROUGH.split(who, maxsplit=1)
    names = listed_parties(parts[0]) or _by_shape(text)
    return names, together, parts[1] if len(parts) > 1 else ""


def _by_shape(text):
    """Whom the sentences name that say who paid, where the verb is none of those above."""
    said = [part for part in SENTENCE.split(text) if GIVES.search(part) or THANKS.search(part)]
    return organisations_in(" ".join(said[:2]) or text)


def named_after(pattern, text):
    found = pattern.search(text)
    return listed_parties(until_stop(text[found.end() :])) if found else []


def until_stop(text):
    return text[: STOP.search(text).start()].strip(" ,")


def listed_parties(text):
    """Split ``the A Fund and the B Foundation`` but not ``Ministry of Culture and Sport``."""
    names, rest, start = [], text, 0
    for joint in LISTED.finditer(text):
        left, right = text[start : joint.start()], text[joint.end() :]
        if _is_party(left) and begins_party(right):
            names.append(left)
            start, rest = joint.end(), right
    names.append(rest)
    return [party for name in names for party in _parties(bare(name))]


def _parties(name):
    """The name itself, or those in it where it is more: "grants from the A Fund"."""
    parties = organisations_in(name)
    whole = name and name[0].isupper() and len(name) <= LONGEST and not re.search(r"\d", name)
    return [name] if whole and len(parties) < 2 else parties


def _is_party(text):
    return bool(INSTITUTION.search(text))


def begins_party(text):
    """The next words, up to an "of", are the name of an institution, or have an article."""
    if re.match(r"(?:the|der|die|das|dem|den)\s+[A-ZÄÖÜ]\w+\s+(?:of\s+)?[A-ZÄÖÜ]", text.strip()):
        return True
    head = re.split(r"\s+(?:of|and|for)\s|,", bare(text), maxsplit=1)[0]
    return bool(INSTITUTION.search(head)) and head[:1].isupper()


def bare(name):
    return ARTICLES.sub("", re.sub(r"(?<=[\w)][\w)])\.$", "", name.strip(" ,")).strip())
