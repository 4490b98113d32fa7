"""Two contents that were made of one, put together again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.db.models import Field

from articles.models import Article
from articles.writing.content import COLUMNS, TABLES, TAGS, Content, Row, Table
from articles.writing.merged_text import HTML, LINES, Kind, merged
from newsroom.audit.digest import sha256
from newsroom.kit.fields import BodyField, PlainTextField


class Choice(StrEnum):
    """What somebody takes where two changed the same."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"


@dataclass(frozen=True)
class Conflict:
    """Something that both changed, and not alike: a value, some blocks of a text, or a row.

    `column` is the one of the piece or of the row; none for a whole row, which is None where it
    was taken away, and for a table or the tags where the base is not known. `row` says of a column
    of a row which it is: the row as `theirs` has it.
    """

    key: str
    name: str
    column: Field | None
    base: Any
    mine: Any
    theirs: Any
    row: Row | None = None

    @property
    def allows_both(self) -> bool:
        """Whether one can stand under the other."""
        return kind_of(self.column) is not None or self.name == TAGS


@dataclass(frozen=True)
class Merge:
    """What came of it. While a conflict is open, what `mine` holds stands in its place."""

    content: Content
    open: tuple[Conflict, ...]


def merge(
    base: Content | None, mine: Content, theirs: Content, choices: Mapping[str, str] | None = None
) -> Merge:
    """Take from each what only one changed; `choices` are for what both did, by the keys of the
    conflicts of an earlier call with the same contents.

    Rows are the same where they have the same key. Where the base is not known (None), or has not
    a column or table, what differs there is a conflict as a whole.
    """
    hand, stood = _Hand(choices or {}), base or {}
    content: Content = {}
    for name in COLUMNS:
        column = Article._meta.get_field(name)
        three = stood.get(name, UNKNOWN), mine[name], theirs[name]
        content[name] = hand.value(name, column, *three)
    if TAGS in stood:
        content[TAGS] = _tags(stood[TAGS], mine[TAGS], theirs[TAGS])
    else:
        content[TAGS] = hand.whole(TAGS, sorted(mine[TAGS]), sorted(theirs[TAGS]))
    for table in TABLES:
        name = table.name
        if name in stood:
            content[name] = list(hand.rows(table, stood[name], mine[name], theirs[name]))
        else:
            content[name] = hand.whole(name, mine[name], theirs[name])
    return Merge(content, tuple(hand.open))


def kind_of(column: Field | None) -> Kind | None:
    """How the text of a column is taken apart; None for what is a value, or one line."""
    if isinstance(column, BodyField):
        return HTML
    return LINES if isinstance(column, PlainTextField) else None


class _Unknown:
    """Stands for a base that is not known, and equals nothing."""


UNKNOWN = _Unknown()


@dataclass
class _Hand:
    """Puts together, and asks where it cannot."""

    choices: Mapping[str, str]
    open: list[Conflict] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)

    def value(self, name, column, base, mine, theirs, row=None):
        if mine == theirs or theirs == base:
            return mine
        if mine == base:
            return theirs
        kind = kind_of(column)
        if kind is None or base is UNKNOWN:
            return self.choose(name, column, base, mine, theirs, row)
        return "".join(
            self.blocks(name, column, one, row) for one in merged(base, mine, theirs, kind)
        )

    def blocks(self, name, column, chunk, row):
        if not chunk.is_open:
            return "".join(chunk.merged)
        base, mine, theirs = map("".join, (chunk.base, chunk.mine, chunk.theirs))
        return self.choose(name, column, base, mine, theirs, row)

    def whole(self, name, mine, theirs):
        """A table or the tags of a piece whose base is not known."""
        if _without_ids(mine) == _without_ids(theirs):
            return theirs
        return self.choose(name, None, UNKNOWN, mine, theirs)

    def rows(self, table: Table, *three: Iterable[Row]) -> Iterable[Row]:
        base, mine, theirs = (_by_key(table, rows) for rows in three)
        for key in dict.fromkeys([*theirs, *mine]):
            row = self.row(table, base.get(key), mine.get(key), theirs.get(key))
            if row is not None:
                yield {**row, "id": theirs[key]["id"] if key in theirs else None}

    def row(self, table, base, mine, theirs):
        if mine and theirs:
            return {
                name: self.value(
                    table.name,
                    table.model._meta.get_field(name),
                    base[name] if base else UNKNOWN,
                    mine[name],
                    theirs[name],
                    theirs,
                )
                for name in table.columns
                if name != "id"
            } | {"id": theirs["id"]}
        stood = _without_ids(base)
        if not base or stood in (_without_ids(mine), _without_ids(theirs)):
            return theirs if _without_ids(mine) == stood else mine
        return self.choose(table.name, None, base, mine, theirs)

    def choose(self, name, column, base, mine, theirs, row=None):
        told = [name, column and column.name, row, _stored(base), mine, theirs]
        key = sha256(told)[:16]
        while key in self.asked:
            key = f"{key}-again"
        self.asked.add(key)
        conflict = Conflict(key, name, column, _stored(base), mine, theirs, row)
        choice = self.choices.get(key)
        if choice == Choice.THEIRS:
            return theirs
        if choice == Choice.BOTH and conflict.allows_both:
            return _both(conflict)
        if choice != Choice.MINE:
            self.open.append(conflict)
        return mine


def _stored(base):
    return None if base is UNKNOWN else base


def _both(conflict):
    mine, theirs = conflict.mine, conflict.theirs
    if conflict.name == TAGS:
        return sorted({*mine, *theirs})
    between = "" if kind_of(conflict.column) is HTML or mine.endswith("\n") else "\n"
    return f"{mine}{between}{theirs}"


def _tags(base, mine, theirs):
    """Those of both, without what either has taken off."""
    taken_off = {*base} - ({*mine} & {*theirs})
    return sorted(({*mine} | {*theirs}) - taken_off)


def _by_key(table, rows):
    """Rows by what they are told apart by, those that are alike or new by their place as well."""
    found: dict[tuple[Any, ...], Row] = {}
    for row in rows:
        key = tuple(row[name] for name in table.key)
        place = 0
        while (*key, place) in found:
            place += 1
        found[*key, place] = row
    return found


def _without_ids(rows):
    """A row, or rows, as they are compared: one that was taken off and put on again is the same."""
    if isinstance(rows, list):
        return [_without_ids(row) for row in rows]
    if isinstance(rows, dict):
        return {name: value for name, value in rows.items() if name != "id"}
    return rows
