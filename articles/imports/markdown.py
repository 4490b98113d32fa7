"""Markdown as blocks, with front matter and footnotes."""

import re
from html import unescape

from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from .front_matter import split_front_matter
from .markup import read_html
from .refusal import ManuscriptRefused

# More square brackets than this, one in another, are no manuscript.
DEEPEST = 50
# What no reader of a Markdown text sees: addresses and names of links and notes, numbers of items,
# which are made anew, what a block of code says of itself, signs that only spare another.
UNSHOWN = [
    (re.compile(r"^ {0,3}\[(?!\^)[^\]\n]*\]:.*$", re.MULTILINE), ""),
    (re.compile(r"\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)?\)"), "]"),
    (re.compile(r"\[\^[^\]\s]+\]:?"), " "),
    (re.compile(r"\]\[[^\]\n]*\]"), "]"),
    (re.compile(r"<[a-z][a-z0-9+.-]*:[^>\s]{0,2000}>", re.IGNORECASE), " "),
    (re.compile(r"^[ \t>*+-]*\d{1,9}[.)](?=\s)", re.MULTILINE), ""),
    (re.compile(r"^[ \t>]*(?:`{3,}|~{3,}).*$", re.MULTILINE), ""),
    (re.compile(r"\\([!-/:-@\[-`{-~])"), r"\1"),
]


def read_markdown(text):
    """Return the Draft in a Markdown text. HTML inside it is text like any other."""
    labels, text = split_front_matter(text)
    _refuse_deep(text)
    parser, env = _parser(), {}

    def html(tokens):
        return parser.renderer.render(tokens, parser.options, env).strip()

    body, notes = _split_notes(parser.parse(text, env))
    ordered = enumerate(_in_order(notes, env), 1)
    items = [f'<li id="fn-{number}">{html(_tight(note))}</li>' for number, note in ordered]
    draft = read_html(html(body) + (f"<ol>{''.join(items)}</ol>" if items else ""))
    draft.labels |= labels
    draft.held = _shown(text)
    return draft


def _parser():
    # Raw HTML is off, so that "<" in a wording is printed and not obeyed. What
    # is nested deeper than maxNesting the parser drops.
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": 100}).enable(
        ["table", "strikethrough"]
    )
    # Left where they stand, no note is lost: moving them, the plugin drops those that
    # nothing refers to, and one of two that have the same name.
    parser.use(footnote_plugin, inline=False, move_to_end=False)
    parser.add_render_rule("footnote_ref", _reference)
    return parser


def _reference(renderer, tokens, place, options, env):
    number = tokens[place].meta["id"] + 1
    return f'<sup><a href="#fn-{number}">[{number}]</a></sup>'


def _split_notes(tokens):
    """Return the tokens of the text, and (name, tokens) of each note."""
    body, notes, around = [], [], []
    for token in tokens:
        if token.type == "footnote_reference_open":
            notes.append((token.meta["label"], []))
            around.append(notes[-1][1])
        elif token.type == "footnote_reference_close":
            around.pop()
        else:
            (around[-1] if around else body).append(token)
    return body, notes


def _in_order(notes, env):
    """The notes as the text refers to them, and then those that it does not refer to."""
    referred, rest = {}, []
    for name, note in notes:
        number = env["footnotes"]["refs"][f":{name}"]
        if number >= 0 and number not in referred:
            referred[number] = note
        else:
            rest.append(note)
    return [referred[number] for number in sorted(referred)] + rest


def _tight(note):
    """A note of one paragraph needs no element for it."""
    if len(note) == 3 and note[0].type == "paragraph_open":
        note[0].hidden = note[2].hidden = True
    return note


def _shown(text):
    """The lines of a Markdown text as a plain walk sees them, to be held against what is read."""
    for pattern, instead in UNSHOWN:
        text = pattern.sub(instead, text)
    return [line for line in unescape(text).split("\n") if line.strip()]


def _refuse_deep(text):
    """The parser takes quadratic time over brackets that nothing closes."""
    depth = 0
    for mark in re.findall(r"[\[\]]|\n[ \t]*\n", text):
        depth = {"[": depth + 1, "]": max(0, depth - 1)}.get(mark, 0)
        if depth > DEEPEST:
            raise ManuscriptRefused(
                _("The text opens too many square brackets, one in another, to be a manuscript.")
            )
