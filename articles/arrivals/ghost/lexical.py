"""The text of a post that Ghost has not rendered: Lexical, its editor since 2023, as HTML."""

import json
from html import escape

from .cards import card

# How a node of text is shown, a bit each.
FORMATS = {1: "strong", 2: "em", 4: "s", 16: "code", 32: "sub", 64: "sup"}
LISTS = {"number": "ol", "bullet": "ul", "check": "ul"}


def html_of(text: str) -> tuple[str, list[str]]:
    """Return the HTML, and the names of the cards of which nothing is known."""
    unknown: dict[str, None] = {}
    try:
        root = json.loads(text)["root"]
    except (ValueError, KeyError, TypeError):
        return "", []
    return _children(root, unknown), list(unknown)


def _children(node, unknown):
    children = node.get("children") if isinstance(node, dict) else None
    return "".join(_node(child, unknown) for child in children or [] if isinstance(child, dict))


def _node(node, unknown):
    kind = node.get("type", "")
    inside = _children(node, unknown)
    if kind in ("text", "extended-text"):
        return _formatted(node)
    if kind == "linebreak":
        return "<br>"
    if kind in ("link", "autolink"):
        return f'<a href="{escape(node.get("url") or "")}">{inside}</a>'
    if kind in ("paragraph", "quote", "extended-quote", "aside"):
        tag = "p" if kind == "paragraph" else "blockquote"
        return f"<{tag}>{inside}</{tag}>"
    if kind in ("heading", "extended-heading"):
        tag = node.get("tag") if node.get("tag") in ("h1", "h2", "h3", "h4", "h5", "h6") else "h2"
        return f"<{tag}>{inside}</{tag}>"
    if kind == "list":
        tag = LISTS.get(node.get("listType"), "ul")
        start = f' start="{int(node["start"])}"' if node.get("start", 1) not in (1, None) else ""
        return f"<{tag}{start}>{inside}</{tag}>"
    if kind == "listitem":
        return f"<li>{inside}</li>"
    if kind == "horizontalrule":
        return "<hr>"
    return card(kind, node, unknown) + inside


def _formatted(node):
    words, how = escape(node.get("text") or "", quote=False), node.get("format") or 0
    for bit, tag in FORMATS.items():
        if isinstance(how, int) and how & bit:
            words = f"<{tag}>{words}</{tag}>"
    return words
