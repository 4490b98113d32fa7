"""Names that are sought in all that is written, in every form in which it may spell them."""

import html
import re
from collections.abc import Iterable

from django.utils.html import escape
from django.utils.text import slugify

from newsroom.kit.slugs import slug
from newsroom.kit.text import tidy_line

SHORTEST = 3
SPACE = r"(?:\s|&nbsp;)+"


def tidied(names: Iterable[str]) -> list[str]:
    """As stored text is written, whatever the keyboard sent: in NFC, each once, no empty ones."""
    return list(dict.fromkeys(name for name in map(tidy_line, names) if name))


def sought(names: Iterable[str]) -> re.Pattern[str]:
    """The names as they stand in text, in HTML, and in addresses, in any case; longer ones first.

    Any white space may stand between two words: typographers put no-break spaces there.
    """
    forms = dict.fromkeys(form for name in names for form in _forms(name) if form)
    longest_first = sorted(forms, key=len, reverse=True)
    spaced = (SPACE.join(map(re.escape, form.split())) for form in longest_first)
    return re.compile("|".join(spaced), re.IGNORECASE)


def _forms(name):
    """As it is typed, as HTML writes it in an attribute and between tags, and in addresses: ours,
    and those of tags, which keep their letters.
    """
    in_html = escape(name), html.escape(name, quote=False)
    return name, *in_html, slug(name), slugify(name, allow_unicode=True)
