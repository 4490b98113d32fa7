"""Signing in once more over a page that is open: static/desk/signed-in.js asks and waits."""

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from newsroom.desk.kept import person


@require_safe
def signed_in(request: HttpRequest) -> HttpResponse:
    """Who is at the desk in this browser, by the name that `newsroom.desk.kept` has for them; an
    empty one for nobody. To be asked that is no work: it keeps no session alive.
    """
    request.in_background = True  # type: ignore[attr-defined]
    is_in = admin.site.has_permission(request)
    return JsonResponse({"person": person(request.user) if is_in else ""})


@require_safe
def signed_in_again(request: HttpRequest) -> HttpResponse:
    """By the sign-in to the page that tells the waiting one, and closes; for whoever is somebody
    else than who waits, the way to sign in as them.
    """
    here = request.get_full_path()
    if not admin.site.has_permission(request):
        return redirect_to_login(here, reverse("account_login"))
    context = {
        **admin.site.each_context(request),
        "title": _("Signed in"),
        "is_same": request.GET.get("as", "") in ("", person(request.user)),
        "sign_in": f"{reverse('account_login')}?{urlencode({'next': here})}",
    }
    return render(request, "account/again.html", context)
