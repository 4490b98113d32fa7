"""The parts of a text: blocks, which stand one under another, and in each its words."""

import re
from contextlib import suppress
from html.parser import HTMLParser

from django.core.exceptions import ValidationError

from newsroom.kit.html import BLOCKS, sanitise

VOID = {"br", "hr", "img"}
# A word is whole with its hyphens and apostrophes, a number with its marks: “230,000” is one.
WORD = r"\d+(?:[.,]\d+)*|\w+(?:[-’'ʼ\u2011]\w+)*"
TOKEN = re.compile(rf"{WORD}|\s+|.", re.DOTALL)
LINE = re.compile(r"[^\n]*\n|[^\n]+")
TAG = re.compile(r"<(/?)([a-z][^\s/>]*)", re.IGNORECASE)


def html_blocks(html: str) -> list[str]:
    """The outermost elements of a sanitised body; blanks between them are no part of it.

    Text that stands in no element is a block, with whatever is inside the line.
    """
    blocks: list[list[str]] = [[]]
    depth = 0
    for token in html_tokens(html):
        ends, name = _tag(token)
        is_outermost = name in BLOCKS and depth == (1 if ends else 0)
        if is_outermost and not ends:
            blocks.append([])
        blocks[-1].append(token)
        if name and name not in VOID:
            depth = max(0, depth - 1) if ends else depth + 1
        if is_outermost and (ends or name in VOID):
            blocks.append([])
    return [text for block in blocks if (text := "".join(block)).strip()]


def html_tokens(html: str) -> list[str]:
    """The tags, words, blanks and marks of a piece of sanitised HTML: joined, it is the same."""
    reader = _Tokens()
    reader.feed(html)
    reader.close()
    # Of what is not read as it is written nothing may be lost.
    return reader.tokens if "".join(reader.tokens) == html else [html]


def text_blocks(text: str) -> list[str]:
    """The lines of a plain text, each with its end: joined, it is the same."""
    return LINE.findall(text)


def text_tokens(text: str) -> list[str]:
    """The words, blanks and marks of a plain text: joined, it is the same."""
    return TOKEN.findall(text)


def is_tag(token: str) -> bool:
    """Whether a token of HTML is a tag."""
    return TAG.match(token) is not None


def name_of(token: str) -> str:
    """The name of the element that a tag begins or ends; of another token, an empty text."""
    return _tag(token)[1]


def is_word(token: str) -> bool:
    """Whether a token is a word or a number."""
    return re.fullmatch(WORD, token) is not None


def is_sound(html: str) -> bool:
    """Whether HTML that was put together would be stored as it is."""
    with suppress(ValidationError):
        return sanitise(html) == html
    return False


def _tag(token):
    """Whether a token ends an element, and the name of that element; of another token, no name."""
    found = TAG.match(token)
    return (bool(found[1]), found[2].lower()) if found else (False, "")


class _Tokens(HTMLParser):
    """Tags as they are written; texts in words."""

    def __init__(self):
        super().__init__(convert_charrefs=False)
        self.tokens = []

    def handle_starttag(self, tag, attrs):
        self.tokens.append(self.get_starttag_text())

    def handle_endtag(self, tag):
        self.tokens.append(f"</{tag}>")

    def handle_entityref(self, name):
        self.tokens.append(f"&{name};")

    def handle_charref(self, name):
        self.tokens.append(f"&#{name};")

    def handle_data(self, text):
        self.tokens += TOKEN.findall(text)
