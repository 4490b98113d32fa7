"""The rich text of an article: what it may contain, and how it reads as plain text."""

import re
from collections import Counter
from functools import cache
from html.parser import HTMLParser

import nh3
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django_prose_editor.config import allowlist_from_extensions, expand_extensions

from newsroom.kit import blocks
from newsroom.kit.destination import destination
from newsroom.kit.text import refuse_long

# The one declaration of what a body may hold: it builds the editor's buttons
# and the allow-list alike.
EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Subscript": True,
    "Superscript": True,
    "Heading": {"levels": [2, 3, 4]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "HorizontalRule": True,
    "HardBreak": True,
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "Link": {
        "protocols": ["http", "https", "mailto"],
        "defaultProtocol": "https",
        "enableTarget": False,
    },
}

# Blocks that we have no word for: each becomes a paragraph, so that the text
# of two never runs together. (Some are blocks of a kind: newsroom/kit/blocks.py.)
OTHER_BLOCKS = {
    "address", "article", "aside", "caption", "center", "dd", "details", "div", "dt", "figcaption",
    "figure", "footer", "header", "main", "nav", "pre", "section", "summary",
}  # fmt: skip

# What other programs write, and what we call it. The article's title is the
# page's only h1.
RENAMED = {"b": "strong", "i": "em", "h1": "h2", "h5": "h4", "h6": "h4"}
RENAMED |= dict.fromkeys(OTHER_BLOCKS - blocks.TAGS, "p")

# Dropped with everything inside: their content is not for reading.
UNREAD = {"script", "style", "title", "template", "iframe", "object", "svg"}

# Taken out, and missed by nobody.
UNSEEN = {
    "body",
    "col",
    "colgroup",
    "font",
    "head",
    "html",
    "link",
    "meta",
    "o:p",
    "span",
    "style",
    "title",
    "u",
}

FOOTNOTE = re.compile(r"fn-[\w-]{1,60}")

BLOCKS = OTHER_BLOCKS | {
    "blockquote", "br", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "table", "td",
    "th", "tr", "ul",
}  # fmt: skip


# How deep elements may stand in each other, and how deep all tags together: readers of HTML, ours
# too, take a time that grows with that.
DEEPEST, DEEPEST_OF_ALL = 100, 1_000_000
NESTING = re.compile(r"<(/?)([a-z][a-z0-9:-]*)", re.IGNORECASE)
# What ends by itself where the next begins, or holds nothing.
ENDS_BY_ITSELF = {
    "area", "base", "body", "br", "col", "dd", "dt", "embed", "head", "hr", "html", "img", "input",
    "li", "link", "meta", "mspace", "option", "p", "source", "tbody", "td", "tfoot",
    "th", "thead", "tr", "track", "wbr",
}  # fmt: skip


def refuse_immense(html: str) -> None:
    """Raise ValidationError for html that is too long, or nested too deep, to be read in time.

    A validator; `sanitise` asks it as well.
    """
    refuse_long(html)
    if is_deeper(html, DEEPEST, DEEPEST_OF_ALL):
        raise ValidationError(
            _(
                "Here lists, quotes or formatting stand more deeply in each other than can be "
                "read. Paste it once more, without formatting."
            ),
            code="deep",
        )


def is_deeper(html: str, deepest: int, of_all: int) -> bool:
    """Whether elements stand in each other more deeply than `deepest`, or all of them together
    than `of_all`. Reads no further than it has to.
    """
    opened: Counter[str] = Counter()
    deep = together = 0
    for found in NESTING.finditer(html):
        ends, name = found[1], found[2].lower()
        together += deep
        if name not in ENDS_BY_ITSELF and (not ends or opened[name]):
            change = -1 if ends else 1
            opened[name] += change
            deep += change
        if deep > deepest or together > of_all:
            return True
    return False


def sanitise(html: str) -> str:
    """Return the html with only what EXTENSIONS allow; the same again when run again.

    Links lead where `destination` says, or their words alone are kept; the anchors
    of footnotes (``#fn-…``) are the only ids kept. No style, class, target or rel
    survives: links open where the reader is, so there is no opener to protect.
    Text outside UNREAD elements is never lost; `left_out` says what is. Raises ValidationError as
    `refuse_immense` does.
    """
    # Cleaned once more, the result may be nested otherwise: clean until nothing changes.
    for _round in range(10):
        cleaned = _clean_once(html)
        if cleaned == html:
            break
        html = cleaned
    return cleaned


def _clean_once(html):
    refuse_immense(html)
    html = _cleaner().clean(html)
    # Renamed tags carry no attributes and "<" in text is escaped by now.
    for old, new in RENAMED.items():
        html = html.replace(f"<{old}>", f"<{new}>").replace(f"</{old}>", f"</{new}>")
    html = re.sub(r"<a>(.*?)</a>", r"\1", html, flags=re.DOTALL)
    html = blocks.settled(html)
    return re.sub(r"<(p|h2|h3|h4|strong|em|sup|sub|li)></\1>", "", html).strip()


@cache
def _allowed():
    return allowlist_from_extensions(expand_extensions(EXTENSIONS))


def _tags():
    return _allowed()["tags"] | set(RENAMED) | blocks.TAGS


@cache
def _cleaner():
    return nh3.Cleaner(
        tags=_tags(),
        attributes={
            "a": {"href", "title", "id"},
            "p": {"id"},
            "li": {"id"},
            "sup": {"id"},
            "ol": {"start"},
            "td": {"colspan", "rowspan"},
            "th": {"colspan", "rowspan"},
            **blocks.attributes(),
        },
        attribute_filter=_attribute,
        clean_content_tags=UNREAD,
        url_schemes=_allowed()["url_schemes"],
        link_rel=None,
    )


def _attribute(tag, name, value):
    value = value.strip()
    if name == "href":
        return destination(value)
    if name == "id":
        return value if FOOTNOTE.fullmatch(value) else None
    if name in ("start", "colspan", "rowspan"):
        return value if re.fullmatch(r"[1-9]\d{0,3}", value, re.ASCII) else None
    if name == "title":
        return value
    return value if blocks.allowed(tag, name, value) else None


def left_out(html: str) -> tuple[set[str], list[str]]:
    """What `sanitise` takes out that somebody may miss: tags, and the addresses of links."""
    reader = _LeftOut()
    # Not closed: what has no end ends the text, as in browsers. Python would read it once more for
    # each comment that was begun in it.
    reader.feed(html)
    return reader.tags, reader.addresses


class _LeftOut(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.addresses = set(), []

    def handle_starttag(self, tag, attrs):
        if tag not in _tags() | UNSEEN:
            self.tags.add(tag)
        address = dict(attrs).get("href") or ""
        if tag == "a" and address and destination(address) is None:
            self.addresses.append(address)


def plain(html: str) -> str:
    """Return the text of the html, each paragraph (heading, item, cell) on a line of its own."""
    reader = _PlainText()
    reader.feed(html)
    reader.close()
    lines = (re.sub(r"[ \t\r\n\f]+", " ", line).strip() for line in reader.lines)
    return "\n".join(line for line in lines if line)


def words(html: str) -> int:
    """Return how many words the html has; a hyphenated or apostrophised word is one."""
    return len(re.findall(r"\w+(?:[-’'ʼ\u2011]\w+)*", plain(html)))


class _PlainText(HTMLParser):
    def __init__(self):
        super().__init__()
        self.lines = [""]
        self.unread = 0

    def handle_starttag(self, tag, attrs):
        if tag in BLOCKS:
            self.lines.append("")
        self.unread += tag in UNREAD

    def handle_endtag(self, tag):
        if tag in BLOCKS:
            self.lines.append("")
        self.unread -= tag in UNREAD and self.unread > 0

    def handle_data(self, data):
        if not self.unread:
            self.lines[-1] += data
