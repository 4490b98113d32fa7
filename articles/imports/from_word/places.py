"""Where things stand: numbers before paragraphs, ends of pages in them, cells over others."""

import re

from .names import made, run, tag, value

ENDED = re.compile(r"[.!?…:]\W*$")
# Stands in a rewritten paragraph where a page ends.
PAGE_BREAK = "page-break"


def with_number(numbered, words, *, is_item):
    """The words of a paragraph with its number: as an item of a list, or as words before them."""
    if is_item and numbered.shown.is_plain:
        shown = numbered.shown
        is_lettered = shown.is_numbered and (
            shown.format not in ("decimal", "decimalZero") or shown.text.count("%") > 1
        )
        kind = f"n_{numbered.number}" if shown.is_numbered else "u_"
        name = f"_item_{numbered.of}_{numbered.level}_{kind}"
        mark = made("w:bookmarkStart", name=name + ("_letters" if is_lettered else ""))
        return [mark, *words]
    return [run(f"{numbered.label} "), *words] if numbered.label else words


def in_one(properties, words):
    """A paragraph; where a page ends in it there is a new line, or a blank within a sentence."""
    kept, last = [], ""
    for one in words:
        if one.tag != PAGE_BREAK:
            kept.append(one)
            last = "".join(one.itertext()).strip() or last
        elif ENDED.search(last):
            kept.append(made("w:r", inside=[made("w:br")]))
        else:
            kept.append(run(" "))
    return [made("w:p", inside=[properties, *kept])]


def span_cells(row):
    """Cells that go on to the right, in the way of old files, and places without a cell."""
    first = None
    for cell in row.findall(tag("w:tc")):
        properties = cell.find(tag("w:tcPr"))
        merged = value(properties, "w:hMerge")
        if merged is not None and merged != "restart" and first is not None:
            span = first.find(f"{tag('w:tcPr')}/{tag('w:gridSpan')}")
            span.set(tag("w:val"), str(int(span.get(tag("w:val"), "1")) + 1))
            row.remove(cell)
        elif merged == "restart":
            first = cell
            properties.append(made("w:gridSpan", val="1"))
        else:
            first = None
    before = value(row.find(tag("w:trPr")), "w:gridBefore", "")
    if before.isdecimal() and 0 < int(before) < 100:
        place = next(
            n for n, one in enumerate([*row, None]) if one is None or one.tag == tag("w:tc")
        )
        empty = made("w:tcPr", inside=[made("w:gridSpan", val=before)])
        row.insert(place, made("w:tc", inside=[empty, made("w:p")]))
