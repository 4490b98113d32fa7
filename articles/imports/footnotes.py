"""Notes that hang on the title or standfirst: who paid may be said there."""

import re
from dataclasses import replace

from django.utils.translation import gettext as _

from newsroom.kit.html import plain

from .blocks import paragraph
from .ending.end import kind_of

MARK = re.compile(r'<a href="#fn-(?P<number>\d+)">\[\d+\]</a>')
ITEM = re.compile(
    r'<li id="fn-(?P<number>\d+)">(?P<html>.*?)</li>(?=\s*<li id="fn-|\s*$)', re.DOTALL
)


def take_hanging(manuscript, first, blocks, notes):
    """Take from the notes to title and standfirst those that are statements.

    ``first`` are the first blocks as they were read. Return ``(blocks, notes, statements)``, of
    which blocks and notes are numbered anew.
    """
    numbers = _take_marks(manuscript, first)
    blocks, notes, statements = _take_statements(blocks, notes, numbers)
    if len(numbers) > len(statements):
        manuscript.guess(
            "body_html", _("A note to the title or standfirst stands below the text, unmarked.")
        )
    return blocks, notes, statements


def _take_marks(manuscript, blocks):
    """Take the marks of notes out of title and standfirst, where no page can show them; return
    the numbers of those notes.
    """
    marks = {
        f"[{found['number']}]": found["number"]
        for block in blocks
        for found in MARK.finditer(block.html)
    }
    numbers = []
    for name in ("title", "standfirst"):
        for mark, number in marks.items():
            text = getattr(manuscript, name)
            if mark in text:
                setattr(manuscript, name, text.replace(mark, "").strip())
                numbers.append(number)
    return numbers


def _take_statements(blocks, notes, numbers):
    statements, gone = [], []
    for note in notes:
        for item in ITEM.finditer(note.html):
            block = paragraph(plain(item["html"]).strip())
            if item["number"] in numbers and (kind := kind_of(block)):
                statements.append((kind, block))
                gone.append(item["number"])
    if not gone:
        return blocks, notes, []
    return (
        [_renumbered(block, gone) for block in blocks],
        [left for note in notes if (left := _kept(note, gone))],
        statements,
    )


def _kept(note, gone):
    """The list of notes without those that are gone, or None where none is left."""
    items = [item for item in ITEM.finditer(note.html) if item["number"] not in gone]
    listed = "".join(
        f'<li id="fn-{number}">{item["html"]}</li>' for number, item in enumerate(items, 1)
    )
    text = "\n".join(plain(item["html"]) for item in items)
    return replace(note, html=listed, text=text) if items else None


def _renumbered(block, gone):
    if not MARK.search(block.html):
        return block

    def mark(found):
        number = int(found["number"])
        number -= sum(int(other) < number for other in gone)
        return f'<a href="#fn-{number}">[{number}]</a>'

    return replace(block, html=MARK.sub(mark, block.html))
