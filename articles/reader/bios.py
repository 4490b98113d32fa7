"""What is said about the authors below a piece and on their own pages: nothing twice."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

# Where a name is found that is only a word, the words are not about the handle.
ADDRESSED = set("@./")


def telling(bylines: Iterable[Any]) -> list[Any]:
    """Those of some bylines that say more of an author than the name."""
    return [one for one in bylines if one.bio or one.own_handles or one.affiliation]


def linked(bio: str, handles: Sequence[Any], rel: str = "") -> SafeString:
    """A bio in which each handle that it names leads there."""
    named = {_told(handle): handle for handle in handles if _told(handle)}
    if not named:
        return conditional_escape(bio)
    parts = re.split(f"({'|'.join(map(_pattern, named))})", bio, flags=re.IGNORECASE)
    return mark_safe("".join(_part(part, named, rel) for part in parts))


def unsaid(handles: Iterable[Any], bio: str) -> list[Any]:
    """Those of some handles that a bio does not name."""
    return [
        handle
        for handle in handles
        if not _told(handle) or not re.search(_pattern(_told(handle)), bio, re.IGNORECASE)
    ]


def _told(handle):
    shown = handle.shown.casefold()
    return shown if ADDRESSED & set(shown) else ""


def _pattern(shown):
    return rf"(?<![\w@/.-]){re.escape(shown)}(?![\w@/-]|\.\w)"


def _part(part, named, rel):
    handle = named.get(part.casefold())
    if handle is None:
        return conditional_escape(part)
    told = format_html(' rel="{}"', rel) if rel else ""
    return format_html('<a href="{}"{}><bdi dir="ltr">{}</bdi></a>', handle.url, told, part)
