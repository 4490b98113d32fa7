"""Captions and statements around the head of a manuscript."""

from dataclasses import replace

from django.utils.translation import gettext as _

from .captions import read_caption, split_credit
from .ending.end import kind_of

# In a paragraph above the text, without italics, a statement has to be plain.
PLAIN = 1.5
# So many blocks stand around a head at most.
MOST = 12


def take_edge(manuscript, blocks, *, through):
    """Take captions and statements out; unless ``through``, stop where the text begins.

    Return ``(blocks left, statements)``, of which the latter are pairs of kind and block.
    """
    kept, statements = [], []
    for place, block in enumerate(blocks):
        if place == MOST:
            return kept + blocks[place:], statements
        if _is_caption(block) and _use_caption(manuscript, block):
            continue
        if kind := _statement(block):
            statements.append((kind, block))
        elif block.tag in ("img", "hr") and not kept:
            manuscript.unplaced += [block.text] if block.text else []
        elif through:
            kept.append(block)
        else:
            return kept + blocks[place:], statements
    return kept, statements


def _statement(block):
    if block.tag not in ("p", "blockquote"):
        return ""
    return kind_of(block, enough=0.0 if block.emphasised else PLAIN)


def _is_caption(block):
    """What the file itself marks, or a line that reads like one."""
    return block.tag in ("figcaption", "p", "h4", "h5", "h6")


def _use_caption(manuscript, block):
    image = read_caption(block.text)
    if image is None and block.tag == "figcaption":
        image = split_credit(block.text)
    known = manuscript.lead_image
    if image and known and image.credit and not (image.caption or known.credit):
        manuscript.lead_image = replace(known, credit=image.credit)
        return True
    if image is None or known:
        return False
    manuscript.lead_image = image
    manuscript.guess("lead_image", _("A line near the title reads like a caption or a credit."))
    return True
