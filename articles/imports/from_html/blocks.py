"""What a page is made of once it has been read: paragraphs, lists, tables, quotations, pictures."""

from dataclasses import dataclass, field
from html import escape

from .runs import BREAK, is_emphasised, links_of, words_of, written


@dataclass(eq=False)
class Element:
    """A block. A paragraph, heading or caption holds runs; a list, table or quotation holds other
    blocks. Without a tag it is words in an item or a cell.
    """

    tag: str
    runs: list = field(default_factory=list)
    inside: list = field(default_factory=list)
    attrs: dict = field(default_factory=dict)

    def html(self):
        """The markup in it, without its own element."""
        return written(self.runs) + "".join(block.outer_html() for block in self.inside)

    def outer_html(self):
        if self.tag == "hr":
            return "<hr>"
        if self.tag == "img":
            return ""
        if not self.tag:
            return self.html()
        said = "".join(f' {name}="{escape(str(value))}"' for name, value in self.attrs.items())
        return f"<{self.tag}{said}>{self.html()}</{self.tag}>"

    def text(self):
        """Its words, a line for each line, item and cell."""
        texts = [words_of(self.runs), *(block.text() for block in self.inside)]
        return "\n".join(text for text in texts if text)

    def lines(self):
        """Its lines as they were written, where that may have meant something."""
        written_so = "".join(run.text for run in self.runs).replace(BREAK, "\n").split("\n")
        inside = [line for block in self.inside for line in block.lines()]
        return [line.strip() for line in written_so if line.strip()] + inside

    def all_runs(self):
        return [*self.runs, *(run for block in self.inside for run in block.all_runs())]

    def is_emphasised(self):
        return is_emphasised(self.all_runs())

    def links(self):
        return links_of(self.runs) + tuple(link for block in self.inside for link in block.links())


def parted(blocks):
    """The blocks of words, and the pictures among them."""
    words = [block for block in blocks if block.tag != "img"]
    return words, [block for block in blocks if block.tag == "img"]
