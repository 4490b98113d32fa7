"""`/.well-known/security.txt`: whom to tell of a hole in the newsroom's safety (RFC 9116)."""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from newsroom.environment import reporting
from newsroom.models import Masthead

# RFC 9116, 2.5.5: less than a year ahead is recommended. It is told anew with each answer, so
# whoever reads it has time, and one that was copied and forgotten goes out of date.
HOLDS_FOR = timedelta(days=180)


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Where to report, in plain text; 404 while neither the settings nor the masthead say it."""
    contact = settings.SECURITY_CONTACT or _of_the_masthead()
    if not contact:
        raise Http404
    expires = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0) + HOLDS_FOR
    lines = {
        "Contact": contact,
        "Expires": f"{expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages": ", ".join(code for code, _name in settings.LANGUAGES),
        "Canonical": f"{settings.SITE_URL}/.well-known/security.txt",
    }
    text = "".join(f"{name}: {value}\n" for name, value in lines.items())
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def _of_the_masthead() -> str | None:
    contact = Masthead.current().contact
    return reporting(contact) if contact else None
