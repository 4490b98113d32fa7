"""The icon in each size that browsers and phones ask for, drawn from the one of the identity.

Without one it is static/icon.png, which is ours.
"""

from functools import cache
from pathlib import PurePosixPath
from typing import NamedTuple

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.urls import reverse

from newsroom.kit.faults import FileLost
from newsroom.kit.files import sha256_of
from newsroom.models.identity import Identity

OURS = settings.BASE_DIR / "static" / "icon.png"


class Drawing(NamedTuple):
    """How an icon is drawn: `newsroom.pictures.reading.square` knows the kinds."""

    side: int
    kind: str


# By the names of their files.
TAB, TOUCH = "tab.png", "touch.png"
ICONS = {
    TAB: Drawing(96, "png"),
    TOUCH: Drawing(180, "touch"),
    "192.png": Drawing(192, "png"),
    "512.png": Drawing(512, "png"),
    "favicon.ico": Drawing(48, "ico"),
}
# What an installed site has: developer.mozilla.org, "Define your app icons".
OF_THE_MANIFEST = ("192.png", "512.png")


def digest(identity: Identity) -> str:
    """The SHA-256 of the picture that icons are drawn from."""
    return PurePosixPath(str(identity.icon)).stem if identity.icon else _digest_of_ours()


def opened(identity: Identity) -> File:
    """That picture. Raises FileLost where it is stored no more."""
    if not identity.icon:
        return ContentFile(OURS.read_bytes())
    try:
        return default_storage.open(str(identity.icon))
    except FileNotFoundError as problem:
        raise FileLost(str(identity.icon)) from problem


def address(identity: Identity, name: str) -> str:
    """Where an icon is served, for as long as it is this one."""
    return reverse("icon", args=[digest(identity), name])


@cache
def _digest_of_ours():
    return sha256_of(ContentFile(OURS.read_bytes()))
