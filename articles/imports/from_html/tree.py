"""HTML from anywhere as a tree, as a browser would build it, whatever was left open in it."""

import re
from html import unescape
from html.parser import HTMLParser

import nh3
from django.utils.translation import gettext as _

from articles.imports.refusal import ManuscriptRefused
from newsroom.kit.html import is_deeper

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
LISTS = {"ul", "ol"}
ROWS = {"thead", "tbody", "tfoot", "tr", "td", "th", "caption"}
# Elements that only end one block and begin the next.
BOUNDARIES = {
    "p", "div", "section", "article", "main", "aside", "header", "footer", "nav", "address",
    "figure", "figcaption", "pre", "center", "dl", "dt", "dd", "details", "summary", "form",
    "fieldset", "legend", "li", "dialog", "menu", "hgroup", "search", "optgroup", "option",
}  # fmt: skip
WORDS = {
    "a", "b", "strong", "i", "em", "cite", "dfn", "var", "sup", "sub", "s", "strike", "del", "q",
    "span", "font", "tt", "code", "kbd", "samp", "bdo", "ruby", "rt", "rp", "u", "ins", "small",
    "big", "mark", "abbr", "time", "label",
}  # fmt: skip
# What is no HTML, or is read by browsers as something else than markup, has a name of ours: the
# cleaner throws it away otherwise, with its words. See `with_names`.
OURS = "x-"
MATHS = {
    f"{OURS}{name}"
    for name in ("math", "mrow", "mfrac", "msup", "msub", "msqrt", "mroot", "mi", "mn", "mo")
}
FIELDS = {"input", "select", "textarea", "button"}
FRAME = f"{OURS}iframe"
PLAYED = {FRAME, "video", "audio", "source", "embed", "object"}
KEPT = (
    HEADINGS | LISTS | ROWS | BOUNDARIES | WORDS | MATHS | FIELDS | PLAYED
    | {"blockquote", "table", "br", "hr", "img"}
)  # fmt: skip
# What no browser shows, with everything inside; and drawings, whose words `missing` names.
UNREAD = {
    "script", "style", "title", "template", "noscript", "head", "datalist", f"{OURS}annotation",
    f"{OURS}annotation-xml",
}  # fmt: skip
KNOWN = KEPT | UNREAD | {
    "html", "body", "base", "link", "meta", "col", "colgroup", "wbr", "center", "nobr", "acronym",
    "map", "area", "picture", "track", "param", "output", "progress", "meter", "data", "slot",
    "image", "basefont",
}  # fmt: skip
NAME = re.compile(r"<(/?)([a-z][a-z0-9-]*)(?![a-z0-9:-])", re.IGNORECASE)
ATTRIBUTES = {
    "*": {"style", "class", "id", "hidden", "role", "aria-level", "aria-checked"},
    "a": {"href", "name"},
    "img": {"alt", "src", "width", "height"},
    "ol": {"start", "type"},
    "li": {"value"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "input": {"type", "value", "checked"},
    "dialog": {"open"},
    "embed": {"src"},
    "object": {"data"},
    **dict.fromkeys((FRAME, "video", "audio", "source"), {"src", "title"}),
}
# Of links that lead nowhere for readers the address is told, so it is read.
SCHEMES = {
    "http", "https", "mailto", "tel", "sms", "callto", "ftp", "file", "data", "javascript", "skype",
    "whatsapp", "viber", "tg", "cid", "about", "blob", "geo",
}  # fmt: skip

DRAWING, DRAWN = (re.compile(one, re.IGNORECASE) for one in (r"<svg\b", r"</svg\b[^>]*>?"))
# What in a drawing is no word of it.
UNDRAWN = re.compile(
    r"<(style|title|desc|script|metadata)\b[^<>]*>[^<]*</[^<>]*>|<[^<>]*>", re.IGNORECASE
)

# How deep elements may stand in each other, and how deep all of them together: the cleaner takes
# a time that grows with that.
DEEPEST, DEEPEST_OF_ALL = 200, 3_000_000
# Empty as XML writes it, which a browser would leave open; an address may end with a slash.
EMPTY = re.compile(
    r"<(a|span|div|p|b|i|em|strong|sup|sub|td|th|m[a-z]+|[a-z0-9]+:[a-z0-9]+)((?:\s[^<>]*[\"'\s])?)/>",
    re.IGNORECASE,
)


class Node:
    """An element: its attributes, and in it words and other elements, in their order."""

    __slots__ = ("attrs", "children", "parent", "tag")

    def __init__(self, tag, attrs=None, parent=None):
        self.tag, self.attrs, self.parent = tag, attrs or {}, parent
        self.children = []

    def walk(self):
        """Every element in it, itself first, in the order of the page."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(child for child in reversed(node.children) if isinstance(child, Node))

    def text(self):
        """Its words as they stand, without those of what is drawn or played."""
        found, waiting = [], [self]
        while waiting:
            part = waiting.pop()
            if isinstance(part, str):
                found.append(part)
                continue
            if part.tag == "br" or part.tag in BOUNDARIES | HEADINGS | ROWS:
                found.append(" ")
            waiting.extend(reversed(part.children))
        return " ".join("".join(found).split())

    def leave(self):
        """Take it out of the tree."""
        self.parent.children.remove(self)


def parse(html):
    """Return the root of the page or fragment; raises ManuscriptRefused for what is too deep.

    Drawings are none of it: see `without_drawings`.
    """
    refuse_deep(html)
    cleaned = nh3.clean(
        with_names(html),
        tags=KEPT,
        clean_content_tags=UNREAD,
        attributes=ATTRIBUTES,
        link_rel=None,
        url_schemes=SCHEMES,
    )
    builder = _Builder()
    builder.feed(cleaned)
    builder.close()
    return builder.root


def with_names(html):
    """The page, in which each element that is none of HTML has a name of ours."""
    return NAME.sub(
        lambda found: (
            found[0] if found[2].lower() in KNOWN else f"<{found[1]}{OURS}{found[2].lower()}"
        ),
        html,
    )


def without_drawings(html):
    """The page without the drawings in it, and the words of each; XML's empty elements closed."""
    html = EMPTY.sub(r"<\1\2></\1>", html)
    kept, drawings, begun = [], [], 0
    while (start := DRAWING.search(html, begun)) and (end := DRAWN.search(html, start.end())):
        kept.append(html[begun : start.start()])
        begun = end.end()
        drawings.append(" ".join(UNDRAWN.sub(" ", html[start.start() : end.start()]).split()))
    kept.append(html[begun:])
    return "".join(kept), [unescape(words) for words in drawings if words]


def refuse_deep(html):
    """Raise ManuscriptRefused for elements in each other, more deeply than anybody writes."""
    if is_deeper(html, DEEPEST, DEEPEST_OF_ALL):
        raise ManuscriptRefused(_("The page nests its elements too deep to be a manuscript."))


class _Builder(HTMLParser):
    """Builds the tree of HTML that is well-formed by now."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.root = self.open = Node("body")

    def handle_starttag(self, tag, attrs):
        node = Node(tag, {name: value or "" for name, value in attrs}, self.open)
        self.open.children.append(node)
        if tag not in ("br", "hr", "img", "input", "source", "embed"):
            self.open = node

    def handle_endtag(self, tag):
        if self.open.tag == tag:
            self.open = self.open.parent

    def handle_data(self, data):
        self.open.children.append(data)
