"""The typefaces that a publication may choose: files of ours, cut to the letters in use.

They lie in static/fonts/ with their licences (SIL Open Font License 1.1); bin/typefaces makes them.
A face is asked for in pieces: a browser loads those whose letters a page has.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models
from django.templatetags.static import static
from django.utils.translation import gettext_lazy as _

# What browsers are told of each piece: the letters that bin/typefaces kept in it.
LETTERS = {
    "latin": "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,"
    "U+20AC,U+2122,U+2190-2193,U+2212,U+2215",
    "latin-ext": "U+0100-0130,U+0132-0151,U+0154-017F,U+0192,U+0218-021B,U+1E9E",
    "cyrillic": "U+0301,U+0400-045F,U+0490-0491,U+2116",
}
# The pieces without which the first line of a page in a language cannot be shown.
FIRST = {
    **dict.fromkeys(("uk", "ru", "be", "bg"), ("cyrillic", "latin")),
    **dict.fromkeys(("pl", "cs", "sk", "lt", "lv", "hu", "ro", "hr", "sl"), ("latin", "latin-ext")),
}


@dataclass(frozen=True)
class StandIn:
    """A face that most machines have, in which a page is set until its own is there."""

    families: str
    local: tuple[str, ...]


@dataclass(frozen=True)
class Face:
    """A face by its name in CSS, its files, and what makes another take as much room.

    `ascent` and `descent` are those of its files, for their height. `scale` is how large the other
    is drawn: sentences in English, German and Polish were measured in both, the other in the face
    with its metrics (Gelasio, Arimo); of none of them a line is 1 in 100 longer or shorter.
    """

    file: str
    family: str
    stand_in: StandIn
    ascent: float
    descent: float
    scale: float
    styles: tuple[str, ...] = ("normal", "italic")

    def pieces(self) -> Iterator[tuple[str, str, str]]:
        """The style, the address and the letters of each of its files."""
        for style in self.styles:
            for name, letters in LETTERS.items():
                yield style, self.address(name, style), letters

    def address(self, letters: str, style: str = "normal") -> str:
        return static(f"fonts/{self.file}-{letters}{'' if style == 'normal' else '-italic'}.woff2")

    def first(self, language: str) -> list[str]:
        """The addresses of what a page in a language is to ask for at once."""
        return [self.address(letters) for letters in FIRST.get(language, ("latin",))]


SERIF = StandIn("Georgia, serif", ("Georgia", "Gelasio"))
SANS = StandIn("Arial, sans-serif", ("Arial", "Liberation Sans", "Arimo"))


class Chosen(models.TextChoices):
    """The faces at the desk."""

    __empty__ = _("The one of the machine on which a page is read")

    LITERATA = "literata", _("Literata, a serif made for reading on screens")
    ALEGREYA = "alegreya", _("Alegreya, a lively serif for long texts")
    INTER = "inter", _("Inter, a plain sans serif")
    GOLOS = "golos-text", _("Golos Text, a soft sans serif")


FACES = {
    Chosen.LITERATA: Face("literata", "Literata", SERIF, 1.177, 0.308, 1.11),
    Chosen.ALEGREYA: Face("alegreya", "Alegreya", SERIF, 1.016, 0.345, 0.93),
    Chosen.INTER: Face("inter", "Inter", SANS, 1984 / 2048, 494 / 2048, 1.07),
    Chosen.GOLOS: Face("golos-text", "Golos Text", SANS, 0.980, 0.220, 1.086, ("normal",)),
}
