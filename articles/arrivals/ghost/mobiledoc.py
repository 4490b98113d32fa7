"""The text of a post that Ghost has not rendered: Mobiledoc, its editor until 2023, as HTML."""

import json
from html import escape

from .cards import card

# What a section is (https://github.com/bustle/mobiledoc-kit, version 0.3.1).
MARKUP, IMAGE, LIST, CARD = 1, 2, 3, 10
TEXT, ATOM = 0, 1


def html_of(text: str) -> tuple[str, list[str]]:
    """Return the HTML, and the names of the cards of which nothing is known."""
    try:
        document = json.loads(text)
        sections = document["sections"]
    except (ValueError, KeyError, TypeError):
        return "", []
    unknown: dict[str, None] = {}
    return "".join(_section(one, document, unknown) for one in sections), list(unknown)


def _section(section, document, unknown):
    kind, said = section[0], section[1:]
    if kind == MARKUP:
        tag, markers = said[0], said[1]
        return f"<{tag}>{_markers(markers, document)}</{tag}>"
    if kind == IMAGE:
        return f'<img src="{escape(said[0])}" alt="">'
    if kind == LIST:
        items = "".join(f"<li>{_markers(markers, document)}</li>" for markers in said[1])
        return f"<{said[0]}>{items}</{said[0]}>"
    if kind == CARD:
        name, payload = document["cards"][said[0]]
        return card(name, payload or {}, unknown)
    return ""


def _markers(markers, document):
    """Texts, each with the marks that it opens and the number of those that end with it."""
    written, opened = [], []
    for kind, opens, closes, said in markers:
        for place in opens:
            tag, *attributes = document["markups"][place]
            written.append(f"<{tag}{_attributes(attributes)}>")
            opened.append(tag)
        if kind == TEXT:
            written.append(escape(said, quote=False))
        elif kind == ATOM:
            written.append("<br>" if document["atoms"][said][0] == "soft-return" else "")
        written += [f"</{opened.pop()}>" for _number in range(closes) if opened]
    return "".join(written)


def _attributes(told):
    pairs = told[0] if told else []
    return "".join(
        f' {name}="{escape(str(value))}"'
        for name, value in zip(pairs[::2], pairs[1::2], strict=False)
    )
