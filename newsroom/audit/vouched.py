"""The models whose rows the ledger vouches for, or whose states it follows."""

from collections.abc import Callable, Collection, Iterable
from typing import TypeVar

from django.db.models import Model, Q

# Instead of a digest: the row was deleted.
GONE = ""
# Which of its rows the ledger has to know, by model.
MODELS: dict[type[Model], Q] = {}
# The columns that the ledger vouches for, of models of whose rows it does not vouch for all.
ONLY: dict[type[Model], Collection[str]] = {}
# Of these models, those whose rows are edited: what an entry says of one holds until the next.
EDITED: set[type[Model]] = set()
# The column of a model that is followed from entry to entry.
FOLLOWED: dict[type[Model], str] = {}

Vouched = TypeVar("Vouched", bound=Model)


EVERY_ROW = Q()


def vouched_for(
    where: Q, *, only: Collection[str] = (), when_edited: bool = False
) -> Callable[[type[Vouched]], type[Vouched]]:
    """Register a model: whoever stores a row that meets the condition gives it to the ledger.

    `manage.py verify_record` compares every such row of every such model, and every other one
    that the ledger knows. It looks at `only` some columns, if any are named. `when_edited`: each
    entry that tells what was changed in a row vouches for it anew.
    """

    def register(model: type[Vouched]) -> type[Vouched]:
        MODELS[model] = where
        if only:
            ONLY[model] = only
        if when_edited:
            EDITED.add(model)
        return model

    return register


def vouched_for_when_edited(model: type[Vouched]) -> type[Vouched]:
    """Register a model every row of which is known to the ledger, as it was edited last."""
    return vouched_for(EVERY_ROW, when_edited=True)(model)


def has_to_be_known(row: Model) -> bool:
    """Whether a row is stored, and is one that the ledger has to know."""
    model = type(row)
    return model in MODELS and model._base_manager.filter(MODELS[model], pk=row.pk).exists()


def edited(rows: Iterable[Model]) -> list[Model]:
    """Those of some rows that are vouched for when they are edited, as they are stored now."""
    kept = [row for row in rows if type(row) in EDITED]
    stored = (type(row)._base_manager.filter(pk=row.pk).first() for row in kept)
    return [row for row in stored if row]


def followed(column: str) -> Callable[[type[Vouched]], type[Vouched]]:
    """Register a column that is set after a row was stored, such as the stage of an article.

    Whoever sets it gives what it became to the ledger, among the `states` of an entry; until
    then it has its default. It is no part of the digest of the row.
    """

    def register(model: type[Vouched]) -> type[Vouched]:
        FOLLOWED[model] = column
        return model

    return register
