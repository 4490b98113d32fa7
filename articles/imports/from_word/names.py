"""The names of the elements of a Word file."""

import re
from xml.etree.ElementTree import Element

SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "v": "urn:schemas-microsoft-com:vml",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "w10": "urn:schemas-microsoft-com:office:word",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
}
# The same in files that Word calls strict.
STRICT = {
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://purl.oclc.org/ooxml/drawingml/main": "a",
    "http://purl.oclc.org/ooxml/drawingml/chart": "c",
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": "wp",
    "http://purl.oclc.org/ooxml/drawingml/picture": "pic",
}
OFF = {"0", "false", "off", "none"}


def tag(name):
    """The full name of what is called ``w:p`` for short."""
    prefix, _colon, local = name.partition(":")
    return f"{{{SPACES[prefix]}}}{local}"


def tags(names):
    return {tag(name) for name in names.split()}


def transitional(root):
    """The tree with the names that everything here knows."""
    if not any(
        space in one.tag for one in root.iter() if isinstance(one.tag, str) for space in STRICT
    ):
        return root
    for one in root.iter():
        one.tag = _renamed(one.tag)
        for name in list(one.attrib):
            one.attrib[_renamed(name)] = one.attrib.pop(name)
    return root


def _renamed(name):
    found = re.match(r"\{([^}]*)\}", name)
    prefix = STRICT.get(found[1]) if found else None
    return f"{{{SPACES[prefix]}}}{name[found.end() :]}" if prefix else name


def made(name, /, text=None, inside=(), **attributes):
    """A new element; ``val="x"`` is the attribute ``w:val``."""
    element = Element(tag(name), {tag(f"w:{key}"): value for key, value in attributes.items()})
    element.text = text
    element.extend(inside)
    return element


def run(text, *properties):
    """A new run of words."""
    words = made("w:t", text)
    return made("w:r", inside=[made("w:rPr", inside=properties), words])


def value(element, name, otherwise=None):
    """The ``w:val`` of an element within another; "" where it says none."""
    found = element.find(tag(name)) if element is not None else None
    return otherwise if found is None else found.get(tag("w:val"), "")


def is_on(element, name):
    """Whether a property is said to be on (True) or off (False), or not said (None)."""
    said = value(element, name)
    return None if said is None else said not in OFF
