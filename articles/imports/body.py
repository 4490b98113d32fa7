"""The blocks that are the piece itself, as the html of its body."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles.imports.refusal import ManuscriptRefused
from newsroom.kit.html import sanitise

LONGEST_HEADING = 70
LONG = 120


def write_body(manuscript, blocks, notes, *, plain):
    """Fill ``body_html``. In plain text, short lines between long ones become subheadings.

    Raises ManuscriptRefused for a text that is too long for one piece.
    """
    if plain:
        blocks = _with_subheadings(manuscript, blocks)
    manuscript.unplaced += [block.text for block in blocks if block.tag == "img" and block.text]
    html = "".join(block.as_html() for block in [*_trimmed(blocks), *notes])
    # Word gives each item of a list a list of its own.
    html = re.sub(r"</(ul|ol)><\1>", "", html)
    try:
        manuscript.body_html = sanitise(html)
    except ValidationError as problem:
        raise ManuscriptRefused(" ".join(problem.messages)) from problem


def _trimmed(blocks):
    """Without the rules above and below the text."""
    while blocks and blocks[0].tag == "hr":
        blocks = blocks[1:]
    while blocks and blocks[-1].tag == "hr":
        blocks = blocks[:-1]
    return blocks


def _with_subheadings(manuscript, blocks):
    marked = []
    for place, block in enumerate(blocks):
        around = blocks[max(0, place - 1) : place] + blocks[place + 1 : place + 2]
        if 0 < place < len(blocks) - 1 and _is_subheading(block, around):
            manuscript.guess(
                "body_html",
                _("“%(line)s” was taken as a subheading: it is short and ends without a stop.")
                % {"line": block.text},
            )
            block = block.named("h2")
        marked.append(block)
    return marked


def _is_subheading(block, around):
    return (
        block.tag == "p"
        and len(block.text) <= LONGEST_HEADING
        and "\n" not in block.text
        and not re.search(r"[.,;:!?…—–-][”“»\"’]?$", block.text)
        and (block.text[:1].isupper() or block.text[:1].isdigit())
        and all(other.tag == "p" and len(other.text) >= LONG for other in around)
    )
