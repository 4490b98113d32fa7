"""Lists of a page: in each other, cut where the numbers jump, with what stands loose in them."""

from .blocks import Element, parted
from .flow import Flow
from .items import OF_GOOGLE, Item
from .tree import Node

TICKED = {True: "☑", False: "☐"}
MOST_DIGITS = 4


def read_list(reader, node, look, flow):
    """Read a list into a flow, and after it the pictures that stand in it."""
    if found := OF_GOOGLE.search(node.attrs.get("class", "")):
        _read_levels(reader, node, look, flow, found)
        return
    made = _Lists(node)
    for child in node.children:
        if isinstance(child, str):
            if child.strip():
                inside = Flow(reader.page, bare=True)
                inside.say(child, look)
                made.last().inside += inside.finished()
        elif child in reader.notes.taken:
            continue
        elif child.tag == "li":
            _read_item(reader, child, look, made)
        else:
            # A list right within a list belongs to the item above it.
            inside = Flow(reader.page, bare=True)
            reader.element(child, look, inside)
            made.last().inside += inside.finished()
    if node.tag == "ol" and node.attrs.get("type", "1") != "1":
        reader.page.is_lettered = True
    for one in made.lists:
        pictures = _without_pictures(one)
        one.inside = [item for item in one.inside if item.inside]
        flow.add(*([one] if one.inside else []), *pictures)


def _read_item(reader, node, look, made):
    own, _style = reader.look(node, look)
    inside = Flow(reader.page, bare=True)
    if own.unseen:
        reader.leave(own.unseen, node.text(), inside)
        inside.end()
        return
    if "aria-checked" in node.attrs:
        inside.say(TICKED[node.attrs["aria-checked"] == "true"] + " ", own)
    reader.words(node, own, inside)
    made.next(node).inside += inside.finished()


def _read_levels(reader, node, look, flow, found):
    """A list of Google's, whose levels are lists of their own, one after the other."""
    first = _number(node.attrs.get("start", "")) or 1
    is_numbered = node.tag == "ol"
    items = [child for child in node.children if isinstance(child, Node) and child.tag == "li"]
    for number, child in enumerate(items, first):
        item = Item(found[1], int(found[2]) + 1, is_numbered, number if is_numbered else 0)
        flow.begin("", item)
        reader.words(child, reader.look(child, look)[0], flow)
        flow.end()


def _number(said):
    return int(said[:MOST_DIGITS]) if said.isdecimal() else 0


def _without_pictures(block):
    """Take the pictures out of a list, and give them."""
    found = []
    for inner in block.inside:
        inner.inside, pictures = parted(inner.inside)
        found += [*pictures, *_without_pictures(inner)]
    return found


class _Lists:
    """One list of a page, cut where an item says another number than it would get."""

    def __init__(self, node):
        self.tag, self.lists = node.tag, []
        self._begin(_number(node.attrs.get("start", "")) or 1)

    def _begin(self, number):
        self.number = number
        attrs = {"start": number} if self.tag == "ol" and number > 1 else {}
        self.lists.append(Element(self.tag, attrs=attrs))

    def next(self, node):
        """A new item, with the number that it says."""
        number = _number(node.attrs.get("value", ""))
        if self.tag == "ol" and number and number != self.number:
            self._begin(number)
        self.number += 1
        item = Element("li")
        self.lists[-1].inside.append(item)
        return item

    def last(self):
        """The item above, or the first one of a list that has none."""
        items = self.lists[-1].inside
        if not items:
            items.append(Element("li"))
        return items[-1]
