"""What a server tells its log before it serves: that it should not run as it is."""

import logging

from django.core.checks import run_checks

logger = logging.getLogger(__name__)


def tell_problems() -> None:
    """Log what Django’s checks find. Commands do this by themselves, gunicorn does not."""
    for problem in run_checks():
        logger.log(problem.level, "%s %s", problem.id, problem.msg)
