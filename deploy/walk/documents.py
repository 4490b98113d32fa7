"""What a document tells an operator to type: its blocks of commands, heading by heading.

A block is what is indented by four blanks. One after a comment that begins with the words
of ``LEFT_OUT`` is not typed; the rest of the comment says why. What is fenced is an example.
"""

import re
from dataclasses import dataclass

LEFT_OUT = "<!-- deploy/try leaves this out: "


@dataclass(frozen=True)
class Block:
    heading: str
    line: int  # Of the document, from 1.
    commands: str
    left_out: str  # Why it is not typed; empty where it is.


def blocks(text):
    """Yield every Block of a document in Markdown, in order."""
    heading = reason = ""
    begun, lines = 0, []
    fenced = False
    for number, line in enumerate([*text.splitlines(), "."], 1):
        inside = line.startswith("    ") and not fenced
        if inside or (lines and not line.strip()):
            begun = begun if lines else number
            lines.append(line.removeprefix("    "))
            continue
        if lines:
            yield Block(heading, begun, "\n".join(lines).strip() + "\n", reason)
            lines, reason = [], ""
        if line.startswith("```"):
            fenced = not fenced
        elif found := re.match(r"##+ (.+)", line):
            heading = found[1]
        elif line.startswith(LEFT_OUT):
            reason = line.removeprefix(LEFT_OUT).removesuffix(" -->")
        elif line.strip():
            reason = ""


def between(found, first, last):
    """Those of the blocks that stand under the headings from ``first`` to ``last``.

    Raises ``ValueError`` where a heading is missing or holds no block: what is to be walked
    has been renamed.
    """
    headings = [block.heading for block in found]
    for name in (first, last):
        if name not in headings:
            raise ValueError(f"No commands stand under “{name}”.")
    end = len(headings) - headings[::-1].index(last)
    return found[headings.index(first) : end]
