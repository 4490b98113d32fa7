"""A register of what wants to hear that something changed which decides what must be said.

Funding knows of no pieces. What knows of them registers a listener at start, and every
model that decides disclosures tells of each row of it that is saved or deleted.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import models, transaction

from newsroom.kit import clock


@dataclass
class Change:
    """What somebody changes in one transaction: the rows, when, and what came of it elsewhere.

    `by` is None for the newsroom itself. `outcome` are sentences for whoever made the change.
    `moment` is when, where that was given; otherwise it is always `now`, because what others
    publish while this change waits for them is live by then.
    """

    by: User | None
    moment: datetime | None = None
    rows: list[models.Model] = field(default_factory=list)
    outcome: list[str] = field(default_factory=list)

    @property
    def now(self) -> datetime:
        return self.moment or clock.now()


def _nothing() -> None:
    pass


@dataclass(frozen=True)
class Listener:
    """`hear` is called once at the end of each change, in its transaction, and returns sentences
    for whoever made it. `brace` is called before anything is written, to lock what `hear` may
    change: others lock those rows before the ledger, too.
    """

    hear: Callable[[Change], Iterable[str]]
    brace: Callable[[], None] = _nothing


LISTENERS: list[Listener] = []
_open: ContextVar[Change | None] = ContextVar("change", default=None)


def listen(listener: Listener) -> None:
    """Let a listener hear of every change from now on."""
    if listener not in LISTENERS:
        LISTENERS.append(listener)


@contextmanager
def changing(
    *, by: User | None = None, now: datetime | None = None, braces: bool = True
) -> Iterator[Change]:
    """One transaction in which somebody changes what must be said, heard of once, at its end.

    Between the first row and the last, rows may contradict each other: the old wording is
    retired, the new one not in force yet. Inside another change it is a part of that one.
    Nobody `braces` who has the ledger already: then only rows are told of that are held.
    """
    if outer := _open.get():
        with transaction.atomic():
            yield outer
        return
    change = Change(by, now)
    with transaction.atomic(), _opened(change):
        for listener in LISTENERS if braces else ():
            listener.brace()
        yield change
        # What is rolled back has not happened.
        if change.rows and not transaction.get_rollback():
            for listener in LISTENERS:
                change.outcome += listener.hear(change)


@contextmanager
def supposing() -> Iterator[None]:
    """Write rows to see what would come of them: all is rolled back, and nobody hears of it."""
    with transaction.atomic(), _opened(Change(None)):
        yield
        transaction.set_rollback(True)


@contextmanager
def _opened(change: Change) -> Iterator[None]:
    token = _open.set(change)
    try:
        yield
    finally:
        _open.reset(token)


def tell(row: models.Model) -> None:
    """Add a row to the change that is under way; without one, it is a change of its own."""
    with changing() as change:
        change.rows.append(row)


class DecidesDisclosures(models.Model):
    """For a model whose rows decide which disclosures a piece has to print, and in which words.

    Whoever changes many rows at once, by `update()`, `bulk_create()` or the `delete()` of a
    queryset, calls `tell` for each.
    """

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        with changing():
            super().save(*args, **kwargs)
            tell(self)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        with changing():
            deleted = super().delete(*args, **kwargs)
            tell(self)
        return deleted
