"""What is sent compressed: whatever is the same for everybody.

BREACH (breachattack.com) reads a secret out of the length of a compressed answer that holds the
secret and repeats what was asked. Pages of the desk and of signing in hold such secrets and are
sent as they are; those of readers know no person and no secret. Static files are compressed
beforehand, and pictures are by themselves.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.middleware.gzip import GZipMiddleware

from newsroom.headers import is_private

TEXTS = ("text/", "application/json", "application/xml", "application/rss+xml")
TEXTS += ("application/atom+xml", "application/feed+json", "image/svg+xml")


def compress(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable:
    """Middleware: compress texts that are for everybody, where whoever asks can read that."""

    gzip = GZipMiddleware(get_response)

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        is_text = response.headers.get("Content-Type", "").startswith(TEXTS)
        if not is_text or response.streaming or is_private(request.path):
            return response
        return gzip.process_response(request, response)

    return answer
