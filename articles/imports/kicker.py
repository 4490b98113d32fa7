"""The section on a line of its own above the title."""

import re

from django.utils.translation import gettext as _

from .dates import find_date
from .names import is_known_section, is_name

LONGEST = 40
LONGEST_TITLE = 130
ENDS = re.compile(r"[.!?…:,;]$")


def take_kicker(manuscript, blocks):
    """Take the kicker into the manuscript's section, and return the blocks without it."""
    if len(blocks) < 3 or manuscript.section or not _is_kicker(*blocks[:3]):
        return blocks
    manuscript.section = _in_small_letters(" ".join(blocks[0].text.split()))
    manuscript.guess(
        "section",
        _("“%(section)s” stands alone above the title.") % {"section": manuscript.section},
    )
    return blocks[1:]


def _is_kicker(block, title, below):
    """A few words above what is plainly the title, in a form that titles rarely have."""
    text = block.text.strip()
    if not text or not block.is_text or block.tag == "h1" or title.tag in ("hr", "img"):
        return False
    if len(text) > LONGEST or len(text.split()) > 4 or ENDS.search(text):
        return False
    if _is_dated(block) or _is_dated(title):
        return False
    if title.tag == "h1" or is_known_section(text):
        return True
    small = (
        len(text.split()) <= 3 and not title.is_heading and (text.isupper() or not is_name(text))
    )
    headline = len(text) < len(title.text) <= LONGEST_TITLE and not title.text.endswith(".")
    return small and headline and len(below.text) > 0 and (text.isupper() or not title.apart)


def _is_dated(block):
    """Whether it is a line of date and authors, which stands below a title."""
    return find_date(block.text[:LONGEST_TITLE])[0] is not None


def _in_small_letters(text):
    """``Z terenu`` for ``Z TERENU``: sections are compared without regard to capitals."""
    return text[0] + text[1:].lower() if text.isupper() else text
