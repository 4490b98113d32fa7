"""What stands in contents, in the words of people."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import Model
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.models import Article
from articles.writing.content import BYLINES, COLUMNS, CORRECTIONS, TABLES, Content, Row, Table


class Names:
    """What the rows are called that some contents lead to: each table is asked once, for all."""

    def __init__(self, *contents: Content | None) -> None:
        keys: dict[type[Model], set[int]] = defaultdict(set)
        for model, key in _keys(filter(None, contents)):
            keys[model].add(key)
        self.rows = {model: model._base_manager.in_bulk(found) for model, found in keys.items()}

    def row(self, column: Any, key: int) -> Any:
        """The row that a key in a column leads to, or None where there is none any more."""
        return self.rows.get(column.related_model, {}).get(key)

    def value(self, column: Any, value: Any) -> str:
        """What a column holds."""
        if value in (None, ""):
            return ""
        if column.is_relation:
            row = self.row(column, value)
            return str(row) if row else _("not on file any more")
        if column.choices:
            return chosen(column, value)
        if column.get_internal_type() == "DateField":
            return day(date.fromisoformat(value))
        return str(value)

    def of_row(self, table: Table, row: Row) -> str:
        """A row in one line: who signs as what, which grant, which note."""
        names = (name for name in table.columns if name not in ("id", "bio", "reason", "position"))
        told = [self.value(table.model._meta.get_field(name), row.get(name)) for name in names]
        if table is BYLINES:
            return signed(*told)
        return noted(*told) if table is CORRECTIONS else told[0]


def signed(author: str, role: str) -> str:
    """Who signs, as what."""
    return _("%(author)s, %(role)s") % {"author": author, "role": role}


def noted(kind: str, text: str, dated: str) -> str:
    """A correction in one line."""
    return _("%(kind)s of %(day)s: %(text)s") % {"kind": kind, "day": dated, "text": text}


def chosen(column: Any, value: str) -> str:
    """What is chosen in a column, in the words of the list."""
    return str(dict(column.flatchoices).get(value, value))


def day(told: date) -> str:
    return date_format(told, "j F Y")


def _keys(contents: Iterable[Content]) -> Iterator[tuple[type[Model], int]]:
    for content in contents:
        yield from _of(Article, COLUMNS, content)
        for table in TABLES:
            for row in content.get(table.name, ()):
                yield from _of(table.model, table.columns, row)


def _of(model, names, row):
    for name in names:
        column = model._meta.get_field(name)
        if column.is_relation and row.get(name) is not None:
            yield column.related_model, row[name]
