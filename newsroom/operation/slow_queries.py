"""A line in the log for every query that takes longer than SLOW_QUERY_MS."""

import logging
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db.backends.signals import connection_created

logger = logging.getLogger(__name__)
LONGEST = 2000


def watch_queries() -> None:
    """Time the queries of every connection that is opened from now on, if the setting asks."""
    if settings.SLOW_QUERY_MS:
        connection_created.connect(_time_its_queries, dispatch_uid=__name__)


def _time_its_queries(*, connection: Any, **_kwargs: object) -> None:
    if timed not in connection.execute_wrappers:
        connection.execute_wrappers.append(timed)


def timed(execute: Callable, sql: str, params: object, many: bool, context: dict) -> object:
    """Run a query. A line holds the statement as it is written, and never its values."""
    began = time.monotonic()
    try:
        return execute(sql, params, many, context)
    finally:
        took = (time.monotonic() - began) * 1000
        if took >= settings.SLOW_QUERY_MS:
            logger.warning("Slow query, %d ms: %s", took, " ".join(str(sql).split())[:LONGEST])
