"""What a text had that stands for more than its words, and has no more."""

import re
from collections import Counter
from html.parser import HTMLParser

from newsroom.kit import blocks

FOOTNOTE, TABLE = "footnote", "table"
NOTE = re.compile(r"fn-[\w-]{1,60}")


def vanished(before: str, after: str) -> dict[str, int]:
    """How many fewer there are of each kind: of the blocks in `newsroom.kit.blocks`, tables, and
    footnotes that have both their ends. Both are sanitised.
    """
    return dict(_counted(before) - _counted(after))


def _counted(html):
    reader = _Reader()
    reader.feed(html)
    reader.close()
    found = Counter({kind.name: len([*blocks.blocks(html, kind)]) for kind in blocks.KINDS})
    found[TABLE] = reader.tables
    found[FOOTNOTE] = len(reader.notes & reader.referred)
    return found


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tables = 0
        self.notes, self.referred = set(), set()

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.tables += tag == "table"
        # The other ids are where a note leads back to.
        if tag in ("li", "p") and NOTE.fullmatch(attrs.get("id") or ""):
            self.notes.add(attrs["id"])
        if tag == "a" and (attrs.get("href") or "").startswith("#"):
            self.referred.add(attrs["href"].removeprefix("#"))
