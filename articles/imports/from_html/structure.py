"""What stands in lines of its own: paragraphs, headings, quotations, lists, tables."""

from .blocks import Element, parted
from .flow import Flow
from .inline import (
    equation,
    field,
    heading_of,
    line,
    link,
    phrase,
    picture,
    played,
    quoted,
    ruby,
    rule,
)
from .items import MARKED, Item, item_of
from .lists import read_list
from .tables import read_table
from .tree import BOUNDARIES, FIELDS, HEADINGS, LISTS, MATHS, OURS, PLAYED, ROWS, Node


def boundary(reader, node, look, style, flow):
    if style.get("mso-element") == "comment-list" or style.get("mso-element") == "comment":
        if text := node.text():
            reader.page.remark("comment", text)
        return
    is_caption = node.tag == "figcaption" or node.parent.tag == "figcaption"
    tag = heading_of(node) or ("figcaption" if is_caption else "")
    tag = tag or ("p" if node.tag == "p" else "")
    flow.begin(tag, _item(reader, node, style) if tag == "p" else None)
    reader.words(node, look, flow)
    flow.end()


def _item(reader, node, style):
    first = next((child for child in node.children if isinstance(child, Node)), None)
    if first is not None and (found := MARKED.fullmatch(first.attrs.get("id", ""))):
        numbered, number = found[3] == "n", int(found[4] or 0)
        return Item(found[1], int(found[2]), numbered, number, is_lettered=bool(found[5]))
    label = next(
        (
            child.text()
            for child in node.walk()
            if child is not node and reader.sheets.style(child).get("mso-list") == "ignore"
        ),
        "",
    )
    return item_of(node, style, label)


def heading(reader, node, look, style, flow):
    flow.begin(node.tag)
    reader.words(node, look, flow)
    flow.end()


def quotation(reader, node, look, style, flow):
    inside = Flow(reader.page)
    reader.words(node, look, inside)
    words, pictures = parted(inside.finished())
    flow.add(*([Element("blockquote", inside=words)] if words else []), *pictures)


def listed(reader, node, look, style, flow):
    flow.end()
    read_list(reader, node, look, flow)


def table(reader, node, look, style, flow):
    flow.end()
    flow.add(*read_table(reader, node, look, reader.page))


# What reads an element, by its name; any other is a phrase.
HANDLED = {
    "br": line,
    "hr": rule,
    "a": link,
    "q": quoted,
    "ruby": ruby,
    "blockquote": quotation,
    "table": table,
    "img": picture,
    **dict.fromkeys(BOUNDARIES | ROWS, boundary),
    **dict.fromkeys(HEADINGS, heading),
    **dict.fromkeys(LISTS, listed),
    **dict.fromkeys(PLAYED, played),
    **dict.fromkeys(FIELDS, field),
    **dict.fromkeys(MATHS, phrase),
    f"{OURS}math": equation,
}
