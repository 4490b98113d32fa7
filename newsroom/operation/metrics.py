"""What only the newsroom knows of itself, as numbers for Prometheus: ``/metrics``.

Each is read from the database when it is asked for, so it is the same for every process.
Requests and their durations are counted by whoever stands in front.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from secrets import compare_digest

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe


@dataclass(frozen=True)
class Gauge:
    """A number: its name, what it tells, and how it is read; None where there is none yet."""

    name: str
    tells: str
    read: Callable[[], float | None]


_gauges: dict[str, Gauge] = {}


def gauge(name: str, tells: str, read: Callable[[], float | None]) -> None:
    """Have a number told. Called at start."""
    _gauges[name] = Gauge(name, tells, read)


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """404 unless METRICS_TOKEN is set, 401 without it as ``Authorization: Bearer TOKEN``."""
    if not settings.METRICS_TOKEN:
        raise Http404
    given = request.headers.get("Authorization", "")
    if not compare_digest(given.encode(), f"Bearer {settings.METRICS_TOKEN}".encode()):
        refusal = HttpResponse(status=401)
        refusal["WWW-Authenticate"] = "Bearer"
        return refusal
    return HttpResponse("".join(_lines()), content_type="text/plain; version=0.0.4; charset=utf-8")


def _lines() -> Iterator[str]:
    """The text format of Prometheus, 0.0.4."""
    for number in _gauges.values():
        value = number.read()
        if value is not None:
            name = f"newsroom_{number.name}"
            yield f"# HELP {name} {number.tells}\n# TYPE {name} gauge\n{name} {value:g}\n"


urlpatterns = [path("metrics", metrics, name="metrics")]
