"""Where the counts of failures are kept: in a table of the database."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.cache.backends.db import DatabaseCache
from django.db import DatabaseError, connection

from newsroom.kit.faults import fault_of


class Counts(DatabaseCache):
    """A fault of the machine is told as one: Django says that nothing was stored, and whoever
    signs in would be told that too many attempts had failed.
    """

    def _base_set(self, *args: Any, **kwargs: Any) -> bool:
        faults: list[DatabaseError] = []
        with connection.execute_wrapper(partial(_noting, faults)):
            stored = super()._base_set(*args, **kwargs)  # type: ignore[misc]
        if faults:
            raise faults[0]
        return stored


def _noting(faults: list[DatabaseError], execute: Callable, *query: Any) -> Any:
    """Run a query, and note the fault that it meets."""
    try:
        return execute(*query)
    except DatabaseError as error:
        if fault_of(error):
            faults.append(error)
        raise
