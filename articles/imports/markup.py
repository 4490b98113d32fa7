"""HTML, of a page or a fragment or from Word, as blocks."""

import re

from .blocks import Block, Draft
from .from_html.blocks import Element
from .from_html.page import read_page
from .from_html.walk import paragraphs
from .pictures import within

LANGUAGE = re.compile(r"""<html[^>]*?\slang=["']?([a-z]{2,3}(?:-[a-z]{2,8})*)""", re.IGNORECASE)


def read_html(html):
    """Return the Draft in an HTML page or fragment."""
    page = read_page(html)
    notes = [Element("ol", inside=page.notes)] if page.notes else []
    return Draft(
        blocks=[_block(element) for element in page.blocks],
        labels=_labels(html),
        notes=[_block(element) for element in notes],
        outside=[element.text() for element in page.outside if element.text()],
        pictures=len(page.pictures),
        files=within(address for _alt, address in page.pictures),
        remarks=page.remarks,
        held=paragraphs(html),
        dropped=page.dropped,
    )


def _labels(html):
    """What the head of a page says outright."""
    start = html[:20_000]
    labels = {}
    if found := LANGUAGE.search(start):
        labels["language"] = found[1].lower()
    return labels


def _block(element):
    text = element.attrs["alt"] if element.tag == "img" else element.text()
    return Block(
        text=text,
        html=element.html(),
        tag=element.tag,
        emphasised=element.is_emphasised() and bool(text),
        links=element.links(),
        lines=tuple(element.lines()),
        start=element.attrs.get("start", 0),
    )
