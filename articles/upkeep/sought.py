"""Names that are sought in all that is written, in every form in which it may spell them."""

import html
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from django.utils.html import escape
from django.utils.text import slugify

from newsroom.kit.slugs import TABLES, slug
from newsroom.kit.text import tidy_line

SHORTEST = 3
# A form as long as this is found at the beginning of a longer word too: names are declined.
DECLINED = 5
# What may stand between two words of a name: typographers put no-break spaces and dashes there,
# editors a tag, and addresses what is encoded, though the letters around it are not.
BETWEEN = r"(?:\s|&nbsp;|(?:%C2)?%(?:20|A0)|[_.+\u00ad\u2010-\u2015\u2060-]|<[^>]{0,200}>)+"
# A hyphen inside a name may be written as a space or a dash, and the other way round.
INSIDE = re.compile(r"(?<=[^\s\u2010-\u2015-])[\s\u2010-\u2015-]+(?=[^\s\u2010-\u2015-])")


@dataclass(frozen=True)
class Sought:
    """The names as they stand in texts, and as they stand in addresses; in any case."""

    in_text: re.Pattern[str]
    in_addresses: re.Pattern[str]


def tidied(names: Iterable[str]) -> list[str]:
    """As stored text is written, whatever the keyboard sent: in NFC, each once, no empty ones."""
    return list(dict.fromkeys(name for name in map(tidy_line, names) if name))


def sought(names: Iterable[str]) -> Sought:
    """The forms of names, the longer ones first."""
    names = list(names)
    addresses = [form for name in names for form in _addresses(name)]
    texts = [form for name in names for form in _texts(name)]
    # Texts quote addresses; a short one could be any word in them.
    texts += [form for form in addresses if len(form) >= DECLINED]
    return Sought(_pattern(texts), _pattern([*texts, *addresses]))


def _pattern(forms):
    long_enough = dict.fromkeys(form for form in forms if len(form) >= SHORTEST)
    longest_first = sorted(long_enough, key=len, reverse=True)
    return re.compile("|".join(map(_form, longest_first)) or r"(?!)", re.IGNORECASE)


def _form(form):
    spaced = BETWEEN.join(map(re.escape, INSIDE.split(form)))
    return rf"(?<![^\W_]){spaced}" + (r"(?![^\W_])" if len(form) < DECLINED else "")


def _texts(name):
    """As it is typed; as HTML, JSON and CSV write it; and as an address quotes it."""
    yield from (name, escape(name), html.escape(name, quote=False))
    yield from (json.dumps(name)[1:-1], json.dumps(name, ensure_ascii=False)[1:-1])
    yield from (name.replace('"', '""'), " ".join(map(quote, name.split())))


def _addresses(name):
    """Ours, in whatever language it was made; and those of tags, which keep their letters."""
    yield from (slug(name, language=language) for language in ("", *TABLES))
    yield slugify(name, allow_unicode=True)
