"""HTML from anywhere, read: a page, what is pasted, what was made of Word or Markdown."""

from dataclasses import dataclass, field, replace

from .blocks import Element, parted
from .chrome import Chrome
from .flow import Flow
from .items import MARKED, Item, item_of
from .links import leads_to
from .lists import TICKED, read_list
from .looks import PLAIN, Sheets, look_of
from .maths import in_a_row
from .notes import find_notes
from .remarks import Remark
from .runs import BREAK
from .tables import read_table
from .tree import (
    BOUNDARIES,
    FIELDS,
    HEADINGS,
    LISTS,
    MATHS,
    PLAYED,
    ROWS,
    Node,
    parse,
    without_drawings,
)

QUOTES = ("“”", "‘’")
SIGNS_OF_NO_WORDS = 10
# Of one kind in a row; the last of them tells of the others.
MOST_REMARKS = 50
LEVELS = set("123456")


@dataclass
class Page:
    """What was read. Every word of the page is in one of these."""

    blocks: list = field(default_factory=list)  # of Element, in their order
    notes: list = field(default_factory=list)  # an item for each footnote
    outside: list = field(default_factory=list)  # blocks around the piece, as menus
    remarks: list = field(default_factory=list)  # what was left out or changed
    pictures: list = field(default_factory=list)  # (description, address) of each
    dropped: list = field(default_factory=list)  # numbers of lists and notes, which are made anew
    paragraphs: int = 0
    is_lettered: bool = False

    def remark(self, kind, words="", flow=None):
        """Keep what happened; within a paragraph that is not read to its end yet, with `flow`."""
        made = Remark(kind, " ".join(words.split()))
        of_kind = [one for one in self.remarks[-MOST_REMARKS:] if one.kind == kind]
        if len(of_kind) == MOST_REMARKS:
            of_kind[-1].add(f"; {made.words}")
            return
        self.remarks.append(made)
        if flow is not None:
            flow.remark(made)


def read_page(html):
    """Return the Page in any HTML. Raises ManuscriptRefused for what is nested too deep."""
    html, drawings = without_drawings(html)
    page = _Reader(parse(html), Sheets(html)).read()
    for words in drawings:
        page.remark("drawn", words)
    return page


class _Reader:
    def __init__(self, root, sheets):
        self.root, self.sheets = root, sheets
        self.page = Page()
        self.notes = find_notes(root)
        self.chrome = Chrome(root)
        self.around = Flow(self.page)
        self.skip_unseen = ()

    def read(self):
        page, flow = self.page, Flow(self.page)
        begins = self.around if self.chrome.holder is not None else flow
        self.main = flow
        self.words(self.root, PLAIN, begins)
        page.blocks = self._trimmed(flow.finished())
        page.outside = self.around.finished()
        for name, node in self.notes.notes:
            inside = Flow(page, bare=True)
            self.words(node, self.look(node, PLAIN)[0], inside)
            page.notes.append(Element("li", inside=inside.finished(), attrs={"id": name}))
        for text in self.notes.comments:
            page.remark("comment", text)
        if page.is_lettered:
            page.remark("letters")
        return page

    def _trimmed(self, blocks):
        """Without the line that parts the notes from the text."""
        while self.notes.notes and blocks and blocks[-1].tag == "hr":
            blocks.pop()
        return blocks

    def words(self, node, look, flow):
        for child in node.children:
            if isinstance(child, str):
                self.say(child, look, flow)
            elif child in self.notes.backs:
                self.page.dropped.append(child.text())
            elif child not in self.notes.taken:
                self.element(child, look, flow)

    def say(self, text, look, flow):
        text = text.replace(BREAK, "\n") if BREAK in text else text
        if look.kept and text.strip():
            text = text.replace("\n", BREAK).replace("\t", "    ")
        flow.say(text, look)

    def look(self, node, look):
        style = self.sheets.style(node)
        return look_of(node, style, look), style

    def element(self, node, look, flow):
        if node in self.notes.references:
            name = self.notes.references[node]
            flow.say(f"[{self.notes.number[name]}]", replace(PLAIN, link=f"#{name}", level="sup"))
            self.page.dropped.append(node.text())
            return
        look, style = self.look(node, look)
        if look.unseen:
            if text := node.text():
                self.leave(look.unseen, text, flow)
            return
        if node is self.chrome.holder:
            flow = self.main
        elif node in self.chrome.around:
            flow = self.around
        getattr(self, HANDLED.get(node.tag, "_inline"))(node, look, style, flow)

    def leave(self, kind, text, flow):
        """Tell of words that are not taken; what follows right after is of the same."""
        last = flow.pending[-1] if flow.pending else None
        if last and last.kind == kind and flow.runs and flow.runs[-1] is self.skip_unseen:
            last.add(f" {text}")
        else:
            self.page.remark(kind, text, flow)
        self.skip_unseen = flow.runs[-1] if flow.runs else ()

    def _inline(self, node, look, style, flow):
        if style.get("mso-list") == "ignore":
            self.page.dropped.append(node.text())
            return
        # As from_word writes what only a font of its own can show.
        if node.attrs.get("class") == "unread-sign":
            self.page.remark("sign", node.text(), flow)
            return
        if (tag := _heading_of(node)) and not flow.runs:
            flow.tag = tag
        self.words(node, look, flow)

    def _line(self, node, look, style, flow):
        flow.say(BREAK, look)

    def _rule(self, node, look, style, flow):
        flow.add(Element("hr"))

    def _link(self, node, look, style, flow):
        address = node.attrs.get("href", "").strip()
        if address.startswith("#") or not address:
            self.words(node, look, flow)
        elif leads := leads_to(address):
            self.words(node, replace(look, link=leads), flow)
        else:
            self.page.remark("link", f"{node.text()} ({address[:200]})", flow)
            self.words(node, look, flow)

    def _quoted(self, node, look, style, flow):
        opening, closing = QUOTES[look.quoted % 2]
        flow.say(opening, look)
        self.words(node, replace(look, quoted=look.quoted + 1), flow)
        flow.say(closing, look)

    def _ruby(self, node, look, style, flow):
        """What is written above signs stands behind them in brackets, as where nothing can stand
        above."""
        if any(child.tag == "rp" for child in node.walk()):
            self.words(node, look, flow)
            return
        for child in node.children:
            if isinstance(child, str):
                self.say(child, look, flow)
            elif child.tag == "rt":
                flow.say(" (", look)
                self.words(child, look, flow)
                flow.say(")", look)
            else:
                self.element(child, look, flow)

    def _boundary(self, node, look, style, flow):
        if style.get("mso-element") == "comment-list" or style.get("mso-element") == "comment":
            if text := node.text():
                self.page.remark("comment", text)
            return
        is_caption = node.tag == "figcaption" or node.parent.tag == "figcaption"
        tag = _heading_of(node) or ("figcaption" if is_caption else "")
        tag = tag or ("p" if node.tag == "p" else "")
        flow.begin(tag, self._item(node, style) if tag == "p" else None)
        self.words(node, look, flow)
        flow.end()

    def _item(self, node, style):
        first = next((child for child in node.children if isinstance(child, Node)), None)
        if first is not None and (found := MARKED.fullmatch(first.attrs.get("id", ""))):
            numbered, number = found[3] == "n", int(found[4] or 0)
            return Item(found[1], int(found[2]), numbered, number, is_lettered=bool(found[5]))
        label = next(
            (
                child.text()
                for child in node.walk()
                if child is not node and self.sheets.style(child).get("mso-list") == "ignore"
            ),
            "",
        )
        return item_of(node, style, label)

    def _heading(self, node, look, style, flow):
        flow.begin(node.tag)
        self.words(node, look, flow)
        flow.end()

    def _quotation(self, node, look, style, flow):
        inside = Flow(self.page)
        self.words(node, look, inside)
        words, pictures = parted(inside.finished())
        flow.add(*([Element("blockquote", inside=words)] if words else []), *pictures)

    def _list(self, node, look, style, flow):
        flow.end()
        read_list(self, node, look, flow)

    def _table(self, node, look, style, flow):
        flow.end()
        flow.add(*read_table(self, node, look, self.page))

    def _picture(self, node, look, style, flow):
        alt, address = node.attrs.get("alt", "").strip(), node.attrs.get("src", "")
        if alt and len(alt) <= SIGNS_OF_NO_WORDS and not any(sign.isalnum() for sign in alt):
            flow.say(alt, look)
        elif {node.attrs.get("width"), node.attrs.get("height")} & {"0", "1"}:
            return
        else:
            self.page.pictures.append((alt, address))
            flow.picture(Element("img", attrs={"alt": alt, "src": address}))

    def _played(self, node, look, style, flow):
        address = node.attrs.get("src") or node.attrs.get("data", "")
        sources = [one.attrs.get("src", "") for one in node.walk() if one.tag == "source"]
        address = next(filter(None, [address, *sources]), "")
        if node.tag != "source":
            self.page.remark("played", leads_to(address) or address[:200], flow)
        if node.tag == "object":
            self.words(node, look, flow)

    def _field(self, node, look, style, flow):
        kind = node.attrs.get("type", "text").lower()
        if node.tag == "input" and kind in ("checkbox", "radio"):
            flow.say(TICKED["checked" in node.attrs], look)
        elif words := node.text() or (node.attrs.get("value", "") if kind != "hidden" else ""):
            self.page.remark("field", words, flow)

    def _equation(self, node, look, style, flow):
        words = in_a_row(node)
        flow.say(words, look)
        self.page.remark("equation", words, flow)


def _heading_of(node):
    """The heading that Word in a browser, which writes none, says an element to be."""
    level = node.attrs.get("aria-level", "")
    return f"h{level}" if node.attrs.get("role") == "heading" and level in LEVELS else ""


HANDLED = {
    "br": "_line",
    "hr": "_rule",
    "a": "_link",
    "q": "_quoted",
    "ruby": "_ruby",
    "blockquote": "_quotation",
    "table": "_table",
    "img": "_picture",
    **dict.fromkeys(BOUNDARIES | ROWS, "_boundary"),
    **dict.fromkeys(HEADINGS, "_heading"),
    **dict.fromkeys(LISTS, "_list"),
    **dict.fromkeys(PLAYED, "_played"),
    **dict.fromkeys(FIELDS, "_field"),
    **dict.fromkeys(MATHS, "_inline"),
    "math": "_equation",
}
