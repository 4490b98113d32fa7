"""Funders' logos, in the sizes in which they stand beside each other.

Every logo fits the same box, whole and in its own proportions. One that has
to lead, as the European Union's emblem has, is at least as large as any other
in height or in width (European Commission, "Communicating and raising EU
visibility"). The stored file is served untouched.
"""

from dataclasses import dataclass

from django.urls import reverse

BOX = (144, 64)
LEADING_BOX = (240, 96)


@dataclass(frozen=True)
class Logo:
    """A logo as it is shown: addresses of its files, its size in CSS pixels, its words."""

    src: str
    dark_src: str
    width: int
    height: int
    alt: str
    leads: bool


def shown(logos):
    """A Logo for each `VersionLogo`, in order; what a redaction took away is not there."""
    return [_shown(logo) for logo in logos if logo.file]


def fitted(width, height, box):
    """The size of a picture as large as its box allows, at least one pixel either way."""
    scale = min(box[0] / width, box[1] / height)
    return max(1, round(width * scale)), max(1, round(height * scale))


def _shown(logo):
    width, height = fitted(logo.width, logo.height, LEADING_BOX if logo.leads else BOX)
    return Logo(
        src=_address(logo.file),
        dark_src=_address(logo.dark_file),
        width=width,
        height=height,
        alt=logo.alt,
        leads=logo.leads,
    )


def _address(file):
    return reverse("original", args=[file]) if file else ""
