"""Lists that are written as paragraphs, each with its level and its number, as Word does it."""

import re
from dataclasses import dataclass

from .blocks import Element
from .runs import without_first, words_of

STYLED = re.compile(r"(\w+)\s+level(\d)")
OF_WORD = re.compile(r"\bMsoListParagraph")
OF_GOOGLE = re.compile(r"\blst-(kix_\w+)-(\d)\b")
# As `from_word` names the items of a Word file.
MARKED = re.compile(r"_item_([^_]+)_(\d)_([un])_(\d*)(_letters)?")
BULLET = re.compile(
    r"([·•▪▫◦o§■□●○➢►–-]|(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)])[\s\u00a0]+", re.IGNORECASE
)
NUMBER = re.compile(r"[(\[]?(?:\d+\.)*(\d+)[.)\]]?")
LETTER = re.compile(r"[(\[]?(?:[a-zа-я]|[ivxlcdm]{1,7})[.)\]]", re.IGNORECASE)
# Of what Word writes before an item, as a list of a page does by itself.
LONGEST_LABEL = 20
DEEPEST = 9


@dataclass(frozen=True)
class Item:
    """A paragraph that is an item: of which list, how deep, and with which number if any."""

    of: str
    level: int
    is_numbered: bool
    number: int = 0  # 0 where it is not known
    is_lettered: bool = False


def is_label(text):
    """Whether words before an item are its number or its sign, and no words."""
    return len(text) <= LONGEST_LABEL and not re.search(r"[^\W\d_]{4,}", text)


def item_of(node, style, label):
    """The Item that a paragraph of a page is, or None. `label` is what Word wrote as its number."""
    if not is_label(label):
        return None
    if found := STYLED.match(style.get("mso-list", "")):
        return _labelled(found[1], min(int(found[2]), DEEPEST), label)
    if OF_WORD.search(node.attrs.get("class", "")):
        return Item("", 1, is_numbered=False)
    return None


def _labelled(name, level, label):
    label = label.strip(" \t\n\u00a0")
    if found := NUMBER.fullmatch(label):
        return Item(name, level, True, int(found[1][:4]))
    return Item(
        name, level, bool(LETTER.fullmatch(label)), is_lettered=bool(LETTER.fullmatch(label))
    )


def unlabelled(item, runs):
    """(Item, runs) of a paragraph whose number stands in its words; (None, runs) without one."""
    found = BULLET.match(words_of(runs))
    if not found:
        return None, runs
    return _labelled(item.of, item.level, found[1]), without_first(runs, found.end())


def gathered(blocks):
    """The blocks, with lists of the items among them."""
    made, run = [], []
    for block in [*blocks, None]:
        if block is not None and block.tag == "item":
            run.append(block)
            continue
        made += _lists(run)
        run = []
        if block is not None:
            made.append(block)
    return made


def _lists(run):
    """Lists of items in a row; a deeper item stands in the list of the one above it."""
    made, open_lists = [], []
    for block in run:
        item = block.attrs["item"]
        while open_lists and open_lists[-1][0].level > item.level:
            open_lists.pop()
        is_beside = open_lists and open_lists[-1][0].level == item.level
        if is_beside and not _goes_on(open_lists[-1], item):
            open_lists.pop()
        if not open_lists or open_lists[-1][0].level < item.level:
            holder = _begun(item)
            inside = open_lists[-1][1].inside[-1].inside if open_lists else made
            inside.append(holder)
            open_lists.append([item, holder])
        open_lists[-1][1].inside.append(Element("li", runs=block.runs, inside=list(block.inside)))
        open_lists[-1][0] = item
    return made


def _goes_on(last, item):
    before, holder = last
    if before.is_numbered != item.is_numbered:
        return False
    if before.of != item.of and item.of and before.of:
        return False
    start = int(holder.attrs.get("start", 1))
    return not item.number or item.number == start + len(holder.inside)


def _begun(item):
    holder = Element("ol" if item.is_numbered else "ul")
    if item.is_numbered and item.number > 1:
        holder.attrs["start"] = item.number
    return holder
