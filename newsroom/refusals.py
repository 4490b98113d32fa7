"""A line in the log for whoever was refused: by a permission, or at the door of the desk."""

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.encoding import escape_uri_path

from newsroom.clients import address_of

logger = logging.getLogger("newsroom.refusals")


def log_refusals(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware that logs every answer of 403: who, by the key of the account, and what for.

    What was typed or asked beside the path is in no line, and no path breaks one.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code == 403:
            user = getattr(request, "user", None)
            logger.warning(
                "Refused: %s %s, %s, from %s",
                request.method,
                escape_uri_path(request.path),
                f"user {user.pk}" if user and user.pk else "nobody signed in",
                _where(request),
            )
        return response

    return answer


def log_failed_sign_in(request: HttpRequest) -> None:
    """Log that somebody did not get in. People type passwords where the name belongs, so neither
    is told.
    """
    logger.warning("Failed sign-in: %s, from %s", escape_uri_path(request.path), _where(request))


def _where(request: HttpRequest) -> str:
    """The address that asked, as far as it is known."""
    return address_of(request) or "a proxy"
