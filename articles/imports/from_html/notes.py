"""Footnotes, however a program writes them: two links that lead to each other.

A short sign in the text leads to a place further down, which leads back. Word, Google Docs,
LibreOffice, WordPress, Pandoc and mammoth all do that, each with names of its own.
"""

import re
from dataclasses import dataclass, field

from .tree import Node

SIGN = re.compile(
    r"[\[(]?\s*(?:\d{1,4}|[ivxlc]{1,7}|[a-z]|[*†‡§¶]{1,4})\s*[\])]?\.?", re.IGNORECASE
)
# What leads back: the sign once more, an arrow, or the few words of a button.
BACK = re.compile(rf"{SIGN.pattern}|\W*|[^.]{{1,30}}", re.IGNORECASE)
KNOWN = re.compile(r"fn-[\w-]{1,60}")
# Reviewers of a document of Google write comments that look like notes.
COMMENT = re.compile(r"cmnt\d+")
BLOCKS = {"li", "p", "dd", "div", "aside", "section", "tr", "td"}
SMALL = {"sup", "span", "b", "strong", "i", "em", "small", "font"}
# What stands between the text and its notes, or around several of them.
APART = {"hr", "h1", "h2", "h3", "h4", "h5", "h6", "ol", "ul", "table"}


@dataclass(eq=False)
class Notes:
    """The notes of a page: each reference with its name, each note with the node that holds it."""

    references: dict = field(default_factory=dict)  # node: name
    notes: list = field(default_factory=list)  # (name, node), in their order
    taken: set = field(default_factory=set)  # what holds them, and comments: not read in its place
    backs: set = field(default_factory=set)  # the links back, which nobody needs
    number: dict = field(default_factory=dict)  # of each name
    comments: list = field(default_factory=list)  # their texts


def find_notes(root):
    """Return the Notes of a page, in a time that grows with the page alone."""
    page = _Page(root)
    return _gathered(list(page.pairs()), page)


class _Page:
    """The names and the inner links of a page."""

    def __init__(self, root):
        self.names, self.links, self.place, self.before = {}, [], {}, {}
        for number, node in enumerate(root.walk()):
            self.place[node] = number
            for name in _own_names(node):
                self.names.setdefault(name, node)
            if node.tag == "a" and node.attrs.get("href", "").startswith("#"):
                self.links.append((node, node.attrs["href"][1:]))
            elements = [child for child in node.children if isinstance(child, Node)]
            self.before.update(zip(elements[1:], elements, strict=False))

    def pairs(self):
        """(reference, target, name) for each link that has the sign of a note."""
        back = {}
        for node, name in self.links:
            back.setdefault(name, []).append(self.place[node])
        for node, name in self.links:
            target, here = self.names.get(name), self.place[node]
            if target is None or self.place[target] <= here or not SIGN.fullmatch(node.text()):
                continue
            comes_back = any(back[one][-1] > here for one in self.names_around(node) if one in back)
            if comes_back or KNOWN.fullmatch(name):
                yield node, target, name

    def names_around(self, node):
        """The names that a link back may use: those of the reference and of what is beside it."""
        near = [node]
        while near[-1].parent is not None and near[-1].parent.tag in SMALL and len(near) < 4:
            near.append(near[-1].parent)
        near += [self.before[one] for one in near if one in self.before]
        near += [child for child in node.children if isinstance(child, Node)]
        return [name for one in near for name in _own_names(one)]


def _own_names(node):
    return [name for name in (node.attrs.get("id"), node.attrs.get("name")) if name]


def _gathered(pairs, page):
    found = Notes()
    targets = {target for _node, target, _name in pairs}
    counted = _counted(targets, {node for node, _target, _name in pairs})
    names, held = {}, {}
    for node, target, name in pairs:
        holder = held[node] = _holder(target, counted)
        if COMMENT.fullmatch(name):
            if holder not in found.taken:
                found.comments.append(holder.text())
            found.taken |= {holder, node}
        elif holder not in names:
            names[holder] = name if KNOWN.fullmatch(name) else ""
    # Notes of ours that nothing refers to are notes all the same.
    for name, node in page.names.items():
        if KNOWN.fullmatch(name) and node.tag == "li":
            names.setdefault(node, name)
    _name_all(names)
    found.references = {node: names[holder] for node, holder in held.items() if holder in names}
    found.notes = [(name, holder) for holder, name in names.items()]
    found.taken |= set(names)
    found.number = {name: number for number, name in enumerate(names.values(), 1)}
    for node, _name in page.links:
        if node not in found.references and BACK.fullmatch(node.text()) and _held(node, names):
            found.backs.add(node)
    return found


def _name_all(names):
    """Give the notes without a name one, in the order in which the text refers to them."""
    used, number = set(names.values()), 0
    for holder, name in names.items():
        if not name:
            number += 1
            while f"fn-{number}" in used:
                number += 1
            names[holder] = f"fn-{number}"


def _counted(targets, references):
    """How many notes and references stand in each element that holds any."""
    counted = {}
    for node in [*targets, *references]:
        is_note, near = node in targets, node
        while near is not None:
            of_notes, of_references = counted.get(near, (0, 0))
            counted[near] = (of_notes + is_note, of_references + (not is_note))
            near = near.parent
    return counted


def _holder(target, counted):
    """The element that holds a note whole, and nothing else."""
    near, best = target, None
    while near is not None and near.tag not in ("body", "article", "main"):
        if best is not None and (_is_more(near, best, counted) or best.tag == "li"):
            break
        if near.tag in BLOCKS:
            best = near
        near = near.parent
    return best or target


def _is_more(near, best, counted):
    if counted[near][0] > 1 or counted[near][1] > counted[best][1]:
        return True
    return any(isinstance(child, Node) and child.tag in APART for child in near.children)


def _held(node, holders):
    while node is not None:
        if node in holders:
            return True
        node = node.parent
    return False
