"""Rich text where there is nothing but characters: mail, terminals, archives.

Nothing that the markup says is lost: headings begin with ``##``, items with their mark or number,
quotes with ``>``, what stands apart with ``|``; cells of a row stand on one line; a link is
followed by its address, as in ``the port <https://example.org/port>`` (RFC 3986, appendix C).
Lines are not wrapped.
"""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from newsroom.kit.html import BLOCKS, UNREAD
from newsroom.kit.text_table import Cell, written_table

HEADINGS = {"h2": "## ", "h3": "### ", "h4": "#### "}
LINES = {"blockquote": "> ", "aside": "| "}
RULE = "* * *"
RAISED = str.maketrans("0123456789+-−=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾")
LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
SHIFTED = {"sup": RAISED, "sub": LOWERED}


def text_only(html: str, site_url: str = "") -> str:
    """The html as plain text, its blocks an empty line apart.

    Addresses within the site are written after `site_url`. A note (``<li id="fn-…">``) begins with
    the sign by which the text refers to it, in brackets.
    """
    reader = _Reader(site_url)
    reader.feed(html)
    reader.close()
    return reader.text()


@dataclass
class _Element:
    """What was begun, and what of it is written so far."""

    tag: str
    attributes: dict[str, str | None] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)
    blocks: list[str] = field(default_factory=list)
    # Of a table its rows, of a row its cells.
    rows: list[list[Cell]] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)

    def settle(self):
        """Let what was written between blocks be a block."""
        written = "".join(self.words)
        lines = (re.sub(r"[ \t\r\f]+", " ", line).strip() for line in written.split("\n"))
        if words := "\n".join(lines).strip("\n"):
            self.blocks.append(words)
        self.words = []

    def number(self, name):
        value = self.attributes.get(name) or ""
        return int(value) if re.fullmatch(r"[1-9]\d{0,3}", value, re.ASCII) else 1


@dataclass
class _Inline:
    """A link, or what is raised or lowered: where in the words of which element it began."""

    tag: str
    element: _Element
    start: int
    address: str = ""
    refers: bool = False


class _Reader(HTMLParser):
    def __init__(self, site_url):
        super().__init__()
        self.site_url = site_url
        self.open = [_Element("")]
        self.inline: list[_Inline] = []
        self.signs: dict[str, str] = {}
        self.unread = 0

    def text(self):
        while len(self.open) > 1:
            self._end(self.open[-1])
        self.open[0].settle()
        return "\n\n".join(self.open[0].blocks)

    def handle_data(self, data):
        if not self.unread:
            self.open[-1].words.append(data.replace("\n", " "))

    def handle_starttag(self, tag, attrs):
        here = self.open[-1]
        self.unread += tag in UNREAD
        if tag == "br":
            here.words.append("\n")
        elif tag == "hr":
            here.settle()
            here.blocks.append(RULE)
        elif tag in BLOCKS:
            here.settle()
            self.open.append(_Element(tag, dict(attrs)))
        elif tag == "a" or tag in SHIFTED:
            address = dict(attrs).get("href") or ""
            self.inline.append(_Inline(tag, here, len(here.words), address))

    def handle_endtag(self, tag):
        self.unread -= tag in UNREAD and self.unread > 0
        if tag in BLOCKS:
            if any(element.tag == tag for element in self.open):
                while self.open[-1].tag != tag:
                    self._end(self.open[-1])
                self._end(self.open[-1])
        elif self.inline and self.inline[-1].tag == tag:
            self._end_inline(self.inline.pop())

    def _end_inline(self, inline):
        here = self.open[-1]
        start = inline.start if here is inline.element else 0
        words = "".join(here.words[start:])
        if inline.tag == "a":
            words = self._linked(inline, words)
        elif not inline.refers:
            words = _shifted(words, SHIFTED[inline.tag])
        here.words[start:] = [words]

    def _linked(self, inline, words):
        said, address = words.strip(), inline.address.strip()
        if address.startswith("#"):
            return self._referring(words, address[1:])
        if address.startswith("/"):
            address = self.site_url + address
        if not address or said in (address, address.removeprefix("mailto:")):
            return words
        after = words[len(words.rstrip()) :]
        return f"{words.rstrip()} <{address.removeprefix('mailto:')}>{after}"

    def _referring(self, words, note):
        """The sign of a note, in brackets so that it runs into no word; another way within the
        page leads nowhere here.
        """
        said = words.strip().strip("[]()")
        raised = [inline for inline in self.inline if inline.tag == "sup"]
        if not re.search(r"\w", said) and not raised:
            return ""
        if not raised and not said.isdigit():
            return words
        for inline in raised:
            inline.refers = True
        self.signs.setdefault(note, f"[{said}]")
        return f"[{said}]"

    def _end(self, element):
        element.settle()
        self.open.pop()
        around = self.open[-1]
        if element.tag in ("td", "th") and around.tag == "tr":
            words = " / ".join(" ".join(block.splitlines()) for block in element.blocks)
            spans = element.number("colspan"), element.number("rowspan")
            around.cells.append(Cell(words, *spans, is_head=element.tag == "th"))
        elif element.tag == "tr" and around.tag == "table":
            around.blocks += element.blocks
            around.rows.append(element.cells)
        elif element.tag == "li":
            around.blocks.append(self._item(element, around))
        elif written := _written(element):
            around.blocks.append(written)

    def _item(self, item, around):
        mark = "-"
        if around.tag == "ol":
            mark = f"{around.number('start') + len(around.blocks)}."
        mark = self.signs.get(item.attributes.get("id") or "", mark)
        first, *others = "\n".join(item.blocks).split("\n")
        indent = " " * (len(mark) + 1)
        return "\n".join([f"{mark} {first}", *(indent + line for line in others)])


def _written(element):
    if rows := element.rows or (element.cells and [element.cells]):
        return "\n\n".join([*element.blocks, written_table(rows)])
    between = "\n" if element.tag in ("ul", "ol") else "\n\n"
    text = between.join(element.blocks)
    if not text:
        return ""
    if element.tag in HEADINGS:
        return HEADINGS[element.tag] + " ".join(text.split("\n"))
    if mark := LINES.get(element.tag):
        return "\n".join((mark + line).rstrip() for line in text.split("\n"))
    return text


def _shifted(words, characters):
    """Figures as small ones, so that ten to the sixth is no 106; letters as they are: 5th."""
    return words.translate(characters) if re.search(r"\d", words) else words
