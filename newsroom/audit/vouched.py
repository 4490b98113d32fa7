"""The models whose rows the ledger vouches for."""

from collections.abc import Callable
from typing import TypeVar

from django.db.models import Model, Q

# Which of its rows the ledger has to know, by model.
MODELS: dict[type[Model], Q] = {}

Vouched = TypeVar("Vouched", bound=Model)


def vouched_for(where: Q) -> Callable[[type[Vouched]], type[Vouched]]:
    """Register a model: whoever stores a row that meets the condition gives it to the ledger.

    `manage.py verify_record` compares every such row of every such model.
    """

    def register(model: type[Vouched]) -> type[Vouched]:
        MODELS[model] = where
        return model

    return register


EVERY_ROW = Q()
