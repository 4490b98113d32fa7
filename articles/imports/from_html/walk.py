"""What a reader sees of a page, paragraph by paragraph: a plain walk.

It knows nothing of how a page is read otherwise, so that one can be held against the other.
"""

import re
from html import unescape

import nh3

from .tree import BOUNDARIES, FRAME, HEADINGS, LISTS, ROWS, UNREAD, with_names

UNSEEN = UNREAD | {FRAME, "video", "audio"}
APART = BOUNDARIES | HEADINGS | LISTS | ROWS | {"table", "blockquote", "br", "hr"}


def paragraphs(html):
    """The words of each paragraph, line, item and cell that has any."""
    shown = nh3.clean(
        with_names(html), tags=APART, attributes={}, clean_content_tags=UNSEEN, link_rel=None
    )
    found = (" ".join(unescape(part).split()) for part in re.split(r"<[^>]*>", shown))
    return [text for text in found if text]
