"""The common ground of every kind of manuscript: a row of blocks."""

import re
from dataclasses import dataclass, field, replace
from html import escape

from .from_html.remarks import Remark
from .pictures import Picture


@dataclass(frozen=True)
class Block:
    """One paragraph, heading, list… of a manuscript.

    ``text`` is what a reader sees, verbatim, line breaks inside it as
    newlines; ``html`` is the markup inside the block's own element.
    """

    text: str
    html: str
    tag: str = "p"  # p, h1 to h6, ul, ol, blockquote, table, aside, figcaption, hr, img
    emphasised: bool = False  # all of it is in italics or bold
    links: tuple[tuple[str, str], ...] = ()  # (words, address)
    lines: tuple[str, ...] = ()  # as written, where lines may have meant something
    start: int = 0  # the number that a list begins with, where it is not 1
    apart: bool = True  # an empty line or a paragraph's end stands before it

    @property
    def is_heading(self):
        return bool(re.fullmatch(r"h[1-6]", self.tag))

    @property
    def is_text(self):
        return self.tag in ("p", "blockquote", "figcaption") or self.is_heading

    def named(self, tag):
        return replace(self, tag=tag)

    def tidied(self, tidy):
        return replace(
            self,
            text=tidy(self.text),
            html=tidy(self.html),
            lines=tuple(map(tidy, self.lines)),
            links=tuple((tidy(words), address) for words, address in self.links),
        )

    def as_html(self):
        if self.tag == "hr":
            return "<hr>"
        if self.tag == "img":
            return ""
        tag = {"h1": "h2", "figcaption": "p"}.get(self.tag, self.tag)
        says = f' start="{self.start}"' if self.start else ""
        if tag == "aside":
            says = ' class="embed"'
        return f"<{tag}{says}>{self.html}</{tag}>"


@dataclass
class Draft:
    """What a reader of one file type found, before anything in it is recognised."""

    blocks: list[Block]
    labels: dict[str, str] = field(default_factory=dict)  # title, date… said outright by the file
    notes: list[Block] = field(default_factory=list)  # footnotes: they close the body
    outside: list[str] = field(default_factory=list)  # text around the piece, as menus of a page
    pictures: int = 0  # pictures that were in the file
    files: list[Picture] = field(default_factory=list)  # those of them that it holds itself
    remarks: list[Remark] = field(default_factory=list)  # what was left out or changed
    edges: list[str] = field(default_factory=list)  # what stands above and below each page
    held: list[str] = field(default_factory=list)  # what a plain walk sees in the file
    dropped: list[str] = field(default_factory=list)  # what is made anew, as numbers of a list

    def texts(self):
        """Every text that was read, of whatever part."""
        texts = [block.text for block in (*self.blocks, *self.notes)]
        return [*texts, *self.outside, *self.edges, *self.dropped, *self.labels.values()]


def paragraph(text, **more):
    """Return a plain paragraph."""
    html = "<br>".join(escape(line, quote=False) for line in text.split("\n"))
    return Block(
        text=text, html=html, lines=more.pop("lines", ()) or tuple(text.split("\n")), **more
    )
