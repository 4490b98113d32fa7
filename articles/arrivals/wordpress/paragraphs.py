"""Paragraphs where a text of the old editor has none."""

import re
from collections import Counter

from articles.arrivals.ends import Ends

BLOCKS = (
    "table|thead|tfoot|caption|col|colgroup|tbody|tr|td|th|div|dl|dd|dt|ul|ol|li|pre|form|map|"
    "area|blockquote|address|style|p|h[1-6]|hr|fieldset|legend|section|article|aside|hgroup|"
    "header|footer|nav|figure|figcaption|details|menu|summary|iframe|video|audio|object|embed"
)
HOLDS_PARAGRAPHS = {
    *("div", "blockquote", "section", "article", "aside", "header", "footer", "form", "fieldset"),
    *("details", "nav", "hgroup"),
}
EMPTY = {"hr", "col", "area", "embed"}
TAG = rf"<(?P<end>/?)(?P<name>{BLOCKS})\b[^>]*>"
AT_TAG = re.compile(TAG, re.IGNORECASE)
# What is kept as it is up to its end, if it has one, or else a tag.
AT_BLOCK = re.compile(rf"<(?P<kept>pre|script|style|textarea)\b|{TAG}", re.IGNORECASE)


def with_paragraphs(text: str) -> str:
    """Paragraphs and line breaks where a text has empty lines and lines: the old editor stored
    none, and WordPress makes them when it shows a page.
    """
    made: list[str] = []
    opened = _Opened()
    last = 0
    for start, end, tag in _blocks(text):
        made.append(_between(text[last:start], opened))
        made.append(text[start:end])
        last = end
        if tag is None or tag["name"].lower() in EMPTY or tag[0].endswith("/>"):
            continue
        if tag["end"]:
            opened.close(tag["name"].lower())
        else:
            opened.open(tag["name"].lower())
    made.append(_between(text[last:], opened))
    return "".join(made)


def _blocks(text):
    """Where each tag of a block begins and ends, and the tag; none for what is kept whole."""
    ends = Ends(text)
    # No tag ends behind the last bracket: none is looked for there.
    last = text.rfind(">") + 1
    at = 0
    while found := AT_BLOCK.search(text, at, last):
        end = found["kept"] and ends.after(found.end(), found["kept"])
        tag = None if end else AT_TAG.match(text, found.start(), last)
        if end or tag:
            yield found.start(), (end or tag).end(), tag
        at = (end or tag or found).end()


class _Opened:
    """The elements around a place, the innermost last."""

    def __init__(self):
        self.names: list[str] = []
        self.counts: Counter = Counter()

    def open(self, name):
        self.names.append(name)
        self.counts[name] += 1

    def close(self, name):
        """Leave an element, and what nobody closed within it."""
        while self.counts[name]:
            innermost = self.names.pop()
            self.counts[innermost] -= 1
            if innermost == name:
                return

    def hold_words_of_their_own(self):
        return bool(self.names) and self.names[-1] not in HOLDS_PARAGRAPHS


def _between(text, opened):
    """Words between two blocks: within a paragraph, an item or a heading they are its own."""
    if not text.strip() or opened.hold_words_of_their_own():
        return text
    parts = (part.strip() for part in re.split(r"\n\s*\n", text))
    return "".join(f"<p>{part.replace(chr(10), '<br>')}</p>" for part in parts if part)
