"""How words look in a page, and what of it means something: emphasis, capitals, what is hidden."""

import re
from dataclasses import dataclass, replace

LARGEST_SHEET = 200_000
# In a style attribute or a rule; a value that is not said here says nothing to us.
SAID = re.compile(
    r"(font-weight|font-style|font-size|vertical-align|text-decoration(?:-line)?|display|visibility"
    r"|mso-hide|text-transform|white-space|mso-list|mso-element)\s*:\s*([^;]+)",
    re.IGNORECASE,
)
SHEET, SHEET_ENDS = (re.compile(one, re.IGNORECASE) for one in (r"<style\b[^>]*>", "</style"))
# Rules that name a class; what a page makes of an element by its name is how the page looks.
SELECTOR = re.compile(r"([a-z][a-z0-9]*)?\.([\w-]+)", re.IGNORECASE)
BOLD = re.compile(r"bold|bolder|[6-9]00")
LIGHT = re.compile(r"normal|lighter|[1-5]00")
SLANTED = re.compile(r"italic|oblique")
NO_SIZE = re.compile(r"0(?:\.0+)?(?:px|pt|em|rem|%)?")
STRUCK = {"s", "strike", "del"}
EMPHASIS = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "cite": "italic"}
EMPHASIS |= {"dfn": "italic", "var": "italic"}


@dataclass(frozen=True)
class Look:
    """How words are shown, from all that they stand in."""

    bold: bool = False
    italic: bool = False
    level: str = ""  # sup or sub
    link: str = ""
    upper: bool = False
    kept: bool = False  # its line breaks and blanks mean something
    quoted: int = 0
    unseen: str = ""  # hidden or struck


PLAIN = Look()


def style_of(text):
    """What a style attribute says, by property, in lower case."""
    return {
        name.lower(): value.replace("!important", "").strip().lower()
        for name, value in SAID.findall(text)
    }


class Sheets:
    """The style sheets within a page, as far as their rules name a class alone."""

    def __init__(self, html):
        self.rules = {}
        for sheet in _sheets(html):
            for selector, said in _rules(sheet[:LARGEST_SHEET]):
                if found := SELECTOR.fullmatch(selector.strip()):
                    key = ((found[1] or "").lower(), found[2])
                    self.rules.setdefault(key, {}).update(style_of(said))

    def style(self, node):
        """What is said of an element, by its classes and then by its own attribute."""
        said = {}
        if self.rules:
            for name in node.attrs.get("class", "").split():
                said |= self.rules.get(("", name), {}) | self.rules.get((node.tag, name), {})
        if style := node.attrs.get("style"):
            said |= style_of(style)
        return said


def _sheets(html):
    begun = SHEET.search(html)
    while begun and (end := SHEET_ENDS.search(html, begun.end())):
        yield html[begun.end() : end.start()]
        begun = SHEET.search(html, end.end())


def _rules(sheet):
    """Yield (selector, what it says) of each rule for the screen."""
    sheet = re.sub(r"<!--|-->|/\*.*?\*/", "", sheet, flags=re.DOTALL)
    begun, skipped, depth, selectors = 0, 0, 0, "@"
    for brace in re.finditer("[{}]", sheet):
        before = sheet[begun : brace.start()].rpartition(";")[2].strip()
        inside = sheet[begun : brace.start()]
        begun = brace.end()
        if brace[0] == "{":
            depth += 1
            shown = re.match(r"@media\b(?!.*\bprint\b)", before)
            if before.startswith("@") and not shown and not skipped:
                skipped = depth
            selectors = before
        else:
            if not skipped and not selectors.startswith("@"):
                for selector in selectors.split(","):
                    yield selector, inside
            skipped = 0 if skipped == depth else skipped
            depth, selectors = max(0, depth - 1), "@"


def look_of(node, style, look):
    """How the words in an element look, which stands among words that look so."""
    changed = {}
    if name := EMPHASIS.get(node.tag):
        changed[name] = True
    if node.tag in ("sup", "sub"):
        changed["level"] = node.tag
    if node.tag in ("pre", "textarea"):
        changed["kept"] = True
    if style:
        changed |= _styled(style)
    if not look.unseen and (unseen := _unseen(node, style)):
        changed["unseen"] = unseen
    return replace(look, **changed) if changed else look


def _styled(style):
    changed = {}
    weight, slant = style.get("font-weight", ""), style.get("font-style", "")
    if BOLD.fullmatch(weight) or LIGHT.fullmatch(weight):
        changed["bold"] = bool(BOLD.fullmatch(weight))
    if slant == "normal" or SLANTED.match(slant):
        changed["italic"] = slant != "normal"
    level = {"super": "sup", "sub": "sub", "baseline": ""}.get(style.get("vertical-align", ""))
    # Said of a block it means nothing, and every run of Google's says it: <sup> stays one.
    if level:
        changed["level"] = level
    if "text-transform" in style:
        changed["upper"] = style["text-transform"] == "uppercase"
    if "white-space" in style:
        changed["kept"] = style["white-space"].startswith(("pre", "break-spaces"))
    return changed


def _unseen(node, style):
    is_struck = node.tag in STRUCK or any(
        "line-through" in style.get(name, "")
        for name in ("text-decoration", "text-decoration-line")
    )
    is_hidden = (
        "hidden" in node.attrs
        or style.get("display") == "none"
        or style.get("visibility") in ("hidden", "collapse")
        or style.get("mso-hide") == "all"
        or NO_SIZE.fullmatch(style.get("font-size", ""))
        or (node.tag == "dialog" and "open" not in node.attrs)
    )
    return "hidden" if is_hidden else "struck" if is_struck else ""
