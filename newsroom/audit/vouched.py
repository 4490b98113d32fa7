"""The models whose every row the ledger vouches for."""

from typing import TypeVar

from django.db.models import Model

MODELS: list[type[Model]] = []

Vouched = TypeVar("Vouched", bound=Model)


def vouched_for(model: type[Vouched]) -> type[Vouched]:
    """Register a model: whoever stores rows of it gives their `digest.frozen` to the ledger.

    `manage.py verify_record` compares every row of every such model.
    """
    MODELS.append(model)
    return model
