"""The blocks of a body that stand for more than their words: of each kind, what may be stored.

What one looks like is not stored but printed, each time for the medium that asks:
`articles/reader/body.py`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

# What a caption may hold; whatever else stands in one leaves its text there.
INLINE = {"a", "strong", "em", "sup", "sub"}


@dataclass(frozen=True, eq=False)
class Kind:
    """A kind of block: an element with the attribute `key`.

    `attributes` are all that are kept, in the order in which they are stored, each with what it
    may be. A block `is_captioned` holds one line of text in a ``figcaption``; another holds
    blocks.
    """

    name: str
    tag: str
    key: str
    attributes: Mapping[str, re.Pattern[str]]
    is_captioned: bool = False


PICTURE = Kind(
    "picture",
    "figure",
    "data-photo",
    {
        "data-photo": re.compile(r"[1-9]\d{0,8}", re.ASCII),
        "data-width": re.compile("wide|full|beside"),
    },
    is_captioned=True,
)


def _aside(name):
    return Kind(name, "aside", "class", {"class": re.compile(name)})


# A sentence of the text in large letters; what stands apart from it; what another page is about;
# and what of another site can be shown within the page (`newsroom/kit/embeds.py`).
PULL, BOX, CARD, EMBED = map(_aside, ("pull", "box", "card", "embed"))
KINDS = (PICTURE, PULL, BOX, CARD, EMBED)
TAGS = {kind.tag for kind in KINDS} | {"figcaption"}
# Where it finds nothing there is no block.
TAG = re.compile("<(?:" + "|".join(sorted(TAGS)) + r")[\s>]")


@dataclass(frozen=True)
class Block:
    """A block of a stored body: its kind, its attributes, and what is in it, in parts."""

    kind: Kind
    attributes: Mapping[str, str]
    parts: list["str | Block"] = field(default_factory=list)


def allowed(tag: str, name: str, value: str) -> bool:
    """Whether a block of some kind may have an attribute with this value."""
    kinds = [kind for kind in KINDS if kind.tag == tag and name in kind.attributes]
    return any(kind.attributes[name].fullmatch(value) for kind in kinds)


def attributes() -> dict[str, set[str]]:
    """The names of the attributes that blocks may have, by tag."""
    found: dict[str, set[str]] = {}
    for kind in KINDS:
        found.setdefault(kind.tag, set()).update(kind.attributes)
    return found


def settled(html: str) -> str:
    """The html, of which only allowed tags and attributes are left, with each block as it is
    stored. What is no block becomes a paragraph, and a caption one line.
    """
    if not TAG.search(html):
        return html
    writer = _Writer()
    writer.feed(html)
    writer.close()
    return "".join(writer.written)


def parts(html: str) -> list[str | Block]:
    """A stored body, cut into what is printed as it stands and the blocks between."""
    if not TAG.search(html):
        return [html]
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.parts


def blocks(html: str, kind: Kind) -> Iterator[Block]:
    """The blocks of one kind in a stored body, in their order, also those within others."""
    waiting = parts(html)
    while waiting:
        part = waiting.pop(0)
        if isinstance(part, Block):
            if part.kind is kind:
                yield part
            waiting = [*part.parts, *waiting]


def _kind_of(tag, attrs):
    for kind in KINDS:
        value = attrs.get(kind.key) or ""
        if kind.tag == tag and kind.attributes[kind.key].fullmatch(value):
            return kind
    return None


class _Markup(HTMLParser):
    """Hands on what it reads as it is written."""

    def __init__(self):
        super().__init__(convert_charrefs=False)

    def write(self, markup):
        raise NotImplementedError

    def handle_data(self, data):
        self.write(data)

    def handle_entityref(self, name):
        self.write(f"&{name};")

    def handle_charref(self, name):
        self.write(f"&#{name};")


class _Writer(_Markup):
    def __init__(self):
        super().__init__()
        self.written: list[str] = []
        # What is open: blocks by their kinds, other elements by their tags, and None for what
        # is written as words of a caption.
        self.open: list[Kind | str | None] = []
        self.caption: list[str] | None = None

    def write(self, markup):
        (self.written if self.caption is None else self.caption).append(markup)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if self.caption is not None:
            self._within_caption(tag, self.get_starttag_text())
            if tag in TAGS:
                self.open.append(None)
        elif tag not in TAGS:
            self.write(self.get_starttag_text())
        elif kind := _kind_of(tag, attrs):
            kept = {
                name: attrs[name]
                for name, pattern in kind.attributes.items()
                if name in attrs and pattern.fullmatch(attrs[name] or "")
            }
            told = "".join(f' {name}="{escape(value)}"' for name, value in kept.items())
            self.write(f"<{tag}{told}>")
            self.open.append(kind)
            if kind.is_captioned:
                self.caption = []
        else:
            self.write("<p>")
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in TAGS:
            if self.caption is None:
                self.write(f"</{tag}>")
            else:
                self._within_caption(tag, f"</{tag}>")
            return
        opened = self.open.pop() if self.open else tag
        if opened is None:
            self._within_caption(tag, "")
        elif isinstance(opened, Kind):
            if self.caption is not None:
                caption, self.caption = "".join(self.caption), None
                caption = re.sub(r"[ \t\r\n\f]+", " ", caption).strip(" ")
                self.write(f"<figcaption>{caption}</figcaption>")
            self.write(f"</{tag}>")
        else:
            self.write("</p>")

    def _within_caption(self, tag, markup):
        self.write(markup if tag in INLINE else " ")


class _Reader(_Markup):
    def __init__(self):
        super().__init__()
        self.parts = []
        self.open = []

    def write(self, markup):
        into = self.open[-1].parts if self.open else self.parts
        if into and isinstance(into[-1], str):
            into[-1] += markup
        else:
            into.append(markup)

    def handle_starttag(self, tag, attrs):
        if kind := _kind_of(tag, dict(attrs)):
            block = Block(kind, dict(attrs))
            (self.open[-1].parts if self.open else self.parts).append(block)
            self.open.append(block)
        elif tag != "figcaption":
            self.write(self.get_starttag_text())

    def handle_endtag(self, tag):
        if self.open and tag == self.open[-1].kind.tag:
            self.open.pop()
        elif tag != "figcaption":
            self.write(f"</{tag}>")
