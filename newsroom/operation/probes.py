"""Two addresses for whoever watches over the machine: is it alive, and may it be given readers?

They are answered before anything else, over http and under any host name, for a probe asks the
machine and not the magazine. They tell strangers nothing but yes or no; the log says why not.
"""

import logging
import tempfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import path
from django.utils import timezone

from newsroom.audit.going_back import later_than
from newsroom.kit import clock

logger = logging.getLogger(__name__)
# How far two clocks of one newsroom may be apart.
APART = timedelta(seconds=5)
_up_to_date = False


def alive(request: HttpRequest) -> HttpResponse:
    """``/healthz``: this process answers. Asks nothing of the database."""
    return _said("alive", 200)


def ready(request: HttpRequest) -> HttpResponse:
    """``/readyz``: 503 while readers should be sent elsewhere."""
    problems = list(_problems())
    for problem in problems:
        logger.warning("Not ready: %s", problem)
    return _said("not ready", 503) if problems else _said("ready", 200)


def _said(words: str, status: int) -> HttpResponse:
    answer = HttpResponse(f"{words}\n", status=status, content_type="text/plain; charset=utf-8")
    # Django would call each 503 an error of ours: what is wrong has its own line.
    answer._has_been_logged = True  # type: ignore[attr-defined]
    return answer


def _problems() -> Iterator[str]:
    try:
        yield from _of_the_database()
    except Error as problem:
        yield f"the database does not answer: {type(problem).__name__}."
    if settings.READ_ONLY:
        return
    try:
        Path(settings.MEDIA_ROOT).mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=settings.MEDIA_ROOT) as file:
            file.write(b"ready?")
    except OSError as problem:
        yield f"MEDIA_ROOT cannot be written to: {problem.strerror}."


def _of_the_database() -> Iterator[str]:
    global _up_to_date
    its_now = clock.now()
    apart = abs(its_now - timezone.now()) > APART
    if not _up_to_date:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            yield "migrations have to be applied: run migrate."
            return
        # What was applied stays applied.
        _up_to_date = True
    if apart:
        yield "its clock and that of the database are apart."
    if later_than(its_now):
        yield "its clock is behind the ledger: nothing can be published."


urlpatterns = [
    path("healthz", alive, name="healthz"),
    path("readyz", ready, name="readyz"),
]
PROBES = {f"/{probe.pattern}": probe.callback for probe in urlpatterns}


def answer_probes(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware before all that looks at hosts, sessions or the scheme."""

    def answer(request: HttpRequest) -> HttpResponse:
        probe = PROBES.get(request.path_info)
        if probe is None:
            return get_response(request)
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        return probe(request)

    return answer
