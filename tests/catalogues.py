"""The catalogues in `locale/`, read without GNU gettext."""

import ast
import gettext
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

LOCALE = Path(__file__).resolve().parent.parent / "locale"
LINE = re.compile(r'(?:(?P<name>msg\w+(?:\[\d\])?) )?(?P<words>".*")')
FORMS = re.compile(r"nplurals=(\d)")


@dataclass
class Entry:
    """One message of a .po file: `words` by the names that the format gives them."""

    words: dict[str, str] = field(default_factory=dict)
    is_fuzzy: bool = False

    @property
    def key(self):
        """The context, or None, and the singular: what no two entries share."""
        return self.words.get("msgctxt"), self.words["msgid"]

    @property
    def forms(self):
        """What it says in the other language, one for each plural form."""
        return [words for name, words in self.words.items() if name.startswith("msgstr")]


def languages():
    return sorted(path.name for path in LOCALE.iterdir())


def file(language, kind):
    return LOCALE / language / "LC_MESSAGES" / f"django.{kind}"


@cache
def entries(language):
    """Those of a .po file by their keys, without the first, which is the file's head."""
    found = [_entry(block) for block in file(language, "po").read_text("utf-8").split("\n\n")]
    return {entry.key: entry for entry in found if entry.words["msgid"]}


def plural_forms(language):
    return int(FORMS.search(file(language, "po").read_text("utf-8"))[1])


def compiled(language):
    """What a .mo file says: a text, or with a number of its plural form, by what gettext asks."""
    with file(language, "mo").open("rb") as opened:
        said = gettext.GNUTranslations(opened)._catalog
    return {asked: words for asked, words in said.items() if asked}


def _entry(block):
    entry, name = Entry(), ""
    for line in block.splitlines():
        if line.startswith("#,"):
            entry.is_fuzzy = "fuzzy" in line
        elif found := LINE.fullmatch(line):
            name = found["name"] or name
            words = ast.literal_eval(found["words"])
            entry.words[name] = entry.words.get(name, "") + words
    return entry
