"""The address that asked."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """The address that asked, or "" where nobody tells it, as on a socket.

    Each of the PROXIES in front adds to X-Forwarded-For the address that asked it; whatever stands
    before those is the client’s own to invent.
    """
    told = request.headers.get("X-Forwarded-For", "").split(",")
    if 0 < settings.PROXIES <= len(told):
        return _address(told[-settings.PROXIES]) or _address(request.META.get("REMOTE_ADDR"))
    return _address(request.META.get("REMOTE_ADDR"))


def _address(text):
    try:
        return str(ip_address((text or "").strip()))
    except ValueError:
        return ""
