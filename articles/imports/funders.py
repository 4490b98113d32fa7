"""Who paid, under which scheme and how much: what an acknowledgement names.

Read for prefilling a form only. The sentence itself is contract text and is
kept as it stands; where a sentence is built in a way not known here, nothing
is named rather than something wrong.

Roles are the organisation roles of IATI 2.03 (funding, extending,
implementing), and cofunding for one of several who pay.
"""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from funding.amounts import read_amounts

from .statements import IN_THE_AMOUNT, INSTITUTION
from .words import one_of

QUOTED = re.compile(r"“([^”]+)”|„([^”“]+)[”“]|«([^»]+)»|\"([^\"]+)\"|‘([^’]+)’(?!\w)")
PROJECT = re.compile(rf"\b{one_of('project.word')}\b", re.IGNORECASE)

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
IMPLEMENTED = re.compile(
    r"\b(?:implemented by|carried out by|realizowan\w+ przez|реалізує(?:ться)?|реализуется|"
    r"ажыццяўляецца|umgesetzt von|durchgeführt von)\s+",
    re.IGNORECASE,
)
SCHEME = re.compile(
    r"\b(?:within the framework of|(?:with)?in the framework of|under the framework of|as part of|"
    r"w ramach|[ву] рамк?ах|у межах|im rahmen)\s+(?:(?:the|des|der|von)\s+)?",
    re.IGNORECASE,
)
# Between a scheme and whose scheme it is; other languages use a bare genitive.
OF = re.compile(r"\s+(?:of|des|der|vom)\s+(?:the\s+)?(?=\S)", re.IGNORECASE)
ARTICLES = re.compile(r"^(?:the|der|die|das|dem|den|des)\s+", re.IGNORECASE)
STOP = re.compile(
    r"\s+(?:within the framework|in the framework|under the framework|as part of|in the amount|"
    r"with(?: a)? (?:total|grant)|within (?:a |the )?(?:grant|programme|project)|under (?:a |"
    r"the )?(?:grant|programme|project)|w ramach|w kwocie|"
    r"w wysokości|[ву] рамк?ах|у межах|на суму|у розмірі|"
    r"у памеры|на сумму|в размере|im rahmen|in höhe|kofinanziert|mitfinanziert|finanziert|"
    r"gefördert|"
    r"and implemented|implemented|is gratefully|for (?:the|this))\b|\s*[;:]|\s*\((?!\w{2,8}\))|"
    r",\s+(?!(?-i:(?:the\s+)?[A-ZА-ЯЄІЇҐЎŁŚŻ]))|"
    r"[.](?:\s|$)|$",
    re.IGNORECASE,
)
LISTED = re.compile(
    rf",?\s+{one_of('head.and')}\s+(?=(?:(?:the|der|die|das|dem|des)\s+)?\S)|,\s+",
)


@dataclass(frozen=True)
class Funder:
    """A party named in an acknowledgement, written as the sentence writes it."""

    name: str
    role: str  # funding, extending, implementing, cofunding


@dataclass
class Chain:
    """What an acknowledgement says about the grant; empty where it does not say."""

    funders: list[Funder] = field(default_factory=list)
    project: str = ""
    framework: str = ""
    amount: Decimal | None = None
    currency: str = ""


def read_chain(text):
    """Return the Chain in an acknowledgement."""
    text = " ".join(text.split())
    chain = Chain(project=_project(text))
    payers, together, through = _payers(text)
    chain.framework, owner = _scheme(text)
    if through:
        scheme, intermediary = _through(through)
        chain.framework = chain.framework or scheme
        chain.funders = [Funder(name, "funding") for name in payers]
        chain.funders += [Funder(name, "extending") for name in intermediary]
    elif owner and payers:
        chain.funders = [Funder(owner, "funding")] + [
            Funder(name, "extending") for name in payers if name != owner
        ]
    else:
        role = "cofunding" if together else "funding"
        chain.funders = [Funder(name, role) for name in payers]
        chain.funders += [Funder(owner, "funding")] if owner else []
    chain.funders += [Funder(name, "implementing") for name in _named(IMPLEMENTED, text)]
    amounts = _amounts(text)
    if len(set(amounts)) == 1:
        chain.amount, chain.currency = amounts[0]
    return chain


def _project(text):
    """The quoted title beside the word project, without its outer quotes."""
    for found in QUOTED.finditer(text):
        around = text[max(0, found.start() - 40) : found.start()] + text[found.end() :][:60]
        if PROJECT.search(around):
            return next(filter(None, found.groups())).strip(" ,")
    return ""


def _payers(text):
    """Return who paid, whether with others, and through whom."""
    if found := PAYERS.search(text):
        together = any(value for name, value in found.groupdict().items() if name.startswith("co"))
        who = _until_stop(text[found.end() :])
    elif found := PAYERS_BEFORE.search(QUOTED.sub("", text)):
        together, who = bool(found["co"]), _until_stop(found["who"])
    else:
        return [], False, ""
    parts = THROUGH.split(who, maxsplit=1)
    return _listed(parts[0]), together, parts[1] if len(parts) > 1 else ""


def _named(pattern, text):
    found = pattern.search(text)
    return _listed(_until_stop(text[found.end() :])) if found else []


def _until_stop(text):
    return text[: STOP.search(text).start()].strip(" ,")


def _listed(text):
    """Split ``the A Fund and the B Foundation`` but not ``Ministry of Culture and Sport``."""
    names, rest, start = [], text, 0
    for joint in LISTED.finditer(text):
        left, right = text[start : joint.start()], text[joint.end() :]
        if _is_party(left) and _begins_party(right):
            names.append(left)
            start, rest = joint.end(), right
    names.append(rest)
    return [name for name in (_bare(name) for name in names) if name and name[0].isupper()]


def _is_party(text):
    return bool(INSTITUTION.search(text))


def _begins_party(text):
    """The next words, up to an "of", are themselves the name of an institution."""
    head = re.split(r"\s+(?:of|and|for)\s|,", _bare(text), maxsplit=1)[0]
    return bool(INSTITUTION.search(head)) and head[:1].isupper()


def _bare(name):
    return ARTICLES.sub("", name.strip(" ,.")).strip()


def _scheme(text):
    """Return the framework and whose it is: ``F of the Ministry of Z``."""
    found = SCHEME.search(text)
    if not found:
        return "", ""
    named = _until_stop(text[found.end() :])
    for joint in OF.finditer(named):
        if _begins_party(named[joint.end() :]):
            return named[: joint.start()].strip(), _bare(named[joint.end() :])
    # A bare genitive: the institution begins at its own word.
    party = INSTITUTION.search(named)
    if party and party.start() > 3 and named[party.start()].isupper():
        return named[: party.start()].strip(), named[party.start() :].strip()
    return named, ""


def _through(text):
    """``Visegrad Grants from International Visegrad Fund``: a scheme, then who passes it on."""
    scheme, joint, intermediary = text.partition(" from ")
    if joint:
        return scheme.strip(), _listed(intermediary)
    return "", _listed(text)


def _amounts(text):
    """Prefer what stands after "in the amount of" to whatever else is counted."""
    if found := IN_THE_AMOUNT.search(text):
        return read_amounts(text[found.end() :])[:1] or read_amounts(text)
    return read_amounts(text)
