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

from .organisations import INSTITUTION
from .payers import QUOTED, bare, begins_party, listed_parties, named_after, payers_in, until_stop
from .words import stems

PROJECT = stems("piece.project")
IN_THE_AMOUNT = stems("funding.amount")

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
    payers, together, through = payers_in(text)
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
    chain.funders += [Funder(name, "implementing") for name in named_after(IMPLEMENTED, text)]
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


def _scheme(text):
    """Return the framework and whose it is: ``F of the Ministry of Z``."""
    found = SCHEME.search(text)
    if not found:
        return "", ""
    named = until_stop(text[found.end() :])
    for joint in OF.finditer(named):
        if begins_party(named[joint.end() :]):
            return named[: joint.start()].strip(), bare(named[joint.end() :])
    # A bare genitive: the institution begins at its own word.
    party = INSTITUTION.search(named)
    if party and party.start() > 3 and named[party.start()].isupper():
        return named[: party.start()].strip(), named[party.start() :].strip()
    return named, ""


def _through(text):
    """``Visegrad Grants from International Visegrad Fund``: a scheme, then who passes it on."""
    scheme, joint, intermediary = text.partition(" from ")
    if joint:
        return scheme.strip(), listed_parties(intermediary)
    return "", listed_parties(text)


def _amounts(text):
    """Prefer what stands after "in the amount of" to whatever else is counted."""
    if found := IN_THE_AMOUNT.search(text):
        return read_amounts(text[found.end() :])[:1] or read_amounts(text)
    return read_amounts(text)
