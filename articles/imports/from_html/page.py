"""HTML from anywhere, read: a page, what is pasted, what was made of Word or Markdown."""

from dataclasses import dataclass, field, replace

from .blocks import Element
from .chrome import Chrome
from .flow import Flow
from .inline import phrase
from .looks import PLAIN, Sheets, look_of
from .notes import find_notes
from .remarks import Remark
from .runs import BREAK
from .structure import HANDLED
from .tree import parse, without_drawings

# Of one kind in a row; the last of them tells of the others.
MOST_REMARKS = 50


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


def read_page(html, *, is_piece=False):
    """Return the Page in any HTML. Raises ManuscriptRefused for what is nested too deep.

    What `is_piece` has nothing of a site around it.
    """
    html, drawings = without_drawings(html)
    page = _Reader(parse(html), Sheets(html), is_piece=is_piece).read()
    for words in drawings:
        page.remark("drawn", words)
    return page


class _Reader:
    def __init__(self, root, sheets, *, is_piece):
        self.root, self.sheets = root, sheets
        self.page = Page()
        self.notes = find_notes(root)
        self.chrome = Chrome() if is_piece else Chrome(root)
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
        HANDLED.get(node.tag, phrase)(self, node, look, style, flow)

    def leave(self, kind, text, flow):
        """Tell of words that are not taken; what follows right after is of the same."""
        last = flow.pending[-1] if flow.pending else None
        if last and last.kind == kind and flow.runs and flow.runs[-1] is self.skip_unseen:
            last.add(f" {text}")
        else:
            self.page.remark(kind, text, flow)
        self.skip_unseen = flow.runs[-1] if flow.runs else ()
