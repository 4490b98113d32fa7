"""The words of one paragraph: runs that each look one way, and how they are written."""

import re
from dataclasses import replace
from html import escape
from typing import NamedTuple

from .looks import Look

# A line break that is meant. A newline is one of the source, which means nothing but that the
# lines of Markdown can be those of a date.
BREAK = "\u2028"
BLANKS = re.compile(r"[ \t\r\n\f]+")
NOTE = "#fn-"


class Run(NamedTuple):
    """Words that look one way."""

    text: str
    look: Look


def collapsed(runs):
    """Runs with white space as a browser shows it: one blank, and none at either end of a line."""
    made, ends_blank = [], True
    for text, look in runs:
        text = BLANKS.sub(_blank, text)
        text = re.sub(rf" ?{BREAK}[ \n]*", BREAK, text)
        if ends_blank:
            text = text.lstrip(" \n")
        if not text:
            continue
        if text[0] == BREAK and made:
            _cut_end(made)
        ends_blank = text[-1] in f" \n{BREAK}"
        made.append(Run(text, look))
    _cut_end(made, f" \n\u00a0{BREAK}")
    _cut_begin(made)
    return made


def _blank(found):
    return "\n" if "\n" in found[0] else " "


def _cut_end(runs, signs=" \n"):
    while runs and not (text := runs[-1].text.rstrip(signs)):
        runs.pop()
    if runs:
        runs[-1] = runs[-1]._replace(text=text)


def _cut_begin(runs):
    while runs and not (text := runs[0].text.lstrip(BREAK)):
        runs.pop(0)
    if runs:
        runs[0] = runs[0]._replace(text=text)


def words_of(runs):
    """The text, with a newline where a line ends."""
    return "".join(run.text for run in runs).replace("\n", " ").replace(BREAK, "\n")


def without_first(runs, count):
    """The runs without so many signs at their begin."""
    made = []
    for run in runs:
        if count < len(run.text):
            made.append(run._replace(text=run.text[count:]))
        count = max(0, count - len(run.text))
    return made


def calm(runs):
    """What makes all of a heading bold, slanted or large is how it looks, and no emphasis."""
    seen = [look for text, look in runs if text.strip()]
    dropped = {}
    for name, plain in (("bold", False), ("italic", False)):
        if seen and all(getattr(look, name) for look in seen):
            dropped[name] = plain
    return [Run(text, replace(look, **dropped)) for text, look in runs] if dropped else runs


def is_emphasised(runs):
    return all(look.bold or look.italic for text, look in runs if text.strip())


def links_of(runs):
    """The (words, address) of each link."""
    found = []
    for text, look in runs:
        if not found or found[-1][1] != look.link:
            found.append(([], look.link))
        found[-1][0].append(text)
    return tuple(
        (words_of(Run(text, None) for text in texts).replace("\n", " "), link)
        for texts, link in found
        if link and not link.startswith(NOTE)
    )


def written(runs):
    """The runs as html."""
    return "".join(_written([(text, _marks(look)) for text, look in runs]))


def _marks(look):
    """The elements around words, the outermost first."""
    link = ("a", look.link)
    is_note = look.link.startswith(NOTE)
    return {
        mark: None
        for mark, is_there in (
            (link, look.link and not is_note),
            (("strong", ""), look.bold and not is_note),
            (("em", ""), look.italic and not is_note),
            ((look.level, ""), look.level),
            (link, is_note),
        )
        if is_there
    }


def _written(runs):
    """Yield the parts of the html; of several marks the one that goes on longest is outermost."""
    place = 0
    while place < len(runs):
        text, marks = runs[place]
        if not marks:
            yield escape(text.replace("\n", " "), quote=False).replace(BREAK, "<br>")
            place += 1
            continue
        mark, end = max(((mark, _end(runs, place, mark)) for mark in marks), key=lambda one: one[1])
        inner = [
            (text, {other: None for other in marks if other != mark})
            for text, marks in runs[place:end]
        ]
        name, link = mark
        yield f'<a href="{escape(link)}">' if name == "a" else f"<{name}>"
        yield from _written(inner)
        yield f"</{name}>"
        place = end


def _end(runs, place, mark):
    while place < len(runs) and mark in runs[place][1]:
        place += 1
    return place
