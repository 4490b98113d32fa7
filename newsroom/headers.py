"""What every answer tells a browser beside its content, whoever gives the answer.

The Content-Security-Policy is in settings.CONTENT_SECURITY_POLICY, and what single pages need
of it in newsroom/content_policy.py.
"""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.middleware.security import SecurityMiddleware
from django.urls import reverse

# What pages can ask a device for, and nothing here does. What is not named is for pages of the
# site alone, as the passkeys of those who sign in are.
UNUSED = (
    "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "geolocation",
    "gyroscope", "hid", "idle-detection", "magnetometer", "microphone", "midi", "payment",
    "screen-wake-lock", "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip
EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": settings.X_FRAME_OPTIONS,
    "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
    "Cross-Origin-Opener-Policy": settings.SECURE_CROSS_ORIGIN_OPENER_POLICY,
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in UNUSED),
}
# Those of `newsroom/operation/`, whatever else a site has.
OF_PROBES = ("/healthz", "/readyz", "/metrics")
# Below it a piece is shown to whoever has a link: no other site is told the link.
BY_LINK = "/preview/"
# For one person, and for no search engine.
PRIVATE = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex, nofollow"}
UNTOLD = {"Referrer-Policy": "no-referrer"}
# What is read out of pages of other sites: feeds, the register, pictures of copied pieces.
FOR_EVERYBODY = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}

Answer = Callable[[HttpRequest], HttpResponseBase]
View = Callable[..., HttpResponseBase]


def say_headers(get_response: Answer) -> Answer:
    """Middleware that stands around all others, so that it meets every answer and every error."""

    # HSTS is Django's to tell, and an answer from before its middleware would lack it.
    django = SecurityMiddleware(get_response)

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = django.process_response(request, get_response(request))
        for name, value in EVERYWHERE.items():
            response.headers.setdefault(name, value)
        if is_private(request.path):
            _say(response, PRIVATE)
        if request.path.startswith(BY_LINK):
            _say(response, UNTOLD)
        return response

    return answer


def is_private(path: str) -> bool:
    """Whether a path is of the desk, where people sign in as well, of a preview or of a probe."""
    return path.startswith((reverse("admin:index"), BY_LINK)) or path in OF_PROBES


def open_to_everybody(view: View) -> View:
    """Let pages of other sites show and read what a view answers, the same to whoever asks.

    It is to stand above all other decorators, so that it meets a 304 as well.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        _say(response, FOR_EVERYBODY)
        return response

    return wrapped


def _say(response, headers):
    for name, value in headers.items():
        response[name] = value
