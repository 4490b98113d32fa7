"""How much a paragraph is like an appeal to readers, and a line like its button."""

import re

from ..words import one_of, stems_of_any
from .forms import ADDRESS
from .lines import is_aside
from .seen import Seen
from .statements import NEVER

SIGNS = stems_of_any("appeal.asks", "appeal.gift", "appeal.us", "appeal.please")
BUTTON = re.compile(rf"\W*{one_of('appeal.buttons')}\W*", re.IGNORECASE)
LONGEST_BUTTON = 60
# An address is where the sentence leads: "Read all of it: https://…".
TO_ADDRESS = re.compile(rf"[:→»–—-]\s*(?:{ADDRESS.pattern})\W*$", re.IGNORECASE)


def appeal(seen: Seen) -> float:
    """It asks the reader, and says for whom or where: a text that talks of giving does not."""
    invites = seen.commands or seen.has("appeal.please") or seen.headed == "appeal"
    asks, gift = seen.has("appeal.asks"), seen.has("appeal.gift")
    ours, somewhere = seen.has("appeal.us"), seen.addressed
    giving = seen.has_account or seen.has("appeal.platforms")
    leads = bool(TO_ADDRESS.search(seen.text))
    # "Come in: https://…", "Leave us a tip: …": with an address, an order or "us" says enough.
    invited = seen.commands or seen.has("appeal.please") or (ours and leads)
    plainly = invited and somewhere and not is_aside(seen)
    if not (asks or gift or giving or plainly) or not (ours or somewhere or giving):
        return NEVER
    if not (invites or plainly or ((somewhere or giving) and (asks or gift))):
        return NEVER
    return (
        -4.0
        + 2.0 * seen.commands
        + 1.0 * seen.has("appeal.please")
        + 1.0 * asks
        + 1.0 * gift
        + 1.5 * ours
        + 2.0 * somewhere
        + 3.0 * seen.has_account
        + 1.5 * seen.has("appeal.platforms")
        + 1.5 * _has_a_button(seen)
        + 2.0 * (seen.headed == "appeal")
        + 1.0 * leads
        + 0.5 * seen.is_short
        - (0.0 if somewhere or giving else 1.5 * _other_sentences(seen))
        - 2.0 * is_aside(seen)
        + seen.story
    )


def _other_sentences(seen):
    """How many sentences ask for nothing: who only reports that somebody asks goes on with that."""
    return sum(not SIGNS.search(sentence) for sentence in seen.sentences)


def button(seen: Seen) -> float:
    """An address or the words of a button alone; only below an appeal."""
    text = seen.text.strip()
    alone = bool(ADDRESS.fullmatch(text) or BUTTON.fullmatch(text))
    linked = bool(seen.block.links) and seen.block.links[0][0] == text
    return 2.0 if alone or (linked and len(text) < LONGEST_BUTTON) else NEVER


def _has_a_button(seen):
    """The words of a link ask, and end the paragraph or begin it."""
    for words, _url in seen.block.links:
        whole = seen.text.strip().rstrip(".!»”")
        if (whole.endswith(words) or whole.startswith(words)) and not ADDRESS.fullmatch(words):
            return True
    return False
