"""A Word file, written so that mammoth drops nothing of it and tells what it would not.

Nothing is decided here but what stands where. What means what is said by styles of ours (see
`STYLES`), which become HTML that `from_html` reads as it reads any other.
"""

import re
from copy import deepcopy

from mammoth.docx.dingbats import dingbats

from .equations import in_a_row
from .graphics import boxes_in, has_box, has_picture
from .names import made, run, tag, tags, value
from .numbering import Numbering
from .styles import Styles, looks, outlined

STYLES = """
p.h1 => h1:fresh
p.h2 => h2:fresh
p.h3 => h3:fresh
p.h4 => h4:fresh
p.h5 => h5:fresh
p.h6 => h6:fresh
p.subtitle => p > em:fresh
p.quote => blockquote > p:fresh
r.hidden => span[hidden='hidden']
r.struck => s
r.upper => span[style='text-transform:uppercase']
r.sign => span.unread-sign:fresh
r.equation => math:fresh
p => p:fresh
"""
# Of words that are shown in several ways, the one that says most.
SHOWN = (
    ("w:vanish", "hidden"),
    ("w:strike", "struck"),
    ("w:dstrike", "struck"),
    ("w:caps", "upper"),
)
ENDED = re.compile(r"[.!?…:]\W*$")
GONE = tags("w:bookmarkStart w:bookmarkEnd w:del w:moveFrom w:pPr w:rPr w:proofErr")
MATHS = tags("m:oMath m:oMathPara")
GRAPHICS = tags("w:drawing w:pict w:object")
# What mammoth goes into, and what has its own function here.
READ = tags(
    "w:p w:r w:tbl w:tr w:tc w:sdt w:sdtContent w:hyperlink w:ins w:moveTo w:txbxContent w:body "
    "w:document w:footnotes w:footnote w:endnotes w:endnote w:tblPr w:tcPr w:trPr w:sdtPr w:tblGrid"
)
HOLDS_TEXT = tags("w:r w:p w:tbl m:oMath")
BREAK = tag("w:br")
PAGE_BREAK = "page-break"
SYMBOLS = {font for font, _code in dingbats}
PRIVATE = re.compile("[\ue000-\uf8ff]")


class Rewriting:
    """Rewrites the trees of an Archive, one after the other: lists are counted through all."""

    def __init__(self, archive):
        root = archive.root
        self.archive = archive
        self.styles = Styles(_first(root, archive.of_document("styles", "word/styles.xml")))
        numbers = _first(root, archive.of_document("numbering", "word/numbering.xml"))
        self.numbering = Numbering(numbers, self.styles)
        self.chunks = []  # the paths of parts that stand in the text, in their order
        self.style = ""

    def rewrite(self, element):
        """Rewrite what is in an element."""
        inside = [made_so for child in list(element) for made_so in self._element(child)]
        if element.tag != tag("w:p"):
            inside = [run(" ") if one.tag == PAGE_BREAK else one for one in inside]
        element[:] = inside

    def _element(self, element):
        name = element.tag
        if name in GONE:
            return [element] if name in (tag("w:pPr"), tag("w:rPr")) else []
        if name == tag("w:p"):
            return self._paragraph(element)
        if name == tag("w:r"):
            return self._run(element)
        if name == tag("w:fldSimple"):
            return self._field(element)
        if name in MATHS:
            return [run(in_a_row(element), made("w:rStyle", val="equation"))]
        if name == tag("mc:AlternateContent"):
            return [one for child in _chosen(element) for one in self._element(child)]
        if name in GRAPHICS:
            return self._graphics(element)
        if name == tag("w:altChunk"):
            return [self._chunk(element.get(tag("r:id")))]
        if name == tag("w:tr"):
            _span_cells(element)
        self.rewrite(element)
        is_wrapper = name not in READ and any(one.tag in HOLDS_TEXT for one in element)
        return list(element) if is_wrapper else [element]

    def _paragraph(self, element):
        properties = element.find(tag("w:pPr"))
        style = value(properties, "w:pStyle", "")
        kind = outlined(properties) or self.styles.kind(style or self.styles.usual)
        numbered = self.numbering.of(properties, style)
        self.style = style
        self.rewrite(element)
        kept = made("w:pPr", inside=[made("w:pStyle", val=kind)] if kind else [])
        if properties is not None:
            kept.extend(properties.findall(tag("w:rPr")))
        words = [one for one in element if one.tag != tag("w:pPr")]
        if numbered:
            words = _numbered(numbered, words, is_item=kind not in HEADINGS and kind != "quote")
        return _cut(kept, words)

    def _run(self, element):
        properties = element.find(tag("w:rPr"))
        own = value(properties, "w:rStyle", "")
        on = looks(self.styles, properties, own, self.style)
        level = value(properties, "w:vertAlign") or self.styles.level(own)
        kept = [made(name) for name in ("w:b", "w:i") if name in on]
        if shown := next((style for name, style in SHOWN if name in on), ""):
            kept.insert(0, made("w:rStyle", val=shown))
        if level:
            kept.append(made("w:vertAlign", val=level))
        fonts = properties.find(tag("w:rFonts")) if properties is not None else None
        font = fonts.get(tag("w:ascii"), "") if fonts is not None else ""
        return _runs(kept, [part for child in element for part in self._part(child, font)])

    def _part(self, child, font):
        """What a part of a run becomes: parts of it, or runs of their own."""
        name = child.tag
        if name == tag("w:rPr"):
            return []
        if name == tag("w:t"):
            return _readable(child, font)
        if name == tag("w:sym"):
            return [_sign(child.get(tag("w:font"), ""), child.get(tag("w:char"), ""))]
        if name == BREAK and child.get(tag("w:type")) in ("page", "column"):
            return [_page_break()]
        if name == tag("w:cr"):
            return [made("w:br")]
        if name == tag("w:ptab"):
            return [made("w:tab")]
        if name == tag("w:ruby"):
            return self._ruby(child)
        if name == tag("w:fldChar") and (chosen := _chosen_entry(child)):
            return [child, made("w:t", chosen)]
        if name in GRAPHICS or name == tag("mc:AlternateContent") or name in MATHS:
            return self._element(child)
        if len(child) and name not in (tag("w:fldChar"), tag("w:sdt")):
            return self._element(child)
        return [child]

    def _ruby(self, element):
        """What is written above words stands behind them in brackets."""
        parts = {}
        for name in ("w:rubyBase", "w:rt"):
            found = element.find(tag(name))
            if found is not None:
                self.rewrite(found)
                parts[name] = list(found)
        above = parts.get("w:rt", [])
        return [*parts.get("w:rubyBase", []), *([run(" ("), *above, run(")")] if above else [])]

    def _field(self, element):
        """A simple field as one in parts, which can be a link."""
        self.rewrite(element)
        instruction = made("w:instrText", element.get(tag("w:instr"), ""))
        begin, middle, end = (
            made("w:r", inside=[made("w:fldChar", fldCharType=kind)])
            for kind in ("begin", "separate", "end")
        )
        return [begin, made("w:r", inside=[instruction]), middle, *element, end]

    def _graphics(self, element):
        """A drawing: what is in its boxes follows the paragraph, and its pictures stay."""
        boxes = boxes_in(element)
        for box in boxes:
            style, self.style = self.style, ""
            self.rewrite(box)
            self.style = style
        kept = [element] if has_picture(element) or not boxes else []
        return [*kept, *(made("w:pict", inside=[box]) for box in boxes)]

    def _chunk(self, name):
        _kind, path = self.archive.related(self.archive.document).get(name, ("", ""))
        self.chunks.append(path)
        mark = made("w:bookmarkStart", name=f"_chunk_{len(self.chunks) - 1}")
        return made("w:p", inside=[mark])


HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6", "subtitle"}


def _first(root, paths):
    return root(paths[0]) if paths else None


def _page_break():
    element = made("w:br")
    element.tag = PAGE_BREAK
    return element


def _chosen(element):
    """Of what a file says twice, the newer way where that has boxes, and else the older."""
    ways = {one.tag: one for one in reversed(list(element))}
    newer, older = ways.get(tag("mc:Choice")), ways.get(tag("mc:Fallback"))
    if newer is not None and (older is None or not len(older) or has_box(newer)):
        return list(newer)
    return list(older) if older is not None else []


def _chosen_entry(element):
    """The words of a list of a form that were chosen."""
    entries = element.find(f"{tag('w:ffData')}/{tag('w:ddList')}")
    if entries is None:
        return ""
    words = [one.get(tag("w:val"), "") for one in entries.findall(tag("w:listEntry"))]
    chosen = value(entries, "w:result") or value(entries, "w:default") or "0"
    return words[int(chosen)] if chosen.isdecimal() and int(chosen) < len(words) else ""


def _readable(element, font):
    """Words in letters that everybody has; what only a font of its own can show is a sign."""
    text = element.text or ""
    if font not in SYMBOLS and not PRIVATE.search(text):
        return [element]
    parts = []
    for sign in text:
        if font in SYMBOLS or PRIVATE.match(sign):
            parts.append(_sign(font, f"{ord(sign):X}") if sign != " " else made("w:t", sign))
        else:
            parts.append(made("w:t", sign))
    return parts


def _sign(font, code):
    number = int(code, 16) if re.fullmatch("[0-9a-fA-F]{1,6}", code) else 0
    # Fonts of signs have theirs where Unicode has nothing.
    known = dingbats.get((font, number)) or dingbats.get((font, number & 0xFF))
    if known and (number < 0x100 or 0xF000 <= number <= 0xF0FF):
        return made("w:t", chr(known))
    return run(f"{font} U+{number:04X}".strip(), made("w:rStyle", val="sign"))


def _runs(properties, parts):
    """Runs of parts that look one way, with those among them that are runs of their own."""
    found, waiting = [], []
    apart = {tag("w:r"), PAGE_BREAK, tag("w:sdt"), tag("w:hyperlink")}
    for part in [*parts, None]:
        if part is not None and part.tag not in apart:
            waiting.append(part)
            continue
        if waiting:
            kept = made("w:rPr", inside=deepcopy(properties))
            found.append(made("w:r", inside=[kept, *waiting]))
            waiting = []
        if part is not None:
            found.append(part)
    return found


def _numbered(numbered, words, *, is_item):
    """The words of a paragraph with its number: as an item of a list, or as words before them."""
    if is_item and numbered.shown.is_plain:
        shown = numbered.shown
        is_lettered = shown.is_numbered and (
            shown.format not in ("decimal", "decimalZero") or shown.text.count("%") > 1
        )
        kind = "n" if shown.is_numbered else "u"
        name = f"_item_{numbered.of}_{numbered.level}_{kind}_{numbered.number}"
        mark = made("w:bookmarkStart", name=name + ("_letters" if is_lettered else ""))
        return [mark, *words]
    return [run(f"{numbered.label} "), *words] if numbered.label else words


def _cut(properties, words):
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


def _span_cells(row):
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
