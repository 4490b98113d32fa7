"""The text of a post as HTML: of the editor of blocks, or of the one before it."""

import json
import re
from html import escape

from .shortcodes import Shortcodes

BLOCK = re.compile(
    r"<!--\s*(?P<end>/?)wp:(?P<name>[\w/-]+)\s*(?P<said>\{.*?\})?\s*/?-->", re.DOTALL
)
EMBEDDED = re.compile(
    r'<div class="wp-block-embed__wrapper">\s*(?P<address>https?://\S+?)\s*</div>', re.IGNORECASE
)
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
# Blocks whose words are made when a page is asked for: there are none in the export.
MADE_LATER = re.compile(
    r"latest-|archives|calendar|categories|tag-cloud|rss|search|loginout|page-list|query|post-|"
    r"comments|site-|navigation|contact-form|jetpack/(?!slideshow|tiled-gallery)"
)
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
AT_BLOCK = re.compile(
    r"(?P<kept><(?P<whole>pre|script|style|textarea)\b.*?</(?P=whole)\s*>)|"
    rf"<(?P<end>/?)(?P<name>{BLOCKS})\b[^>]*>",
    re.IGNORECASE | re.DOTALL,
)
ADDRESS_ALONE = re.compile(r"^[ \t]*(https?://[^\s<>\"]+)[ \t]*$", re.MULTILINE)


def html_of(text: str, shortcodes: Shortcodes, reused: dict[str, str], notes: str = "") -> tuple:
    """Return the HTML of a text, and the names of the blocks that have no words in the export.

    `reused` are the texts of blocks that several posts share, by their keys; `notes` is what the
    editor of blocks keeps of footnotes beside the text, as JSON.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    is_of_blocks = "<!-- wp:" in text
    later: dict[str, None] = {}
    if is_of_blocks:
        text = _without_marks(text, reused, notes, later)
    text = COMMENT.sub("", shortcodes.converted(text))
    text = ADDRESS_ALONE.sub(r'<a href="\1">\1</a>', text)
    return (text if is_of_blocks else with_paragraphs(text)), list(later)


def _without_marks(text, reused, notes, later):
    text = EMBEDDED.sub(r'<p><a href="\g<address>">\g<address></a></p>', text)

    def mark(found):
        name, said = found["name"], _json(found["said"])
        if name == "block" and str(said.get("ref", "")) in reused:
            again = reused[str(said["ref"])]
            return _without_marks(again, {}, "", later)
        if name == "footnotes":
            return _listed_notes(notes)
        if name in ("more", "nextpage") or found["end"]:
            return ""
        if MADE_LATER.match(name):
            later[name] = None
        return ""

    return BLOCK.sub(mark, text)


def _json(text):
    try:
        said = json.loads(text or "{}")
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _listed_notes(notes):
    try:
        told = json.loads(notes or "[]")
    except ValueError:
        return ""
    items = [
        f'<li id="{escape(str(note.get("id", "")))}">{note.get("content", "")}</li>'
        for note in (told if isinstance(told, list) else [])
        if isinstance(note, dict)
    ]
    return f"<ol>{''.join(items)}</ol>" if items else ""


def with_paragraphs(text: str) -> str:
    """Paragraphs and line breaks where a text has empty lines and lines: the old editor stored
    none, and WordPress makes them when it shows a page.
    """
    made: list[str] = []
    opened: list[str] = []
    last = 0
    for found in AT_BLOCK.finditer(text):
        made.append(_between(text[last : found.start()], opened))
        made.append(found[0])
        last = found.end()
        if found["kept"] or found["name"].lower() in EMPTY or found[0].endswith("/>"):
            continue
        if not found["end"]:
            opened.append(found["name"].lower())
        elif found["name"].lower() in opened:
            while opened.pop() != found["name"].lower():
                pass
    made.append(_between(text[last:], opened))
    return "".join(made)


def _between(text, opened):
    """Words between two blocks: within a paragraph, an item or a heading they are its own."""
    if not text.strip() or (opened and opened[-1] not in HOLDS_PARAGRAPHS):
        return text
    parts = (part.strip() for part in re.split(r"\n\s*\n", text))
    return "".join(f"<p>{part.replace(chr(10), '<br>')}</p>" for part in parts if part)
