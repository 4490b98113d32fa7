"""What is scheduled, looked at once more when something changes that decides what it must say.

A scheduled version was frozen when it was scheduled. It appears as it is, and somebody has
to decide before it does: the log says that there is something to decide.
"""

import logging

from django.db import connection
from django.db.models import Model

from articles.models import PublishedVersion
from articles.upkeep.worklist import worklist

logger = logging.getLogger(__name__)


def look_at_what_is_scheduled(row: Model) -> None:
    """Look once, after the transaction, however many rows it changes."""
    if _look not in [waiting[1] for waiting in connection.run_on_commit]:
        connection.on_commit(_look, robust=True)


def _look():
    scheduled = PublishedVersion.objects.not_yet_live()
    for whole, differs in worklist(versions=scheduled):
        logger.warning(
            "“%s” is scheduled and would appear with other disclosures than are prescribed now: %s",
            whole.version,
            ", ".join(map(str, differs.words)),
        )
