"""What two people changed alike, as a page shows it: side by side, word by word."""

from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles.writing.compared_text import compared_html, compared_lines
from articles.writing.content import TABLES, TAGS
from articles.writing.merge import kind_of
from articles.writing.merged_text import HTML

TABLE = {table.name: table for table in TABLES}


@dataclass(frozen=True)
class Shown:
    """A conflict: its title, and what each side made of what stood there, None where nothing is
    left of it.
    """

    key: str
    title: str
    mine: SafeString | None
    theirs: SafeString | None
    allows_both: bool


def shown(conflict, names):
    """A Conflict as it is shown, with `names` for what it leads to."""
    mine, theirs = _sides(conflict, names)
    return Shown(
        f"take-{conflict.key}", _title(conflict, names), mine, theirs, conflict.allows_both
    )


def _title(conflict, names):
    table, column = TABLE.get(conflict.name), conflict.column
    called = capfirst(column.verbose_name) if column else _("Tags")
    if table is None:
        return called
    if conflict.row is not None:
        return f"{names.of_row(table, conflict.row)}: {called}"
    return capfirst(table.model._meta.verbose_name_plural)


def _sides(conflict, names):
    compared = compared_html if kind_of(conflict.column) is HTML else compared_lines
    before = _words(conflict, conflict.base, names)
    for side in (conflict.mine, conflict.theirs):
        words = _words(conflict, side, names)
        if not words:
            yield None
        elif conflict.base is None:
            yield words if compared is compared_html else mark_safe(_lines(escape(words)))
        else:
            passages = [passage.html for passage in compared(before, words)]
            yield mark_safe("".join(passages) if compared is compared_html else _lines(*passages))


def _words(conflict, value, names):
    """A value as a text: of a body its HTML."""
    if value is None:
        return ""
    if conflict.column is not None:
        return names.value(conflict.column, value)
    if conflict.name == TAGS:
        return ", ".join(value)
    table = TABLE[conflict.name]
    rows = value if isinstance(value, list) else [value]
    return "\n".join(_row(table, row, names) for row in rows)


def _row(table, row, names):
    more = [row[name] for name in ("bio", "reason") if row.get(name)]
    return "\n".join([names.of_row(table, row), *more])


def _lines(*lines):
    return "<br>".join("\n".join(lines).split("\n"))
