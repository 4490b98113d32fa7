"""The text of a piece, printed for a medium: the one place that prints a stored body.

Each kind of block (`newsroom/kit/blocks.py`) has a template for each medium, as in
``templates/articles/body/picture/feed.html``. It is told the `block`, what is `inside` it (its
caption, or its own blocks, printed), the `piece`, the `site_url`, and what a row of TOLD adds.
"""

from collections.abc import Callable, Sequence
from enum import StrEnum
from itertools import groupby
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from articles.models.printed import Printed
from articles.reader.footnotes import with_ways_back
from articles.reader.headings import with_levels
from articles.reader.paid_content import with_links_paid_for
from articles.reader.tables import with_regions
from newsroom.kit import blocks
from newsroom.kit.blocks import Block, Kind
from newsroom.kit.embeds import address_of, embed_at
from newsroom.kit.text_only import text_only


class Medium(StrEnum):
    """Where a body is read. `COPY` is what others republish; `TEXT` is nothing but characters."""

    PAGE = "page"
    FEED = "feed"
    COPY = "copy"
    TEXT = "text"


def printed_body(piece: Printed, medium: Medium | str, site_url: str = "") -> SafeString:
    """The body of a piece as readers are shown it: HTML, or plain text for `Medium.TEXT`.

    Links lead where they led when it was stored; addresses of pictures, and of links within the
    site in plain text, begin with `site_url`.
    """
    medium = Medium(medium)
    parts = blocks.parts(piece.version.body)
    html = _printed(parts, medium, {"piece": piece, "site_url": site_url})
    if medium == Medium.TEXT:
        return mark_safe(text_only(html, site_url))
    if piece.paid_labels:
        html = with_links_paid_for(html)
    if medium == Medium.PAGE:
        html = with_levels(with_regions(with_ways_back(html)))
    return mark_safe(html)


def template_of(kind: Kind, medium: Medium) -> str:
    """The name of the template that prints a kind of block for a medium."""
    return f"articles/body/{kind.name}/{medium}.html"


def _picture(block: Block, piece: Printed) -> dict[str, Any]:
    """The photo as it was frozen: none where there was no such photo in the library."""
    frozen = {str(figure.photo_id): figure for figure in piece.figures}
    return {
        "figure": frozen.get(block.attributes[blocks.PICTURE.key]),
        "width": block.attributes.get("data-width", "column"),
    }


def _embed(block: Block, piece: Printed) -> dict[str, Any]:
    """What can be shown there: nothing, where no provider knows the address."""
    return {"embed": embed_at(address_of(block))}


# What the templates of a kind are told beside the block itself.
TOLD: dict[Kind, Callable[[Block, Printed], dict[str, Any]]] = {
    blocks.PICTURE: _picture,
    blocks.EMBED: _embed,
}


def _printed(parts: Sequence[str | Block], medium: Medium, context: dict[str, Any]) -> str:
    whole = [part for part in parts if isinstance(part, Block) or part.strip()]
    printed = []
    for in_a_row, run in groupby(whole, key=_stands_beside):
        html = [_block(part, medium, context) for part in run]
        if in_a_row and len(html) > 1 and medium == Medium.PAGE:
            html = ['<div class="gallery">', *html, "</div>"]
        printed += html
    return "".join(printed)


def _stands_beside(part):
    """Whether it is a picture that stands beside its neighbours of the same kind."""
    return isinstance(part, Block) and part.attributes.get("data-width") == "beside"


def _block(part: str | Block, medium: Medium, context: dict[str, Any]) -> str:
    if isinstance(part, str):
        return part
    told = TOLD[part.kind](part, context["piece"]) if part.kind in TOLD else {}
    inside = mark_safe(_printed(part.parts, medium, context))
    told |= {**context, "block": part, "inside": inside}
    return render_to_string(template_of(part.kind, medium), told).strip()
