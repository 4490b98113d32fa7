"""What stands within a line: links, quotation marks, signs, pictures, what cannot be printed."""

from dataclasses import replace

from newsroom.kit.embeds import embed_at

from .blocks import Element
from .items import is_label
from .links import leads_to
from .lists import TICKED
from .looks import PLAIN
from .maths import in_a_row
from .runs import BREAK, Run

QUOTES = ("“”", "‘’")
SIGNS_OF_NO_WORDS = 10
LEVELS = set("123456")


def phrase(reader, node, look, style, flow):
    if style.get("mso-list") == "ignore" and is_label(node.text()):
        reader.page.dropped.append(node.text())
        return
    # As from_word writes what only a font of its own can show.
    if node.attrs.get("class") == "unread-sign":
        reader.page.remark("sign", node.text(), flow)
        return
    if (tag := heading_of(node)) and not flow.runs:
        flow.tag = tag
    reader.words(node, look, flow)


def line(reader, node, look, style, flow):
    flow.say(BREAK, look)


def rule(reader, node, look, style, flow):
    flow.add(Element("hr"))


def link(reader, node, look, style, flow):
    address = node.attrs.get("href", "").strip()
    if address.startswith("#") or not address:
        reader.words(node, look, flow)
    elif leads := leads_to(address):
        reader.words(node, replace(look, link=leads), flow)
    else:
        reader.page.remark("link", f"{node.text()} ({address[:200]})", flow)
        reader.words(node, look, flow)


def quoted(reader, node, look, style, flow):
    opening, closing = QUOTES[look.quoted % 2]
    flow.say(opening, look)
    reader.words(node, replace(look, quoted=look.quoted + 1), flow)
    flow.say(closing, look)


def ruby(reader, node, look, style, flow):
    """What is written above signs stands behind them in brackets, as where nothing can stand
    above."""
    if any(child.tag == "rp" for child in node.walk()):
        reader.words(node, look, flow)
        return
    for child in node.children:
        if isinstance(child, str):
            reader.say(child, look, flow)
        elif child.tag == "rt":
            flow.say(" (", look)
            reader.words(child, look, flow)
            flow.say(")", look)
        else:
            reader.element(child, look, flow)


def picture(reader, node, look, style, flow):
    alt, address = node.attrs.get("alt", "").strip(), node.attrs.get("src", "")
    if alt and len(alt) <= SIGNS_OF_NO_WORDS and not any(sign.isalnum() for sign in alt):
        flow.say(alt, look)
    elif {node.attrs.get("width"), node.attrs.get("height")} & {"0", "1"}:
        return
    else:
        reader.page.pictures.append((alt, address))
        flow.picture(Element("img", attrs={"alt": alt, "src": address}))


def played(reader, node, look, style, flow):
    if node.tag == "source":
        return
    address = node.attrs.get("src") or node.attrs.get("data", "")
    sources = [one.attrs.get("src", "") for one in node.walk() if one.tag == "source"]
    address = next(filter(None, [address, *sources]), "")
    leads = leads_to(address) or ""
    if embed := embed_at(leads):
        words = Run(node.attrs.get("title") or embed.provider.name, replace(PLAIN, link=leads))
        link = Element("p", runs=[words])
        flow.add(Element("aside", inside=[link], attrs={"class": "embed"}))
        return
    reader.page.remark("played", leads or address[:200], flow)
    if node.tag == "object":
        reader.words(node, look, flow)


def field(reader, node, look, style, flow):
    kind = node.attrs.get("type", "text").lower()
    if node.tag == "input" and kind in ("checkbox", "radio"):
        flow.say(TICKED["checked" in node.attrs], look)
    elif words := node.text() or (node.attrs.get("value", "") if kind != "hidden" else ""):
        reader.page.remark("field", words, flow)


def equation(reader, node, look, style, flow):
    words = in_a_row(node)
    flow.say(words, look)
    reader.page.remark("equation", words, flow)


def heading_of(node):
    """The heading that Word in a browser, which writes none, says an element to be."""
    level = node.attrs.get("aria-level", "")
    return f"h{level}" if node.attrs.get("role") == "heading" and level in LEVELS else ""
