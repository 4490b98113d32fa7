"""What the first lines of a manuscript say outright: ``Title: …``, or a label above its value."""

import re
from dataclasses import replace

from articles.models.tagging import split_tags

from .words import lists_of, one_of

FLAGS = re.IGNORECASE | re.DOTALL
LABELLED = {
    name: re.compile(rf"{one_of(f'label.{name}')}\s*:\s*(?P<value>\S.*)", FLAGS)
    for name in ("title", "standfirst", "tags")
}
ALONE = re.compile(
    rf"(?:{'|'.join(one_of(f'label.{name}') for name in lists_of('label'))})\s*:?", re.IGNORECASE
)
# How far down a label may stand.
DEEPEST = 12
LONGEST_VALUE = 200


def join_labels(blocks):
    """Put a label that stands alone before the line below it: "Author", "Jan Kowal"."""
    joined = list(blocks)
    for place in range(min(DEEPEST, len(joined) - 1) - 1, -1, -1):
        label, value = joined[place], joined[place + 1]
        if _goes_with(label, value):
            text = f"{label.text.rstrip(' :')}: {value.text}"
            joined[place : place + 2] = [
                replace(value, text=text, lines=(text,), apart=label.apart)
            ]
    return joined


def _goes_with(label, value):
    return (
        label.is_text
        and value.is_text
        and not value.apart
        and len(value.text) <= LONGEST_VALUE
        and bool(ALONE.fullmatch(label.text.strip()))
    )


def take_labelled(manuscript, blocks):
    """Take title, standfirst and tags that are labelled among the first blocks; return the rest."""
    kept = []
    for place, block in enumerate(blocks):
        name, value = _labelled(block) if place < DEEPEST and block.is_text else ("", "")
        if name == "tags":
            manuscript.tags = manuscript.tags or split_tags(value.rstrip(". "))
        elif name in ("title", "standfirst") and not getattr(manuscript, name):
            setattr(manuscript, name, value)
        else:
            kept.append(block)
    return kept


def _labelled(block):
    for name, pattern in LABELLED.items():
        if found := pattern.fullmatch(block.text):
            return name, found["value"].strip()
    return "", ""
