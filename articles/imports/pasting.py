"""What is pasted into a text at the desk, read as a manuscript is."""

import re
from dataclasses import dataclass

from django.utils.translation import ngettext

from newsroom.kit.html import sanitise

from .from_html.blocks import Element
from .from_html.page import read_page

# Where a heading of the first level is one of the text and not the title of a page.
DOCUMENT = re.compile(r"docs-internal-guid|mso-|class=[\"']?Mso|paraid=|LibreOffice", re.IGNORECASE)
HIGHEST, LOWEST = 2, 4


@dataclass(frozen=True)
class Pasted:
    """What a text may hold of what was pasted, and in sentences what it does not."""

    html: str
    remarks: list


def read_pasted(html):
    """Return this HTML, Pasted. Raises ManuscriptRefused or ValidationError for too much of it."""
    page = read_page(html, is_piece=True)
    notes = [Element("ol", inside=page.notes)] if page.notes else []
    blocks = _lowered(page.blocks, is_document=bool(DOCUMENT.search(html)))
    written = "".join(block.outer_html() for block in [*blocks, *notes])
    remarks = [str(remark) for remark in page.remarks]
    if count := len(page.pictures):
        words = ngettext(
            "%(count)s picture was left out: drop its file on the text.",
            "%(count)s pictures were left out: drop their files on the text.",
            count,
        )
        remarks.append(words % {"count": count})
    return Pasted(sanitise(written), remarks)


def _lowered(blocks, *, is_document):
    """The headings as a text may have them, below the title of its page."""
    levels = [int(block.tag[1]) for block in blocks if re.fullmatch("h[1-6]", block.tag)]
    step = 1 if is_document or 1 in levels else 0
    for block in blocks:
        if re.fullmatch("h[1-6]", block.tag):
            block.tag = f"h{min(LOWEST, max(HIGHEST, int(block.tag[1]) + step))}"
        elif block.tag == "figcaption":
            block.tag = "p"
    return blocks
