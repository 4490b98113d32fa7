"""The end of a manuscript: bios, statements, appeals, corrections and tags after the text."""

import re
from collections import Counter
from dataclasses import dataclass, field

from . import appeals, lines, people, statements
from .seen import Seen
from .sequence import BODY, label_blocks
from .statements import NEVER

LONGEST = 1200
# End matter is a page at most; what stands above that is the text.
MOST_BLOCKS = 40
SCORES = {
    "bio": people.bio,
    "handles": people.handles,
    "acknowledgement": statements.acknowledgement,
    "disclaimer": statements.disclaimer,
    "appeal": appeals.appeal,
    "button": appeals.button,
    "correction": lines.correction,
    "tags": lines.tags,
    "caption": lines.caption,
    "note": lines.note,
}
SPEAKER = re.compile(r"\W*([^:\n]{3,60}):\s")


@dataclass
class End:
    """Pairs of kind and block in reading order, and the notes between them that stay."""

    parts: list = field(default_factory=list)
    left: list = field(default_factory=list)
    # Headings over parts that are worded in a way of their own: not printed, and told.
    headings: list = field(default_factory=list)


def read_end(blocks, names):
    """Return ``(blocks of the body, End)``. ``names`` are the authors known from the head.

    Notes between the parts stay in the body, below the rest of it.
    """
    first = _first_that_may_be(blocks)
    speakers = speakers_in(blocks, names)
    window = blocks[first:]
    headings = [lines.heading_of(Seen(block, names)) if _is_text(block) else "" for block in window]
    scores = []
    for place, block in enumerate(window):
        headed = headings[place - 1] if place else ""
        scores.append(scores_of(Seen(block, names, headed, speakers), headings[place]))
    labels = label_blocks(scores, headings, set_apart=_set_apart(window))
    body, end = blocks[:first], End()
    for label, block in zip(labels, window, strict=True):
        if label == BODY:
            body.append(block)
        elif label == "note":
            end.left.append(block)
        elif label == "heading":
            end.headings += [] if lines.usual_heading(block.text) else [block]
        elif label != "rule":
            end.parts.append((label, block))
    return _without_last_rules(body) + end.left, end


def scores_of(seen, heading=""):
    """Return how much a block is like each of the parts, without those it cannot be."""
    if lines.rule(seen) > NEVER:
        return {"rule": 0.0}
    if not _is_text(seen.block):
        return {"note": lines.note(seen)}
    scores = {label: score(seen) for label, score in SCORES.items()}
    if heading:
        # A few words that announce a part are no part; those of a button may do so too.
        scores = {label: scores[label] for label in ("button", "note")}
        return {"heading": 0.5} | {name: value for name, value in scores.items() if value > NEVER}
    return {label: score for label, score in _one_text(scores).items() if score > NEVER}


def _one_text(scores):
    """What names who paid and then disclaims, as the European Union's sentence does, is one."""
    paid, views = scores["acknowledgement"], scores["disclaimer"]
    if paid > 0 and views > 0:
        return scores | {"acknowledgement": max(paid, views), "disclaimer": NEVER}
    return scores


def kind_of(block, names=(), *, enough=0.0):
    """Return acknowledgement, disclaimer, appeal, or "" for what is not plainly one of them."""
    if len(block.text) > LONGEST or not _is_text(block):
        return ""
    seen = Seen(block, names)
    money = _one_text(
        {label: SCORES[label](seen) for label in ("acknowledgement", "disclaimer", "appeal")}
    )
    kind = max(money, key=money.get)
    return kind if money[kind] > enough else ""


def speakers_in(blocks, names):
    """Return the names that open more than one block before a colon."""
    opening = Counter()
    for block in blocks:
        if found := SPEAKER.match(block.text[:80]):
            owner, rest = people.opening_author(found[0], names)
            if owner and rest.lstrip().startswith(":"):
                opening[owner] += 1
    return {name for name, count in opening.items() if count > 1}


def _first_that_may_be(blocks):
    """Return from where on blocks are short enough, and near enough to the end."""
    first = len(blocks)
    while first and len(blocks) - first < MOST_BLOCKS and len(blocks[first - 1].text) <= LONGEST:
        first -= 1
    return first


def _is_text(block):
    return block.tag in ("p", "blockquote", "figcaption", "table") or block.is_heading


def _set_apart(blocks):
    """Whether each block is in italics or bold, or stands below a rule."""
    apart, below_rule = [], False
    for block in blocks:
        if lines.rule(Seen(block)) > NEVER:
            below_rule = True
            apart.append(True)
            continue
        apart.append(block.emphasised or below_rule)
        below_rule = False
    return apart


def _without_last_rules(blocks):
    while blocks and blocks[-1].tag == "hr":
        blocks = blocks[:-1]
    return blocks
