"""Shortcodes: what WordPress and its plug-ins write in square brackets into a text."""

import re
from collections.abc import Callable
from functools import partial
from html import escape
from typing import NamedTuple

OPENING = re.compile(r"\[(?P<name>[a-zA-Z][\w-]*)(?P<said>(?:\s[^\[\]]*)?)/?\]")
# What looks like the beginning of one, or is the end of one.
MARK = re.compile(r"\[(?:(?P<opens>[a-zA-Z][\w-]*)(?=[\s\]/])|/(?P<closes>[a-zA-Z][\w-]*)\])")
SAID = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|(\S+))|(\S+)""")
# Of several links of which none ends, it is the last.
IMAGE = re.compile(r"(?:<a\b(?:(?!<a\b)[^>])*+>\s*+)?<img\b[^>]*>(?:\s*+</a>)?", re.IGNORECASE)
NOTES = {"ref", "footnote", "footnotes", "fn", "efn_note", "note", "mfn", "easy_footnotes"}
PLAYED = {"embed", "audio", "video", "youtube", "vimeo", "soundcloud", "playlist", "tweet"}
SOURCES = ("src", "url", "mp3", "m4a", "ogg", "wav", "mp4", "m4v", "webm", "ogv", "href")

Picture = tuple[str, str, str]  # address, alternative text, caption


class Code(NamedTuple):
    """One as it stands in a text: `inside` is what it encloses, or nothing, and `converted` gives
    that with what replaces those within it.
    """

    whole: str
    name: str
    said: str
    inside: str
    converted: Callable[[], str]


class Shortcodes:
    """Turns those of one text into HTML. `unknown` are the names of those that stay as they are."""

    def __init__(self, pictures_of: Callable[[list[str]], list[Picture]]) -> None:
        self.pictures_of = pictures_of
        self.unknown: dict[str, None] = {}
        self.notes: list[str] = []

    def converted(self, text: str) -> str:
        return _with_each(text, self._one, _ends(text), 0, len(text)) + self._listed_notes()

    def _one(self, code):
        name, inside = code.name.lower(), code.inside
        said = _said(code.said)
        if name in ("caption", "wp_caption"):
            return self._caption(said, inside)
        if name == "gallery":
            keys = [key for key in re.split(r"[,\s]+", said.get("ids", "")) if key]
            return "\n\n" + "".join(map(_figure, self.pictures_of(keys))) + "\n\n"
        if name in NOTES and inside.strip():
            return self._note(code.converted().strip())
        if name in PLAYED and (address := _address(said, inside)):
            return f'\n\n<p><a href="{escape(address)}">{escape(address, quote=False)}</a></p>\n\n'
        if not inside and not _is_meant(code):
            return code.whole
        self.unknown[code.name] = None
        if not inside:
            return code.whole
        return code.whole.replace(inside, code.converted())

    def _caption(self, said, inside):
        # No tag ends behind the last bracket: none is looked for there.
        image = IMAGE.search(inside, 0, inside.rfind(">") + 1)
        if not image:
            return inside
        words = (inside[: image.start()] + inside[image.end() :]).strip() or said.get("caption", "")
        return f"\n\n<figure>{image[0]}<figcaption>{words}</figcaption></figure>\n\n"

    def _note(self, words):
        self.notes.append(words)
        number = len(self.notes)
        return f'<sup><a id="fnref-{number}" href="#fn-{number}">[{number}]</a></sup>'

    def _listed_notes(self):
        if not self.notes:
            return ""
        items = (
            f'<li id="fn-{number}">{words} <a href="#fnref-{number}">↩</a></li>'
            for number, words in enumerate(self.notes, 1)
        )
        return f"\n\n<ol>{''.join(items)}</ol>"


def _with_each(text, replace, ends, start, stop):
    """A part of a text with what replaces each shortcode that stands within no other."""
    made, at = [], start
    while found := OPENING.search(text, at, stop):
        made.append(text[at : found.start()])
        at = begins = stops = found.end()
        end = ends.get(found.start())
        if end and end.end() <= stop:
            stops, at = end.span()
        code = Code(
            text[found.start() : at],
            found["name"],
            found["said"],
            text[begins:stops],
            partial(_with_each, text, replace, ends, begins, stops),
        )
        made.append(replace(code))
    return "".join([*made, text[at:stop]])


def _ends(text):
    """The end of each that encloses something, by where it begins: of those of one name the next,
    unless another begins before it.
    """
    ends: dict[int, re.Match] = {}
    opened: dict[str, int] = {}
    for mark in MARK.finditer(text):
        if mark["opens"]:
            opened[mark["opens"]] = mark.start()
        elif mark["closes"] in opened:
            ends[opened.pop(mark["closes"])] = mark
    return ends


def _said(text):
    """What a shortcode says of itself: by name, and what has none under ``""``."""
    said: dict[str, str] = {}
    for name, double, single, bare, alone in SAID.findall(text.replace("&quot;", '"')):
        said.setdefault(name.lower() if name else "", double or single or bare or alone)
    return said


def _address(said, inside):
    told = [said[name] for name in SOURCES if name in said] + [inside.strip(), said.get("", "")]
    found = next((one.strip("\"'") for one in told if "//" in one), "")
    return f"https:{found}" if found.startswith("//") else found


def _is_meant(code):
    """“[sic]” and “[…]” of an editor are no shortcodes: those of plug-ins say something, or have a
    sign in their name that words have not.
    """
    return "=" in code.said or bool(re.search(r"[-_\d]", code.name))


def _figure(picture):
    address, alt, caption = picture
    return (
        f'<figure><img src="{escape(address)}" alt="{escape(alt)}">'
        f"<figcaption>{caption}</figcaption></figure>"
    )
