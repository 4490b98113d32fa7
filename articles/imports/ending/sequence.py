"""From what each block is like to what each block is: the best way through the end of a piece.

A piece is a body and, below it, end matter in any order. So one boundary is sought and a label
for each block below it, with the highest sum of scores: what its words and form say of a block, and
what the block above it makes likely. A block that nothing speaks for may stand among plain parts
as a note, at a price; it is never worth it for one doubtful part.
"""

from .statements import NEVER

BODY = "body"
MONEY = {"acknowledgement", "disclaimer", "appeal"}

# What it costs to say that the text ends right above a block: it is bodies that talk of money and
# views; nobody ends a story with the author's own name.
ENTER = {
    "bio": 0.0,
    "heading": 0.0,
    "rule": 0.0,
    "tags": 0.5,
    "correction": 1.0,
    "acknowledgement": 0.5,
    "disclaimer": 0.5,
    "appeal": 0.5,
    "caption": 2.0,
}
# A statement above the bio stands where the text itself ends, and has to be plain.
MONEY_ABOVE_BIO = 0.25
NOTE_AFTER_NOTE = 3.0
# What stands below a bio stands below the text: one paragraph more is no surprise there.
NOTE_AFTER_BIO = -1.0


def label_blocks(scores, headings, *, set_apart):
    """Return a label for each block.

    ``scores`` has a dict of label and score for each block; ``headings`` what each announces, or
    ""; ``set_apart`` whether each stands apart from the text: in italics, or below a rule.
    """
    best = [{BODY: (0.0, None)}]
    for place, own in enumerate(scores):
        row = {BODY: (best[-1].get(BODY, (NEVER, None))[0], BODY)}
        for label, score in own.items():
            if score <= NEVER:
                continue
            ways = (
                (total - _cost(above, label, place, headings, set_apart), above)
                for above, (total, _from) in best[-1].items()
            )
            total, above = max(ways)
            if total > NEVER:
                row[label] = (total + score, above)
        best.append(row)
    return _walk_back(best)


def _cost(above, label, place, headings, set_apart):
    """What it costs that a block with a label stands right below one with another."""
    if above == BODY:
        if label not in ENTER:
            return -NEVER
        return 0.0 if set_apart[place] else ENTER[label]
    if above == "heading":
        return 0.0 if headings[place - 1] == label else -NEVER
    if label == "button":
        return 0.0 if above == "appeal" else -NEVER
    if label == "handles":
        return 0.0 if above in ("bio", "handles") else -NEVER
    if label == "bio" and above in MONEY:
        return 0.0 if set_apart[place - 1] else MONEY_ABOVE_BIO
    if label == "note" and above == "note":
        return NOTE_AFTER_NOTE
    if label == "note" and above in ("bio", "handles"):
        return NOTE_AFTER_BIO
    return 0.0


def _walk_back(best):
    """Return the labels of the way that ends best; a heading heads nothing at the very end."""
    last = {label: total for label, (total, _from) in best[-1].items() if label != "heading"}
    label = max(last, key=lambda each: (last[each], each == BODY))
    labels = []
    for row in reversed(best[1:]):
        labels.append(label)
        label = row[label][1]
    return labels[::-1]
