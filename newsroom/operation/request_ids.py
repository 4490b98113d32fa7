"""A name for each request, which stands in its answer and in every line of the log about it."""

import re
import uuid
from collections.abc import Callable
from contextvars import ContextVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse

HEADER = "X-Request-ID"
# What a proxy may name a request: nothing that breaks a line or hides in one.
NAME = re.compile(r"[0-9A-Za-z_-]{8,64}")

# Empty outside of a request, as in a command.
request_id: ContextVar[str] = ContextVar("request_id", default="")


def name_requests(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, the outermost: takes the proxy's name where TRUST_X_REQUEST_ID says so, or
    makes one, and sends it back.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        name = request.headers.get(HEADER, "") if settings.TRUST_X_REQUEST_ID else ""
        token = request_id.set(name if NAME.fullmatch(name) else uuid.uuid4().hex)
        try:
            response = get_response(request)
            response[HEADER] = request_id.get()
            return response
        finally:
            request_id.reset(token)

    return answer
