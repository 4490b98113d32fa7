"""Cards of Ghost: what stands in a text and is none, of both of its editors, as HTML."""

from html import escape
from typing import Any

from markdown_it import MarkdownIt

LEADS = ("embed", "bookmark", "video", "audio", "file", "button")
# Cards of which the text is in one place, as HTML.
SAID = {"html": "html", "callout": "calloutText", "toggle": "content"}
MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable("table")


def card(kind: str, node: dict[str, Any], unknown: dict[str, None]) -> str:
    """Return the HTML of a card; one that is not known is put among the `unknown`."""
    if kind == "image":
        return _picture(node)
    if kind == "gallery":
        return "".join(map(_picture, node.get("images") or [])) + _caption(node)
    if kind in LEADS:
        return _link(kind, node) + _caption(node)
    if kind in ("code", "codeblock"):
        return f"<pre>{escape(node.get('code') or '', quote=False)}</pre>{_caption(node)}"
    if kind in ("markdown", "card-markdown"):
        return MARKDOWN.render(node.get("markdown") or "")
    if kind == "hr":
        return "<hr>"
    if kind in SAID:
        heading = node.get("heading") or ""
        return (f"<h3>{heading}</h3>" if heading else "") + (node.get(SAID[kind]) or "")
    if kind not in ("root", ""):
        unknown[kind] = None
    return ""


def _link(kind, node):
    """What is played, offered or told of elsewhere, as a link to it."""
    address = node.get("url") or node.get("src") or node.get("buttonUrl") or ""
    if not address:
        return ""
    told = node.get("metadata") if isinstance(node.get("metadata"), dict) else {}
    words = node.get("buttonText") or node.get("fileTitle") or node.get("title")
    words = address if kind == "embed" else words or told.get("title") or address
    return f'<p><a href="{escape(address)}">{escape(words, quote=False)}</a></p>'


def _picture(node):
    image = f'<img src="{escape(node.get("src") or "")}" alt="{escape(node.get("alt") or "")}">'
    return f"<figure>{image}<figcaption>{node.get('caption') or ''}</figcaption></figure>"


def _caption(node):
    return f"<p>{node['caption']}</p>" if node.get("caption") else ""
