"""WordPress' export file (WXR 1.0 to 1.2, RSS 2.0 with elements of its own), read as it goes by.

However large the file, one item of it is in memory at a time. Entities and document types are
refused: no export has any, and they are how XML attacks a reader.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError
from xml.parsers.expat import ErrorString

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from articles.arrivals.command import WrongFile

from .legible import Legible

# The elements of other vocabularies than RSS and WordPress, by what their namespaces hold.
PREFIXES = {"/excerpt/": "excerpt", "/modules/content/": "content", "/dc/elements/": "dc"}


@dataclass
class Item:
    """An item of the file: what each element says, the categories, comments and meta values."""

    line: int
    said: dict[str, str] = field(default_factory=dict)
    categories: list[tuple[str, str, str]] = field(default_factory=list)  # domain, slug, name
    meta: dict[str, str] = field(default_factory=dict)
    comments: list[dict[str, str]] = field(default_factory=list)

    def get(self, name: str) -> str:
        return self.said.get(name, "")


Said = dict[str, str]


def read(path: Path) -> Iterator[tuple[str, Said | Item]]:
    """Yield ("channel", what it says), ("author" or "term", what each says) and ("item", Item).

    The channel comes last of what stands above the items. Raises WrongFile.
    """
    with path.open("rb") as file:
        try:
            legible = Legible(file)
        except LookupError as problem:
            raise WrongFile(f"{path.name}, line 1: {problem}") from problem
        try:
            yield from _events(legible)
        except ParseError as problem:
            line, words = problem.position[0], ErrorString(problem.code)
            raise WrongFile(
                f"{path.name}, line {line}: this is no XML, or breaks off ({words})."
            ) from problem
        except UnicodeError as problem:
            raise WrongFile(
                f"{path.name} is not in the encoding that it declares ({problem})."
            ) from problem
        except DefusedXmlException as problem:
            raise WrongFile(
                f"{path.name} declares a document type or an entity: no export does, and it is "
                "not read any further."
            ) from problem


def _events(legible):
    channel: Said = {}
    depth, root, told = 0, None, False
    for event, element in iterparse(legible, events=("start", "end"), forbid_dtd=True):
        name = _name(element.tag)
        if event == "start":
            depth += 1
            root = element if depth == 2 else root
            if depth == 1 and name != "rss":
                raise WrongFile("This is no WordPress export: it does not begin with <rss>.")
            if name == "item" and depth == 3 and not told:
                told = True
                yield "channel", channel
            continue
        depth -= 1
        if depth != 2:
            continue
        if name == "item":
            yield "item", _item(element, legible.line)
        elif name == "author":
            yield "author", _texts(element)
        elif name in ("category", "tag", "term"):
            yield "term", {"element": name, **_texts(element)}
        else:
            channel[name] = (element.text or "").strip()
        # What has gone by is not needed any more.
        root.clear()
    if not told:
        yield "channel", channel


def _name(tag):
    """An element without its namespace, which changed with each version; two have one name."""
    space, _brace, name = tag.rpartition("}")
    prefix = next((one for part, one in PREFIXES.items() if part in space), "")
    return f"{prefix}:{name}" if prefix in ("excerpt", "content") else name


def _texts(element: Element) -> Said:
    return {_name(child.tag): (child.text or "").strip() for child in element}


def _item(element, line):
    item = Item(line)
    names: dict[str, int] = defaultdict(int)
    for child in element:
        name = _name(child.tag)
        names[name] += 1
        if name == "category":
            told = (child.get("domain", ""), child.get("nicename", ""), (child.text or "").strip())
            item.categories.append(told)
        elif name == "postmeta":
            said = _texts(child)
            item.meta[said.get("meta_key", "")] = said.get("meta_value", "")
        elif name == "comment":
            item.comments.append(_texts(child))
        else:
            item.said[name] = child.text or ""
    return item
