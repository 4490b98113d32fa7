"""A register of what wants to hear that something changed which decides what must be said.

Funding knows of no pieces. What knows of them registers a listener at start, and every
model that decides disclosures tells all of them whenever a row of it is saved or deleted.
"""

from collections.abc import Callable
from typing import Any

from django.db import models

Listener = Callable[[models.Model], None]

LISTENERS: list[Listener] = []


def listen(listener: Listener) -> None:
    """Call a listener with the row after every change, in the transaction of the change."""
    if listener not in LISTENERS:
        LISTENERS.append(listener)


def tell(row: models.Model) -> None:
    """Call every listener."""
    for listener in LISTENERS:
        listener(row)


class DecidesDisclosures(models.Model):
    """For a model whose rows decide which disclosures a piece has to print, and in which words.

    Whoever changes many rows at once, by `update()`, `bulk_create()` or the `delete()` of a
    queryset, calls `tell` for each.
    """

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        tell(self)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        deleted = super().delete(*args, **kwargs)
        tell(self)
        return deleted
