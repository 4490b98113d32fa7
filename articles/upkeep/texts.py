"""All words that are stored, of whichever model, but for those that a redaction never looks at."""

import re
from collections.abc import Iterator
from typing import Any

from django.db.models import Model

from articles.upkeep.redactable import REDACTED, SEALED, TOLD, columns, walked


def every_text() -> Iterator[str]:
    """Every text of every row, those inside JSON and the names of files too."""
    for model in walked():
        for values in model._base_manager.values_list(*_columns(model)).iterator():
            yield from _texts(list(values))


def holding(pattern: re.Pattern[str] | None) -> Iterator[Model]:
    """The rows with a text that holds what a pattern finds; none where there is no pattern."""
    if pattern is None:
        return
    for model in walked():
        for row in model._base_manager.order_by("pk").iterator():
            if words_in(row, pattern):
                yield row


def words_in(row: Model, pattern: re.Pattern[str]) -> list[str]:
    """What a pattern finds in the texts of a row, each once, in order."""
    values = [getattr(row, name) for name in _columns(type(row))]
    return sorted({found[0] for text in _texts(values) for found in pattern.finditer(text)})


def columns_holding(row: Model, pattern: re.Pattern[str]) -> list[str]:
    """The names of the columns of a row in whose texts a pattern finds something."""
    return [
        name
        for name in _columns(type(row))
        if any(pattern.search(text) for text in _texts(getattr(row, name)))
    ]


def _columns(model):
    return [column.attname for what in (REDACTED, TOLD, SEALED) for column in columns(model, what)]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        value = [*value, *value.values()]
    if isinstance(value, list):
        for inside in value:
            yield from _texts(inside)
    elif value is not None:
        yield str(value)
