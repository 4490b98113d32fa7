"""Tables: those that hold data, and those that only put a page in its place."""

from .blocks import Element, parted
from .flow import Flow
from .tree import Node

SPANS = ("colspan", "rowspan")
CELLS = ("td", "th")


def read_table(reader, node, look, page):
    """The blocks of a table: itself below its caption, or what is in one that only lays out."""
    rows = list(_rows(node))
    if _lays_out(node, rows):
        inside = Flow(page)
        for row in rows:
            for cell in _cells(row):
                inside.begin()
                reader.words(cell, reader.look(cell, look)[0], inside)
                inside.end()
        return inside.finished()
    around = Flow(page)
    made = Element("table", inside=[Element("tbody")])
    for child in node.children:
        if isinstance(child, Node) and child.tag == "caption":
            around.begin()
            reader.words(child, reader.look(child, look)[0], around)
    for row in rows:
        cells = [_cell(reader, cell, look, page, around) for cell in _cells(row)]
        if any(cell.runs or cell.inside for cell in cells):
            made.inside[0].inside.append(Element("tr", inside=cells))
    captions, pictures = parted(around.finished())
    return [*captions, *([made] if made.inside[0].inside else []), *pictures]


def _rows(node):
    for child in node.children:
        if isinstance(child, Node):
            if child.tag == "tr":
                yield child
            elif child.tag in ("thead", "tbody", "tfoot"):
                yield from _rows(child)


def _cells(row):
    return [child for child in row.children if isinstance(child, Node) and child.tag in CELLS]


def _lays_out(node, rows):
    """Of one cell, or around other tables: no data."""
    if len(rows) == 1 and len(_cells(rows[0])) == 1:
        return True
    return any(inner is not node and inner.tag == "table" for inner in node.walk())


def _cell(reader, node, look, page, around):
    own, _style = reader.look(node, look)
    made = Element(node.tag)
    for name in SPANS:
        value = node.attrs.get(name, "")
        if value.isdecimal() and 1 < int(value[:4]) <= 1000:
            made.attrs[name] = int(value[:4])
    inside = Flow(page, bare=True)
    if own.unseen:
        reader.leave(own.unseen, node.text(), inside)
        inside.end()
        return made
    reader.words(node, own, inside)
    made.inside, pictures = parted(inside.finished())
    around.add(*pictures)
    return made
