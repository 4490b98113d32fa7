"""Markdown as blocks, with an optional front matter of ``name: value`` lines."""

import re

from markdown_it import MarkdownIt

from .markup import read_html

FRONT = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
ENTRY = re.compile(r"([A-Za-z][\w -]*?)[ \t]*:[ \t]*(.*)")
NOTE = re.compile(r"^\[\^([\w-]+)\]:[ \t]*(.*(?:\n(?:[ \t]+\S.*))*)", re.MULTILINE)
REFERENCE = re.compile(r"\[\^([\w-]+)\]")


def read_markdown(text):
    """Return the Draft in a Markdown text. HTML inside it is text like any other."""
    labels, text = _front_matter(text)
    names = {}
    notes = [(name, " ".join(note.split())) for name, note in NOTE.findall(text)]
    for name, _note in notes:
        names.setdefault(name, len(names) + 1)
    html = _render(NOTE.sub("", text), names)
    if notes:
        items = "".join(f'<li id="fn-{names[name]}">{_inline(note)}</li>' for name, note in notes)
        html += f"<ol>{items}</ol>"
    draft = read_html(html)
    draft.labels |= labels
    return draft


def _render(text, names):
    html = _parser().enable("table").render(text)
    return REFERENCE.sub(
        lambda found: (
            f'<sup><a href="#fn-{names[found[1]]}">[{names[found[1]]}]</a></sup>'
            if found[1] in names
            else found[0]
        ),
        html,
    )


def _inline(text):
    return _parser().renderInline(text)


def _parser():
    # Raw HTML is off, so that "<" in a wording is printed and not obeyed. What
    # is nested deeper than maxNesting the parser drops.
    return MarkdownIt("commonmark", {"html": False, "maxNesting": 100})


def _front_matter(text):
    """Return the entries of the front matter (lists joined with commas) and the text after it."""
    found = FRONT.match(text)
    if not found:
        return {}, text
    labels, name = {}, ""
    for line in found[1].split("\n"):
        if entry := ENTRY.fullmatch(line.strip()) if not line.startswith((" ", "-")) else None:
            name = entry[1].strip().lower()
            labels[name] = _value(entry[2])
        elif name and line.strip():
            item = _value(re.sub(r"^\s*-\s+", "", line))
            separator = ", " if line.lstrip().startswith("-") else " "
            labels[name] = f"{labels[name]}{separator}{item}" if labels[name] else item
        elif line.strip():
            return {}, text
    return labels, text[found.end() :]


def _value(text):
    text = text.strip()
    if text.startswith("[") and text.endswith("]"):
        return ", ".join(_value(item) for item in text[1:-1].split(",") if item.strip())
    quoted = re.fullmatch(r"([\"'])(.*)\1", text)
    return quoted[2] if quoted else ("" if text in ("|", ">") else text)
