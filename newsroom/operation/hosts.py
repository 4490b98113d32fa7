"""Who asks under a name that is not ours is told so; and so is whoever forgot SITE_URL."""

import logging
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

logger = logging.getLogger(__name__)


def refuse_other_hosts(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware that answers 400, in a sentence, to a request for a host that is not served.

    The first one of each process leaves a line in the log: strangers ask for other hosts all
    the time, but an operator who forgot SITE_URL meets nothing else.
    """
    told = False

    def answer(request: HttpRequest) -> HttpResponse:
        nonlocal told
        try:
            request.get_host()
        except DisallowedHost:
            if not told:
                told = True
                logger.warning(
                    "A request for %.100r was answered with 400: SITE_URL is %s and ALLOWED_HOSTS "
                    "%s. Set them to the address that readers use. This is said once.",
                    request.META.get("HTTP_HOST", ""),
                    settings.SITE_URL,
                    ",".join(settings.ALLOWED_HOSTS),
                )
            words = _(
                "Nothing is published at this address. If you run this newsroom: SITE_URL is "
                "another address than the one you asked for; its log says more."
            )
            return HttpResponse(f"{words}\n", status=400, content_type="text/plain; charset=utf-8")
        return get_response(request)

    return answer
