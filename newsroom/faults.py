"""What whoever asks is told when the machine fails: a sentence, when to come back, and what they
had typed.
"""

import logging
import sys
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import escape_uri_path
from django.views.defaults import server_error

from newsroom import typed
from newsroom.kit.faults import READ_ONLY, Fault, fault_of, in_words

logger = logging.getLogger("newsroom.faults")

READING = ("GET", "HEAD", "OPTIONS")
PLAIN = (".xml", ".csv", ".txt", "/text/")


def failed(request: HttpRequest) -> HttpResponse:
    """Django's handler500: 503 for a fault of the machine, 500 for whatever else went wrong."""
    error = sys.exc_info()[1]
    fault = fault_of(error) if error else None
    if error is None or fault is None:
        return server_error(request)
    log(request, fault, error)
    return unavailable(request, fault)


def log(request: HttpRequest, fault: Fault, error: BaseException) -> None:
    """One line, without a traceback and without what was typed."""
    where = request.method, escape_uri_path(request.path)
    logger.error("%s %s: %s", *where, in_words(fault, error))


class OnlyReading:
    """Middleware that refuses whatever would change something, where READ_ONLY is set.

    The database refuses it as well; this keeps uploads off the disk, and what was typed. Whoever
    leaves the desk may: `newsroom.desk.site` lets this browser forget them.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: object) -> HttpResponse | None:
        leaves = request.path == reverse("admin:logout")
        if settings.READ_ONLY and request.method not in READING and not leaves:
            return unavailable(request, READ_ONLY)
        return None


def unavailable(request: HttpRequest, fault: Fault) -> HttpResponse:
    """The answer of 503, in kind: a page, one line of text, or JSON.

    It asks neither the database nor the list of static files: either may be what failed.
    """
    if request.path.endswith(".json") or not request.accepts("text/html"):
        response: HttpResponse = JsonResponse({"error": str(fault.sentence)})
    elif request.path.endswith(PLAIN):
        response = HttpResponse(f"{fault.sentence}\n", content_type="text/plain; charset=utf-8")
    else:
        response = HttpResponse(render_to_string("503.html", _page(request, fault)))
    return put_off(response, fault)


def put_off(response: HttpResponse, fault: Fault) -> HttpResponse:
    """The same answer as one of 503, which nobody keeps, and which says when to come again.

    The log has its line: Django would add another, and the traceback.
    """
    response._has_been_logged = True  # type: ignore[attr-defined]
    response.status_code = 503
    response["Retry-After"] = str(fault.seconds)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def _page(request, fault):
    # Only of a form of ours may be made one that sends it again.
    fields = typed.sent(request) if getattr(request, "csrf_processing_done", False) else []
    return {
        "fault": fault,
        "minutes": max(1, round(fault.seconds / 60)),
        "was_sent": request.method not in READING,
        "typed": fields,
        "files": [file.name for file in request.FILES.values()] if fields else [],
        "address": request.get_full_path(),
        "page": typed.page_of_the_form(request),
        "token": get_token(request) if fields else "",
    }
