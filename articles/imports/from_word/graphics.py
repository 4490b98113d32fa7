"""The words and pictures in the drawings of a Word file."""

from .names import made, run, tag, tags

BOX = tag("w:txbxContent")
TWICE = tag("mc:AlternateContent")
PICTURES = tags("a:blip v:imagedata")


def boxes_in(element):
    """The boxes with text in a drawing, taken out of it, and words that are drawn as boxes."""
    found, kept = [], []
    for child in _said_once(element):
        if child.tag == BOX:
            found.append(child)
        else:
            found += boxes_in(child)
            kept.append(child)
    element[:] = kept
    if element.tag == tag("v:textpath") and element.get("string"):
        words = made("w:p", inside=[run(element.get("string"))])
        found.append(made("w:txbxContent", inside=[words]))
    return found


def _said_once(element):
    """What is in an element, without what a file says a second time for older programs."""
    for child in element:
        if child.tag != TWICE:
            yield child
            continue
        ways = {one.tag: one for one in reversed(list(child))}
        yield from ways.get(tag("mc:Choice"), ways.get(tag("mc:Fallback"), ()))


def has_box(element):
    return any(one.tag == BOX for one in element.iter())


def has_picture(element):
    return any(one.tag in PICTURES for one in element.iter())
