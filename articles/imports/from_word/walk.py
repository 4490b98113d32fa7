"""What a reader of a Word file sees in its parts, paragraph by paragraph: a plain walk.

It knows nothing of how the file is read otherwise, so that one can be held against the other.
"""

import re

from .names import tag, tags

WORDS = tags("w:t m:t a:t")
BLANKS = tags("w:br w:cr w:tab w:ptab")
HYPHEN = tag("w:noBreakHyphen")
PARAGRAPHS = tags("w:p a:p")
UNSEEN = tags("w:del w:moveFrom w:pPr w:rPr w:instrText w:delText")
TWICE = tag("mc:AlternateContent")
FONTS_OF_SIGNS = {"Symbol", "Webdings", "Wingdings", "Wingdings 2", "Wingdings 3"}
COUNTED = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES|SECTION)\b", re.IGNORECASE)


def paragraphs(root):
    """Yield the words of each paragraph of a part that has any, what is in a box apart."""
    walk = _Walk()
    walk.go(root)
    walk.end()
    return [text for text in (" ".join(one.split()) for one in walk.found) if text]


def _is_of_signs(run):
    """Whether its letters are shown as the signs of a font."""
    fonts = run.find(f"{tag('w:rPr')}/{tag('w:rFonts')}")
    return fonts is not None and fonts.get(tag("w:ascii"), "") in FONTS_OF_SIGNS


class _Walk:
    def __init__(self):
        self.found, self.words = [], []
        # Of fields, the innermost last: what each says, and whether its result is being read.
        self.fields = []

    def end(self):
        self.found.append("".join(self.words))
        self.words = []

    def go(self, element):
        for child in element:
            self._meet(child)

    def _meet(self, element):
        name = element.tag
        if name == tag("w:instrText") and self.fields:
            self.fields[-1][0] += element.text or ""
        if name in UNSEEN or (name == tag("w:r") and _is_of_signs(element)):
            return
        if name in WORDS:
            if not any(COUNTED.match(said) for said, _is_result in self.fields):
                self.words.append(element.text or "")
        elif name in BLANKS:
            self.words.append(" ")
        elif name == HYPHEN:
            self.words.append("\u2011")
        elif name == tag("w:fldChar"):
            self._field(element.get(tag("w:fldCharType")))
        elif name == tag("w:fldSimple"):
            self.fields.append([element.get(tag("w:instr"), ""), True])
            self.go(element)
            self.fields.pop()
        elif name == tag("v:textpath"):
            self.found.append(element.get("string", ""))
        elif name == TWICE:
            ways = {one.tag: one for one in reversed(list(element))}
            newer, older = ways.get(tag("mc:Choice")), ways.get(tag("mc:Fallback"))
            says = newer is not None and any(one.tag in WORDS for one in newer.iter())
            self.go(newer if says or older is None else older)
        elif name in PARAGRAPHS:
            outer, self.words = self.words, []
            self.go(element)
            self.end()
            self.words = outer
        else:
            self.go(element)

    def _field(self, kind):
        if kind == "begin":
            self.fields.append(["", False])
        elif kind == "end" and self.fields:
            self.fields.pop()
