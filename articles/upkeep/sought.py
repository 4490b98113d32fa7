"""Names that are sought in all that is written, in every form in which it may spell them."""

import html
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from django.utils.html import escape
from django.utils.text import slugify

from newsroom.kit.names.forms import declined_forms
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
    """The names as they stand in texts, and as they stand in addresses; in any case.

    `staying` are the forms that are left where they stand, because they are other words; None
    where there are none.
    """

    in_text: re.Pattern[str]
    in_addresses: re.Pattern[str]
    staying: re.Pattern[str] | None


def tidied(names: Iterable[str]) -> list[str]:
    """As stored text is written, whatever the keyboard sent: in NFC, each once, no empty ones."""
    return list(dict.fromkeys(name for name in map(tidy_line, names) if name))


def sought(
    names: Iterable[str], *, forms: Iterable[str] = (), staying: Iterable[str] = ()
) -> Sought:
    """The names, and their declined `forms` as whole words, but for those that are `staying`."""
    names, forms, staying = list(names), list(forms), list(staying)
    left = _patterns((), staying)
    in_text, in_addresses = (
        re.compile(f"(?!{but.pattern})(?:{taken.pattern})", re.IGNORECASE)
        for taken, but in zip(_patterns(names, forms), left, strict=True)
    )
    return Sought(in_text, in_addresses, staying=left[0] if staying else None)


def declined(names: Iterable[str], texts: Iterable[str], languages: Iterable[str]) -> list[str]:
    """What stands in some texts beside the names and is theirs, each once and in order: the
    forms in which texts in some languages decline them, and longer words that begin like them.
    """
    names, languages, found = list(names), frozenset(languages), set()
    exactly = sought(names).in_text
    longer = re.compile(rf"(?:{exactly.pattern})[^\W_]*", re.IGNORECASE)
    for text in texts:
        found |= {one[0] for one in longer.finditer(text)}
        for name in names:
            found |= declined_forms(name, text, languages)
    as_told = {told(form).casefold(): told(form) for form in sorted(found, reverse=True)}
    forms = (form for form in as_told.values() if len(form) >= SHORTEST)
    return sorted(form for form in forms if not exactly.fullmatch(form))


def told(form: str) -> str:
    """A form without the tags and the codes that stand between its words."""
    return tidy_line(re.sub(BETWEEN, " ", html.unescape(form)))


def _patterns(names, forms):
    """Names, found in longer words too, and forms, which are not: in texts, and in addresses."""
    texts = _spelled(_texts, names, forms)
    addresses = _spelled(_addresses, names, forms)
    # Texts quote addresses; a short one could be any word in them.
    texts |= {form: whole for form, whole in addresses.items() if len(form) >= DECLINED}
    return _pattern(texts), _pattern({**addresses, **texts})


def _spelled(spellings, names, forms):
    """{spelling: whether it has to be a whole word}."""
    whole = {spelling: True for form in forms for spelling in spellings(form)}
    return whole | {one: len(one) < DECLINED for name in names for one in spellings(name)}


def _pattern(spelled):
    long_enough = [one for one in spelled if len(one) >= SHORTEST]
    longest_first = sorted(long_enough, key=len, reverse=True)
    patterns = (_form(one, spelled[one]) for one in longest_first)
    return re.compile("|".join(patterns) or r"(?!)", re.IGNORECASE)


def _form(form, is_whole):
    spaced = BETWEEN.join(map(re.escape, INSIDE.split(form)))
    return rf"(?<![^\W_]){spaced}" + (r"(?![^\W_])" if is_whole else "")


def _texts(name):
    """As it is typed; as HTML, JSON and CSV write it; and as an address quotes it."""
    yield from (name, escape(name), html.escape(name, quote=False))
    yield from (json.dumps(name)[1:-1], json.dumps(name, ensure_ascii=False)[1:-1])
    yield from (name.replace('"', '""'), " ".join(map(quote, name.split())))


def _addresses(name):
    """Ours, in whatever language it was made; and those of tags, which keep their letters."""
    yield from (slug(name, language=language) for language in ("", *TABLES))
    yield slugify(name, allow_unicode=True)
