"""The styles of a Word file: what a paragraph or a run is by its own and those below it."""

import re

from .names import is_on, tag, value

# What a style may say of words, and what they may say for themselves.
TOGGLES = ("w:b", "w:i", "w:caps", "w:strike", "w:dstrike", "w:vanish")
# The look of a whole paragraph makes nothing of it bold or slanted.
OF_PARAGRAPHS = ("w:caps", "w:strike", "w:dstrike", "w:vanish")
HEADING = re.compile(r"heading ?([1-6])", re.IGNORECASE)
QUOTATIONS = {"quote", "intense quote", "quotations", "block text"}
LONGEST_CHAIN = 20


class Styles:
    """The styles of a file, by their ids."""

    def __init__(self, root):
        styles = root.findall(tag("w:style")) if root is not None else []
        self.by_id = {style.get(tag("w:styleId"), ""): style for style in styles}
        self.usual = next(
            (
                style.get(tag("w:styleId"), "")
                for style in styles
                if style.get(tag("w:type")) == "paragraph" and style.get(tag("w:default")) == "1"
            ),
            "",
        )
        self.kinds, self.said = {}, {}

    def chain(self, name):
        """A style and those that it builds on."""
        found = []
        while name in self.by_id and len(found) < LONGEST_CHAIN:
            style = self.by_id[name]
            if style in found:
                break
            found.append(style)
            name = value(style, "w:basedOn")
        return found

    def kind(self, name):
        """What a paragraph of this style is: h1 to h6, quote, subtitle, or "" for a paragraph."""
        if name not in self.kinds:
            chain = self.chain(name)
            names = [value(style, "w:name", "").lower() for style in chain] or [
                (name or "").lower()
            ]
            self.kinds[name] = next(filter(None, map(_kind, names)), "") or next(
                filter(None, (outlined(style.find(tag("w:pPr"))) for style in chain)), ""
            )
        return self.kinds[name]

    def says(self, name, toggle):
        """Whether a style says a property is on or off; None where it says nothing of it."""
        key = (name, toggle)
        if key not in self.said:
            said = [is_on(style.find(tag("w:rPr")), toggle) for style in self.chain(name)]
            self.said[key] = next((one for one in said if one is not None), None)
        return self.said[key]

    def level(self, name):
        """Whether a style raises or lowers words."""
        said = [value(style.find(tag("w:rPr")), "w:vertAlign") for style in self.chain(name)]
        return next(filter(None, said), "")

    def numbering(self, name):
        """(numId, level, id of the style that says it) of the list that a style makes."""
        for style in self.chain(name):
            numbers = style.find(f"{tag('w:pPr')}/{tag('w:numPr')}")
            if numbers is not None and value(numbers, "w:numId"):
                level = value(numbers, "w:ilvl")
                return value(numbers, "w:numId"), level, style.get(tag("w:styleId"))
        return None


def _kind(name):
    if name == "title":
        return "h1"
    if name == "subtitle":
        return "subtitle"
    if found := HEADING.fullmatch(name):
        return f"h{found[1]}"
    return "h1" if name == "heading" else "quote" if name in QUOTATIONS else ""


def outlined(properties):
    """The heading that a paragraph or a style says to be, without a name for it."""
    level = value(properties, "w:outlineLvl", "")
    return f"h{int(level) + 1}" if level in tuple("012345") else ""


def looks(styles, properties, run_style, paragraph_style):
    """The TOGGLES that are on for words with these properties, from all that says so."""
    on = set()
    for toggle in TOGGLES:
        said = is_on(properties, toggle)
        if said is None and run_style:
            said = styles.says(run_style, toggle)
        if said is None and toggle in OF_PARAGRAPHS:
            said = styles.says(paragraph_style or styles.usual, toggle)
        if said:
            on.add(toggle)
    return on
