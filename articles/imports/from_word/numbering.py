"""The numbers that Word writes before the items of a list, which stand nowhere in the file."""

import re
from dataclasses import dataclass, field

from .names import tag, value

LETTERS = {"lowerLetter", "upperLetter", "russianLower", "russianUpper"}
ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"))
ROMAN += ((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
LATIN = "abcdefghijklmnopqrstuvwxyz"
MOST = 9


@dataclass
class Level:
    """How the items of one level of a list are numbered."""

    format: str = "decimal"
    text: str = ""
    start: int = 1
    style: str = ""

    @property
    def is_numbered(self):
        return self.format not in ("bullet", "none")

    @property
    def is_plain(self):
        """Whether a list of a page shows as much: a number, or a sign before each item."""
        if self.format == "bullet":
            return True
        return self.is_numbered and not re.search(r"[^\W_]|§", re.sub(r"%\d", "", self.text))


@dataclass(frozen=True)
class Numbered:
    """The number of a paragraph: of which list, how deep, and as it is shown."""

    of: str
    level: int
    number: int
    label: str
    shown: Level = field(compare=False)


class Numbering:
    """Counts the items of a document, from its first paragraph to its last."""

    def __init__(self, root, styles):
        self.styles = styles
        self.abstract, self.lists, self.counted, self.begun = {}, {}, {}, set()
        self.known = {}
        for one in root if root is not None else ():
            if one.tag == tag("w:abstractNum"):
                self.abstract[one.get(tag("w:abstractNumId"))] = one
            elif one.tag == tag("w:num"):
                self.lists[one.get(tag("w:numId"))] = one

    def of(self, properties, style):
        """What numbers a paragraph with these properties, as Numbered or None; it is counted."""
        name, level = self._said(properties, style)
        if name not in self.lists:
            return None
        if name not in self.known:
            self.known[name] = self._levels(name)
        levels, key = self.known[name]
        shown = levels.get(level)
        if shown is None:
            return None
        number = self._count(name, key, level, levels)
        return Numbered(name, level + 1, number, _label(shown, levels, self.counted[key]), shown)

    def _said(self, properties, style):
        numbers = properties.find(tag("w:numPr")) if properties is not None else None
        name, level = value(numbers, "w:numId"), value(numbers, "w:ilvl")
        by_style = self.styles.numbering(style or self.styles.usual)
        if name is None and by_style:
            name, own, said_by = by_style
            level = level or own
            if level is None and name in self.lists:
                levels, _key = self._levels(name)
                level = next((n for n, one in levels.items() if one.style == said_by), 0)
        level = str(level or 0)
        return name, min(int(level), MOST - 1) if level.isdecimal() else 0

    def _levels(self, name):
        """The levels of a list by number, and what it is counted under together with others."""
        own = self.lists[name]
        key = value(own, "w:abstractNumId")
        abstract = self.abstract.get(key)
        linked = value(abstract, "w:numStyleLink")
        if linked and (found := self.styles.numbering(linked)) and found[0] in self.lists:
            key = value(self.lists[found[0]], "w:abstractNumId")
            abstract = self.abstract.get(key)
        levels = {}
        for one in abstract.findall(tag("w:lvl")) if abstract is not None else ():
            _add(levels, one)
        for override in own.findall(tag("w:lvlOverride")):
            for one in override.findall(tag("w:lvl")):
                _add(levels, one)
            number, start = override.get(tag("w:ilvl"), ""), value(override, "w:startOverride", "")
            if number.isdecimal() and start.isdecimal() and int(number) in levels:
                levels[int(number)].start = int(start)
        return levels, key

    def _count(self, name, key, level, levels):
        counted = self.counted.setdefault(key, {})
        if name not in self.begun:
            self.begun.add(name)
            for override in self.lists[name].findall(tag("w:lvlOverride")):
                number = override.get(tag("w:ilvl"), "")
                if value(override, "w:startOverride", "").isdecimal() and number.isdecimal():
                    counted.pop(int(number), None)
        counted[level] = counted.get(level, levels[level].start - 1) + 1
        for deeper in [one for one in counted if one > level]:
            del counted[deeper]
        return counted[level]


def _add(levels, element):
    number, start = element.get(tag("w:ilvl"), ""), value(element, "w:start", "1")
    if number.isdecimal():
        levels[int(number)] = Level(
            format=value(element, "w:numFmt", "decimal"),
            text=value(element, "w:lvlText", ""),
            start=int(start[:6]) if start.isdecimal() else 1,
            style=value(element, "w:pStyle", ""),
        )


def _label(shown, levels, counted):
    def number(found):
        level = int(found[1]) - 1
        of_level = levels.get(level, shown)
        return _written(counted.get(level, of_level.start), of_level.format)

    return re.sub(r"%([1-9])", number, shown.text).strip() if shown.format != "bullet" else ""


def _written(number, style):
    if style in LETTERS:
        letters = RUSSIAN if style.startswith("russian") else LATIN
        letter = letters[(number - 1) % len(letters)] * min(1 + (number - 1) // len(letters), 5)
        return letter.upper() if style in ("upperLetter", "russianUpper") else letter
    if style in ("lowerRoman", "upperRoman"):
        signs, left = "", min(number, 3999)
        for worth, sign in ROMAN:
            signs += sign * (left // worth)
            left %= worth
        return signs.upper() if style == "upperRoman" else signs
    return "" if style in ("none", "bullet") else str(number)
