"""The ready-made statements, as their files describe them."""

import re
import tomllib
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from funding.models import Statement
from newsroom.kit.text import refuse_unprintable, tidy_line

FOLDER = Path(__file__).parent
SLOT = re.compile(r"\{(\w+)\}")


class Refused(Exception):
    """A ready-made statement was not filled in or not added. The message is for who did it."""


class Standing(StrEnum):
    OFFICIAL = "official"
    CONFIRM = "confirm"
    HOUSE = "house"

    @property
    def words(self) -> str:
        return {
            self.OFFICIAL: _("prescribed in these words"),
            self.CONFIRM: _("to be confirmed with the funder"),
            self.HOUSE: _("our own words, to be adapted"),
        }[self]


@dataclass(frozen=True)
class Source:
    title: str
    read: date
    url: str = ""


@dataclass(frozen=True)
class Text:
    text: str
    standing: Standing
    known_by: str = ""
    closes_with: str = ""

    @property
    def slots(self) -> list[str]:
        """The names of its blanks, each once, in their order."""
        return list(dict.fromkeys(SLOT.findall(self.text)))

    @property
    def with_blanks(self) -> str:
        """The text to look at, each blank in brackets: ``[granting authority]``."""
        return SLOT.sub(lambda blank: f"[{blank.group(1).replace('_', ' ')}]", self.text)


@dataclass(frozen=True)
class ReadyMade:
    key: str
    name: str
    kind: Statement.Kind
    belongs_to: tuple[str, ...]
    sources: tuple[Source, ...]
    texts: dict[str, Text]
    slots: dict[str, str] = field(default_factory=dict)
    mandatory: bool = True
    note: str = ""

    def fill(self, language: str, **slots: str) -> str:
        """Return the text in a language with its blanks filled in.

        Raises Refused if there is no such text, if a blank stays blank, or if
        what is to be filled in cannot be printed.
        """
        if language not in self.texts:
            words = _("“%(name)s” has no text in the language %(language)s.")
            raise Refused(words % {"name": self.name, "language": language})
        text = self.texts[language]
        filling = {slot: self._filling(slot, slots.get(slot, "")) for slot in text.slots}
        return SLOT.sub(lambda blank: filling[blank.group(1)], text.text)

    def _filling(self, slot, value):
        value, label = tidy_line(value), self.slots[slot]
        if not value:
            raise Refused(_("“%s” is left blank: fill it in.") % label)
        try:
            refuse_unprintable(value)
        except ValidationError as problem:
            raise Refused(f"“{label}”: {problem.messages[0]}") from problem
        return value


@cache
def catalogue() -> tuple[ReadyMade, ...]:
    """Every ready-made statement, by kind in the order of print and then by name."""
    found = [_read(path) for path in FOLDER.glob("*.toml")]
    kinds = Statement.Kind.values
    return tuple(sorted(found, key=lambda one: (kinds.index(one.kind), one.name)))


def _read(path):
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return ReadyMade(
        key=path.stem,
        **data
        | {
            "kind": Statement.Kind(data["kind"]),
            "belongs_to": tuple(data["belongs_to"]),
            "sources": tuple(Source(**source) for source in data["sources"]),
            "texts": {
                language: Text(**text | {"standing": Standing(text["standing"])})
                for language, text in data["texts"].items()
            },
        },
    )
