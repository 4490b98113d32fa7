"""The page that sets up a new newsroom: each part has its button, and is saved by itself.

The parts stand in one form, so that what was typed in the others comes along with every press.
"""

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from articles.setting_up.desk.example import may_put_in, may_take_out, put_in_by, rows_shown
from articles.setting_up.desk.masthead import MastheadPart
from articles.setting_up.desk.people import PeoplePart
from articles.setting_up.desk.sections import SectionsPart
from articles.setting_up.example import example_here
from newsroom.models import Identity

PARTS = (MastheadPart, SectionsPart, PeoplePart)
# Whoever names the publication is asked to set it up.
PERMISSION = "newsroom.change_masthead"
# In the session: whoever said “not now” is asked again when they sign in anew.
LATER = "set-up-later"


@require_http_methods(["GET", "HEAD", "POST"])
def set_up(request):
    """The parts that whoever asks may do; of a form with a mistake, all that was typed."""
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    parts = {part.name: part(request) for part in PARTS if request.user.has_perms(part.permissions)}
    return _take(request, parts) if request.method == "POST" else _shown(request, parts)


def _take(request, parts):
    """What the button says that was pressed."""
    if "_later" in request.POST:
        request.session[LATER] = True
        messages.info(request, _("The way to set it up stands at the foot of this page."))
        return HttpResponseRedirect(reverse("admin:index"))
    if "_example" in request.POST:
        put_in_by(request)
        return _led_back("example")
    if "_enter" in request.POST:
        # Who pressed the key saves the first part in which something was typed.
        part = next((one for one in parts.values() if one.is_typed()), None)
        if part is None:
            return HttpResponseRedirect(reverse("set-up"))
    else:
        part = next((one for one in parts.values() if f"_{one.name}" in request.POST), None)
        if part is None:
            raise PermissionDenied
    return _saved(request, parts, part)


def _saved(request, parts, part):
    """Save a part. What was typed in others is shown again, as it was; then nothing leads on."""
    was_saved = part.take()
    waiting = [one for one in parts.values() if one is not part and one.is_typed()]
    for one in waiting:
        one.show_typed()
    if not was_saved:
        return _shown(request, parts, status=422)
    if not waiting:
        return _led_back(part.name)
    part.show()
    words = _("What you typed in another part is still there, and not saved yet: press its button.")
    messages.warning(request, words)
    return _shown(request, parts)


def _led_back(name):
    return HttpResponseRedirect(f"{reverse('set-up')}#{name}")


def _shown(request, parts, status=200):
    for part in parts.values():
        if part.form is None:
            part.show()
    may_dress, example = request.user.has_perm("newsroom.change_identity"), example_here()
    context = {
        **admin.site.each_context(request),
        "title": _("Set up your newsroom"),
        "parts": parts,
        "identity": Identity.current() if may_dress else None,
        "zone": settings.TIME_ZONE,
        "example": example,
        "example_rows": rows_shown(example) if example else [],
        "may_put_in": may_put_in(request.user),
        "may_take_out": may_take_out(request.user),
    }
    return TemplateResponse(request, "admin/setting_up/page.html", context, status=status)
