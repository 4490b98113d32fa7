"""HTML, of a page or a fragment or from Word, as blocks."""

import re
from html import escape
from html.parser import HTMLParser

import nh3
from django.utils.translation import gettext as _

from .blocks import Block, Draft
from .refusal import ManuscriptRefused

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
# Blocks kept whole, whatever is inside.
WHOLE = {"ul", "ol", "blockquote", "table"}
INSIDE_WHOLE = WHOLE | {"li", "p", "tr", "td", "th", "thead", "tbody", "caption"}
# Elements that only end one block and begin the next.
BOUNDARIES = {
    "p", "div", "section", "article", "main", "aside", "header", "footer", "nav", "address",
    "figure", "figcaption", "pre", "center", "dl", "dt", "dd", "details", "summary", "form",
    "fieldset", "body", "li", "tr", "td", "th", "thead", "tbody", "caption",
}  # fmt: skip
INLINE = {"strong": "strong", "b": "strong", "em": "em", "i": "em", "sup": "sup", "sub": "sub"}
# Text around a piece that is about the site, not the piece.
CHROME = {"nav", "form", "footer"}

# Elements that people close; more than this many open at once are no manuscript.
NESTED = re.compile(
    r"<(/?)(?:div|span|section|article|blockquote|ul|ol|table|em|strong|b|i|u|font|a|center)\b",
    re.IGNORECASE,
)
DEEPEST = 500

KEPT = HEADINGS | WHOLE | BOUNDARIES | set(INLINE) | {"a", "br", "hr", "img"}
UNREAD = {"script", "style", "title", "template", "iframe", "object", "svg", "noscript", "head"}

# How Word marks an item of a list, and the bullet it writes into the text.
WORD_ITEM = re.compile(r"\bMsoListParagraph")
WORD_BULLET = re.compile(r"^(?:[·•▪o§-]|\d{1,2}[.)])[\s\u00a0]+")


def read_html(html):
    """Return the Draft in an HTML page or fragment."""
    draft = Draft(blocks=[], labels=_labels(html))
    reader = _Reader(*_piece(html))
    draft.blocks, draft.outside = reader.blocks, reader.outside
    draft.notes, draft.pictures = reader.notes, reader.pictures
    return draft


def _labels(html):
    """What the head of a page says outright."""
    start = html[:20_000]
    labels = {}
    if found := re.search(r"<html[^>]*?\slang=[\"']?([A-Za-z]{2})", start, re.IGNORECASE):
        labels["language"] = found[1].lower()
    return labels


def _piece(html):
    """Clean the markup, and say whether one element of the page holds the piece."""
    _refuse_deep(html)
    cleaned = nh3.clean(
        html,
        tags=KEPT,
        clean_content_tags=UNREAD,
        attributes={"a": {"href"}, "img": {"alt"}, "p": {"class"}, "li": {"id"}},
        link_rel=None,
        url_schemes={"http", "https", "mailto"},
    )
    for holder in ("article", "main"):
        if len(re.findall(f"<{holder}>", cleaned)) == 1:
            return cleaned, holder
    return cleaned, ""


def _refuse_deep(html):
    """The cleaner takes quadratic time over nested elements; no piece needs hundreds."""
    depth = 0
    for found in NESTED.finditer(html):
        depth += -1 if found[1] else 1
        if depth > DEEPEST:
            raise ManuscriptRefused(_("The page nests its elements too deep to be a manuscript."))


class _Reader(HTMLParser):
    """Cuts well-formed, cleaned HTML into blocks."""

    def __init__(self, html, holder):
        super().__init__(convert_charrefs=True)
        self.blocks, self.outside, self.notes = [], [], []
        self.pictures = 0
        self.holder, self.within, self.chrome = holder, 0, 0
        self.whole = []
        self.word_item = False
        self._begin("p")
        self.feed(html)
        self.close()
        self._end()

    def _begin(self, tag):
        self.tag = tag
        self.text, self.html, self.links, self.open = [], [], [], []
        self.plain_outside_emphasis = False
        self.anchor = None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == self.holder:
            self._end()
            self.within += 1
        if tag in CHROME:
            self._end()
            self.chrome += 1
        if self.whole or tag in WHOLE:
            self._start_inside(tag, attrs)
        elif tag in HEADINGS:
            self._end()
            self._begin(tag)
        elif tag in BOUNDARIES:
            self._end()
            self._begin("figcaption" if tag == "figcaption" else "p")
            self.word_item = bool(WORD_ITEM.search(attrs.get("class") or ""))
        if tag in INLINE or tag == "a":
            self._start_inline(tag, attrs)
        elif tag == "br":
            self.text.append("\n")
            self.html.append("<br>")
        elif tag == "hr" and not self.whole:
            self._end()
            self._keep(Block("", "", tag="hr"))
        elif tag == "img":
            self._picture((attrs.get("alt") or "").strip())

    def _start_inside(self, tag, attrs):
        if tag in WHOLE:
            if not self.whole:
                self._end()
                self._begin(tag)
            self.whole.append(tag)
            if len(self.whole) == 1:
                return
        if tag in INSIDE_WHOLE:
            self.text.append("\n")
            note = (attrs.get("id") or "") if tag == "li" else ""
            self.html.append(f'<{tag} id="{note}">' if note else f"<{tag}>")
        elif tag in HEADINGS | BOUNDARIES:
            self.text.append("\n")
            self.html.append("<p>")

    def _start_inline(self, tag, attrs):
        if tag == "a":
            href = attrs.get("href") or ""
            self.html.append(f'<a href="{escape(href)}">' if href else "<a>")
            self.anchor = (len(self.text), href)
        else:
            self.html.append(f"<{INLINE[tag]}>")
            self.open.append(INLINE[tag])

    def handle_endtag(self, tag):
        if tag in INLINE and INLINE[tag] in self.open:
            self.open.remove(INLINE[tag])
            self.html.append(f"</{INLINE[tag]}>")
        elif tag == "a" and self.anchor:
            start, href = self.anchor
            self.anchor = None
            self.html.append("</a>")
            if href:
                self.links.append((_collapse("".join(self.text[start:])), href))
        if self.whole:
            self._end_inside(tag)
        elif tag in HEADINGS | BOUNDARIES:
            self._end()
        if tag == self.holder:
            self.within -= 1
        if tag in CHROME:
            self.chrome -= 1

    def _end_inside(self, tag):
        if tag == self.whole[-1]:
            self.whole.pop()
            if not self.whole:
                self._end()
                return
        if tag in INSIDE_WHOLE:
            self.text.append("\n")
            self.html.append(f"</{tag}>")
        elif tag in HEADINGS | BOUNDARIES:
            self.text.append("\n")
            self.html.append("</p>")

    def handle_data(self, data):
        # Line breaks of the source mean nothing in HTML, but a line of a
        # Markdown paragraph can be a part of the date line.
        data = re.sub(r"[ \t\r\f]*\n[ \t\r\f\n]*", "\r", re.sub(r"[ \t\f]+", " ", data))
        self.text.append(data)
        self.html.append(escape(data.replace("\r", " "), quote=False))
        if data.strip() and not self.open:
            self.plain_outside_emphasis = True

    def _picture(self, alt):
        self.pictures += 1
        if self.whole:
            self.handle_data(f" {alt} ")
        else:
            self._end()
            self._keep(Block(alt, escape(alt, quote=False), tag="img"))

    def _end(self):
        """Close the block that is being read; an empty one is dropped."""
        raw = "".join(self.text)
        text = _collapse(raw.replace("\r", " "))
        html = "".join(self.html).strip()
        block = Block(
            text=text,
            html=re.sub(r"^(?:<br>|\s)+|(?:<br>|\s)+$", "", html),
            tag=self.tag,
            emphasised=not self.plain_outside_emphasis,
            links=tuple(self.links),
            lines=tuple(line.strip() for line in re.split("[\r\n]+", raw) if line.strip()),
        )
        if text:
            self._keep(self._as_word_item(block) if self.word_item else block)
        self.word_item = False
        self._begin("p")

    def _as_word_item(self, block):
        """Word pastes a list as paragraphs that begin with their bullet."""
        bullet = WORD_BULLET.match(block.text)
        if not bullet or not block.html.startswith(escape(bullet[0].strip())):
            return block
        ordered = bullet[0].strip()[0].isdigit()
        html = re.sub(r"^(?:[^\s<\u00a0]+)[\s\u00a0]+", "", block.html)
        return Block(
            text=block.text[bullet.end() :],
            html=f"<li>{html}</li>",
            tag="ol" if ordered else "ul",
            links=block.links,
        )

    def _keep(self, block):
        if self.chrome or (self.holder and not self.within):
            if block.text:
                self.outside.append(block.text)
        elif re.match(r'<li id="fn-', block.html):
            self.notes.append(block)
        else:
            self.blocks.append(block)


def _collapse(text):
    """Collapse white space as a browser does: a no-break space is a letter like any other."""
    text = re.sub(r"[ \t\r\f]+", " ", text)
    return re.sub(r" ?\n[ \n]*", "\n", text).strip()
