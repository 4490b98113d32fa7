"""The text of a piece from elsewhere, as a body of ours: with its pictures, and with what is played
as a link that readers can open.
"""

import re
from collections.abc import Callable
from html import escape, unescape

from articles.arrivals.ends import Ends
from articles.imports.from_html.blocks import Element
from articles.imports.from_html.page import read_page
from articles.models import Photo
from newsroom.kit.embeds import embed_at
from newsroom.kit.html import sanitise
from newsroom.kit.text import UNPRINTABLE

# What is played within a page: its first tag.
PLAYED = re.compile(r"<(iframe|video|audio|embed|object)\b([^>]*)>", re.IGNORECASE)
ADDRESS = re.compile(r"""\b(?:src|data|data-src)\s*=\s*(?:"([^"]+)"|'([^']+)'|([^\s>]+))""", re.I)
ALONE = re.compile(r'<p><a href="(?P<address>[^"]+)"[^>]*>(?P<words>[^<]*)</a></p>')

PhotoOf = Callable[[str, str, str], Photo | None]


def body_of(html: str, photo_of: PhotoOf) -> tuple[str, list[str]]:
    """Return the body in some HTML, and what was left out or changed, in sentences.

    `photo_of` is asked for the photo at an address, with its alternative text and caption. Where
    there is none, a link to the address stands in its place. Raises ManuscriptRefused or
    ValidationError for what is too deep or too long for a piece.
    """
    page = read_page(_with_links_to_what_is_played(html))
    notes = [Element("ol", inside=page.notes)] if page.notes else []
    blocks = [*page.blocks, *page.outside, *notes]
    written, waiting = [], list(reversed(blocks))
    while waiting:
        block = waiting.pop()
        if block.tag == "img":
            is_captioned = waiting and waiting[-1].tag == "figcaption"
            written.append(_picture(block, waiting.pop() if is_captioned else None, photo_of))
        else:
            written.append(_ours(block))
    body = UNPRINTABLE.sub("", ALONE.sub(_shown_in_the_page, "".join(written)))
    return sanitise(body), [str(remark) for remark in page.remarks]


def _ours(block):
    block.tag = {"h1": "h2", "figcaption": "p"}.get(block.tag, block.tag)
    return block.outer_html()


def _picture(image, caption, photo_of):
    address, alt = image.attrs["src"], image.attrs["alt"]
    words = caption.text() if caption else ""
    if photo := photo_of(address, alt, words):
        inside = caption.html() if caption and words != photo.caption else ""
        return f'<figure data-photo="{photo.pk}"><figcaption>{inside}</figcaption></figure>'
    said = f"<p>{caption.html()}</p>" if caption else ""
    if not address.startswith(("http://", "https://")):
        return said or (f"<p>{escape(alt, quote=False)}</p>" if alt else "")
    name = alt or address.rpartition("/")[2] or address
    return f'<p><a href="{escape(address)}">{escape(name, quote=False)}</a></p>{said}'


def _with_links_to_what_is_played(html):
    """What is played goes up to its end or, where it has none, to the end of its first tag."""
    ends = Ends(html)
    # No tag ends behind the last bracket: none is looked for there.
    last = html.rfind(">") + 1
    made, at = [], 0
    while tag := PLAYED.search(html, at, last):
        end = ends.after(tag.end(), tag[1])
        inside = html[tag.end() : end.start()] if end else ""
        link = _link_to(tag[2]) or _link_to(inside)
        made.append(html[at : tag.start()])
        at = end.end() if end else tag.end()
        made.append(link or html[tag.start() : at])
    return "".join([*made, html[at:]])


def _link_to(said):
    """A link to the first address that attributes give; nothing where they give none."""
    asked = ADDRESS.search(said)
    if not asked:
        return ""
    address = unescape(next(filter(None, asked.groups())))
    address = f"https:{address}" if address.startswith("//") else address
    return f'<p><a href="{escape(address)}">{escape(address, quote=False)}</a></p>'


def _shown_in_the_page(found):
    """A paragraph that is nothing but the address of something that can be shown here."""
    address = unescape(found["address"])
    if unescape(found["words"]).strip() != address or not embed_at(address):
        return found[0]
    return f'<aside class="embed">{found[0]}</aside>'
