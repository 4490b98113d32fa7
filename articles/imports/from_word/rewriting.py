"""A Word file, written so that mammoth drops nothing of it and tells what it would not.

Nothing is decided here but what stands where. What means what is said by styles of ours (see
`STYLES`), which become HTML that `from_html` reads as it reads any other.
"""

from copy import deepcopy

from .equations import in_a_row
from .graphics import boxes_in, has_box, has_picture
from .names import made, run, tag, tags, value
from .numbering import Numbering
from .places import PAGE_BREAK, in_one, span_cells, with_number
from .signs import chosen_entry, readable, sign_of
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
            span_cells(element)
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
            words = with_number(numbered, words, is_item=kind not in HEADINGS and kind != "quote")
        return in_one(kept, words)

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
            return readable(child, font)
        if name == tag("w:sym"):
            return [sign_of(child.get(tag("w:font"), ""), child.get(tag("w:char"), ""))]
        if name == BREAK and child.get(tag("w:type")) in ("page", "column"):
            return [_page_break()]
        if name == tag("w:cr"):
            return [made("w:br")]
        if name == tag("w:ptab"):
            return [made("w:tab")]
        if name == tag("w:ruby"):
            return self._ruby(child)
        if name == tag("w:fldChar") and (chosen := chosen_entry(child)):
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
