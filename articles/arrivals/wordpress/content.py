"""The text of a post as HTML: of the editor of blocks, or of the one before it."""

import json
import re
from html import escape

from .paragraphs import with_paragraphs
from .shortcodes import Shortcodes

# The mark of a block, with what it says of itself or without.
MARK = r"<!--\s*+(?P<end>/?)wp:(?P<name>[\w/-]+)(?:\s*+(?P<said>%s))?\s*+/?-->"
BLOCK, SILENT_BLOCK = (re.compile(MARK % said, re.DOTALL) for said in (r"\{.*?\}", "(?!)"))
SAID_ENDS = re.compile(r"\}\s*+/?-->")
EMBEDDED = re.compile(
    r'<div class="wp-block-embed__wrapper">\s*(?P<address>https?://\S+?)\s*</div>', re.IGNORECASE
)
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
# Blocks whose words are made when a page is asked for: there are none in the export.
MADE_LATER = re.compile(
    r"latest-|archives|calendar|categories|tag-cloud|rss|search|loginout|page-list|query|post-|"
    r"comments|site-|navigation|contact-form|jetpack/(?!slideshow|tiled-gallery)"
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
    text = _without_comments(shortcodes.converted(text))
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

    # Behind the last end no mark says anything of itself: each that is open there would be looked
    # for an end up to that of the text.
    end = max((found.end() for found in SAID_ENDS.finditer(text)), default=0)
    return BLOCK.sub(mark, text[:end]) + SILENT_BLOCK.sub(mark, text[end:])


def _without_comments(text):
    """What opens behind the last end of a comment is none, and is not looked for an end."""
    before, end, after = text.rpartition("-->")
    return COMMENT.sub("", before + end) + after


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
