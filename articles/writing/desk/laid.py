"""Entries that differ, as a page lays them beside each other."""

import re
from dataclasses import dataclass
from itertools import groupby

from django.core.files.storage import default_storage
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from articles.models import Photo
from articles.writing.compared_text import Fate, Passage
from articles.writing.sheet import Differing, Form

FIGURE = re.compile(r'<figure [^>]*data-photo="(\d{1,18})"[^>]*>')


@dataclass(frozen=True)
class Laid:
    """An entry as it is shown: runs of passages, those that are the same in one; or pictures."""

    label: str
    runs: list[tuple[bool, list[Passage]]]
    is_html: bool
    pictures: tuple[str, str] | None


def laid(found: dict[str, Differing]) -> list[Laid]:
    """The entries of a comparison, as they are shown."""
    photos = Photo.objects.in_bulk(_keys(found.values()))
    return [_laid(one, photos) for one in found.values()]


def _laid(one, photos):
    pictures = None
    if one.form == Form.PICTURE:
        pictures = tuple(default_storage.url(name) if name else "" for name in (one.old, one.new))
    passages = [_with_pictures(passage, photos) for passage in one.passages]
    runs = groupby(passages, lambda passage: passage.fate == Fate.SAME)
    return Laid(
        one.label, [(same, list(run)) for same, run in runs], one.form == Form.HTML, pictures
    )


def _keys(entries):
    return {
        int(key)
        for one in entries
        for passage in one.passages
        for key in FIGURE.findall(passage.html)
    }


def _with_pictures(passage, photos):
    def shown(match):
        photo = photos.get(int(match[1]))
        if photo is None:
            return match[0]
        return match[0] + format_html('<img src="{}" alt="{}">', photo.file.url, photo.alt)

    html: SafeString = mark_safe(FIGURE.sub(shown, passage.html))
    return Passage(passage.fate, html, passage.words)
