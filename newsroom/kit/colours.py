"""Colours, and whether what is written in one can be read.

By the contrast ratio of the Web Content Accessibility Guidelines 2.2 (w3.org/TR/WCAG22): level AA
asks for 4.5 to 1 between a text and what it stands on, AAA for 7 to 1.
"""

import re
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from newsroom.kit.text import tidy_line

AA, AAA, MOST = 4.5, 7.0, 21.0
BLACK, WHITE = "#000000", "#ffffff"
# How finely the nearest colour that can be read is sought.
STEPS = 50


def as_written(text: str) -> str:
    """A colour as it is stored, however it was typed: in small letters, after a #."""
    colour = tidy_line(text).lower()
    return f"#{colour}" if re.fullmatch(r"[0-9a-f]{6}", colour) else colour


def refuse_no_colour(text: str) -> None:
    """Raise ValidationError for what is no colour of six hexadecimal digits."""
    if not re.fullmatch(r"#[0-9a-f]{6}", text):
        words = _("Write the colour as # and six digits or letters from a to f, as in #962a1e.")
        raise ValidationError(words, code="no-colour")


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def least_contrast(colour: str, papers: Iterable[str]) -> float:
    """How a colour contrasts with the one of some papers from which it differs least."""
    return min((contrast(colour, paper) for paper in papers), default=MOST)


def readable(colour: str, papers: Iterable[str], least: float = AA) -> str:
    """A colour itself, or the one nearest to it that has the least contrast to all of some papers.

    It is the same, darker or lighter: whichever can be read there at all.
    """
    papers = tuple(papers)
    end = max(BLACK, WHITE, key=lambda one: least_contrast(one, papers))
    ways = (_mixed(colour, end, step / STEPS) for step in range(STEPS + 1))
    return next(way for way in ways if least_contrast(way, papers) >= least or way == end)


def refuse_unreadable(colour: str, papers: Iterable[str]) -> None:
    """Raise ValidationError, with the ratio and what would do, for a colour that many people
    cannot read on some paper.
    """
    papers = tuple(papers)
    ratio = least_contrast(colour, papers)
    if ratio >= AA:
        return
    words = _(
        "This colour is hard to read on the pages: its contrast is %(ratio)s to 1, "
        "and at least %(least)s to 1 is needed. %(nearest)s would do."
    )
    facts = {
        # Not rounded up: 4.499 to 1 is not enough.
        "ratio": number_format(int(ratio * 100) / 100, 2),
        "least": number_format(AA, 1),
        "nearest": readable(colour, papers),
    }
    raise ValidationError(words % facts, code="unreadable")


def _luminance(colour):
    """Relative luminance, as WCAG defines it for sRGB."""
    parts = [value / 255 for value in bytes.fromhex(colour[1:])]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _mixed(colour, other, share):
    pairs = zip(bytes.fromhex(colour[1:]), bytes.fromhex(other[1:]), strict=True)
    return "#" + bytes(round(one + (two - one) * share) for one, two in pairs).hex()
