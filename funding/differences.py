"""Two texts beside each other: what stayed, what came, what went."""

import re
from difflib import SequenceMatcher

from funding.checks.characters import JOINER, UNUSUAL, name_of

SAME, ADDED, REMOVED = "same", "added", "removed"

# Numbers are whole with their marks: “230,000” is one word.
TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W_]+|.", re.DOTALL)
BLANK = re.compile(r"\A +\Z| {2,}")
SPACE_SHOWN = "␣"
LINE_BREAK_SHOWN = "↵\n"


def differences(old: str, new: str) -> list[tuple[str, str]]:
    """Return ``[(kind, text), …]`` in reading order, `kind` being SAME, ADDED or REMOVED.

    Words are compared whole. In what was added or removed the invisible is
    shown: a space that stands alone as “␣”, a line break as “↵”, any other
    space by its name, such as “[NO-BREAK SPACE]”.
    """
    before, after = TOKEN.findall(old), TOKEN.findall(new)
    parts = []
    for move, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if move == "equal":
            parts.append((SAME, "".join(before[a:b])))
            continue
        if a < b:
            parts.append((REMOVED, visible("".join(before[a:b]))))
        if c < d:
            parts.append((ADDED, visible("".join(after[c:d]))))
    return parts


def visible(text: str) -> str:
    """The text with everything invisible in it shown."""
    text = BLANK.sub(lambda match: SPACE_SHOWN * len(match.group()), text)
    text = re.sub(
        f"{UNUSUAL.pattern}|{JOINER.pattern}", lambda match: f"[{name_of(match.group())}]", text
    )
    return text.replace("\n", LINE_BREAK_SHOWN)
