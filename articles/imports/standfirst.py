"""The paragraph under the title."""

from statistics import median

from django.utils.translation import gettext as _

from .captions import read_caption
from .ending.end import kind_of

LONGEST = 700
MUCH_SHORTER = 0.6


def is_standfirst(block, following):
    """Set apart by italics or bold, or far shorter than the paragraphs of the text."""
    if block.tag not in ("p", "blockquote") or len(block.text) > LONGEST or kind_of(block):
        return False
    if block.emphasised:
        return True
    lengths = [len(other.text) for other in following if other.tag == "p" and len(other.text) > 60]
    short = 40 <= len(block.text) <= 350
    return short and len(lengths) > 2 and len(block.text) < 0.6 * median(lengths[:6])


def follows_dateline(below, *, title_first):
    """It may stand under the line with the date: in italics, where that line led the file, or as
    one plain sentence far shorter than any paragraph of the text.
    """
    block, following = below[0], below[1:]
    if not is_standfirst(block, following):
        return False
    if block.emphasised or not title_first:
        return True
    speaks = block.text.startswith(("–", "—", "-")) or block.text.endswith("?")
    texts = [len(other.text) for other in following[:4] if other.tag == "p"]
    return not speaks and block.apart and len(block.text) < MUCH_SHORTER * min(texts)


def part_without_dateline(blocks, *, wanted):
    """Return ``(head, rest)`` where no line of date and authors marks the end of the head."""
    above = []
    while len(above) < 3 and len(above) < len(blocks) - 1:
        block = blocks[len(above)]
        if block.tag in ("img", "figcaption", "hr") or read_caption(block.text):
            above.append(block)
        elif wanted and is_standfirst(block, blocks[len(above) + 1 :]):
            above.append(block)
            break
        else:
            break
    return above, blocks[len(above) :]


def take_standfirst(manuscript, above, *, has_line):
    """Take the standfirst from what stands above the date line; return what is left of it."""
    texts = [block for block in above if block.is_text and block.text]
    if manuscript.standfirst or not texts:
        return above
    first = texts[0]
    if len(first.text) > 2 * LONGEST:
        return above
    manuscript.standfirst = " ".join(first.text.split("\n"))
    manuscript.guess(
        "standfirst",
        _("The paragraph between the title and the line with the date was taken.")
        if has_line
        else _("The first paragraph is set apart from the text, as a standfirst is."),
    )
    left = [block for block in above if block is not first]
    manuscript.unplaced += [block.text for block in left if block.text]
    return left
