"""Shortcodes: what WordPress and its plug-ins write in square brackets into a text."""

import re
from collections.abc import Callable
from html import escape

CODE = re.compile(
    r"\[(?P<name>[a-zA-Z][\w-]*)(?P<said>(?:\s[^\[\]]*)?)/?\]"
    r"(?:(?P<inside>(?:(?!\[(?P=name)[\s\]/]).)*?)\[/(?P=name)\])?",
    re.DOTALL,
)
SAID = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|(\S+))|(\S+)""")
NOTES = {"ref", "footnote", "footnotes", "fn", "efn_note", "note", "mfn", "easy_footnotes"}
PLAYED = {"embed", "audio", "video", "youtube", "vimeo", "soundcloud", "playlist", "tweet"}
SOURCES = ("src", "url", "mp3", "m4a", "ogg", "wav", "mp4", "m4v", "webm", "ogv", "href")

Picture = tuple[str, str, str]  # address, alternative text, caption


class Shortcodes:
    """Turns those of one text into HTML. `unknown` are the names of those that stay as they are."""

    def __init__(self, pictures_of: Callable[[list[str]], list[Picture]]) -> None:
        self.pictures_of = pictures_of
        self.unknown: dict[str, None] = {}
        self.notes: list[str] = []

    def converted(self, text: str) -> str:
        text = CODE.sub(self._one, text)
        return text + self._listed_notes()

    def _one(self, found):
        name, inside = found["name"].lower(), found["inside"] or ""
        said = _said(found["said"])
        if name in ("caption", "wp_caption"):
            return self._caption(said, inside)
        if name == "gallery":
            keys = [key for key in re.split(r"[,\s]+", said.get("ids", "")) if key]
            return "\n\n" + "".join(map(_figure, self.pictures_of(keys))) + "\n\n"
        if name in NOTES and inside.strip():
            return self._note(self.converted_inside(inside))
        if name in PLAYED and (address := _address(said, inside)):
            return f'\n\n<p><a href="{escape(address)}">{escape(address, quote=False)}</a></p>\n\n'
        if not found["inside"] and not _is_meant(found):
            return found[0]
        self.unknown[found["name"]] = None
        return found[0].replace(inside, CODE.sub(self._one, inside)) if inside else found[0]

    def converted_inside(self, text):
        return CODE.sub(self._one, text).strip()

    def _caption(self, said, inside):
        image = re.search(r"(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?", inside, re.IGNORECASE)
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


def _is_meant(found):
    """“[sic]” and “[…]” of an editor are no shortcodes: those of plug-ins say something, or have a
    sign in their name that words have not.
    """
    return "=" in found["said"] or bool(re.search(r"[-_\d]", found["name"]))


def _figure(picture):
    address, alt, caption = picture
    return (
        f'<figure><img src="{escape(address)}" alt="{escape(alt)}">'
        f"<figcaption>{caption}</figcaption></figure>"
    )
