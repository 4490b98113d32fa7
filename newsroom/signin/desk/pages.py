"""What the pages of signing in have in common."""

from collections.abc import Callable
from functools import wraps

from django.contrib import admin
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from newsroom.audit import ledger
from newsroom.desk.not_taken import factor_needed
from newsroom.signin import factors, sessions


class DeskPage:
    """For views of django-allauth that are shown as pages of the desk."""

    title = ""

    def get_context_data(self, **given):
        context = super().get_context_data(**given)
        return {**admin.site.each_context(self.request), "title": self.title, **context}


class TellsLockOut:
    """For pages that take a name and a password, or a password."""

    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs)
        tell = getattr(request, "tell_lock_out", None)
        return afterwards(response, tell) if tell else response


def afterwards(response: HttpResponse, then: Callable[[], None]) -> HttpResponse:
    """Do something when an answer has been sent, so that nobody can tell how long that took."""
    close = response.close

    def close_and_do():
        close()
        then()

    response.close = close_and_do
    return response


class ChangesFactors:
    """For forms that give somebody a factor, or take one: the ledger tells, and others are out."""

    verb = ""
    kind = ""

    def form_valid(self, form):
        user = self.request.user
        with transaction.atomic():
            response = super().form_valid(form)
            ledger.record(user, self.verb, user, kind=self.kind)
            sessions.end(user, but=self.request.session.session_key)
        factors.remember(self.request)
        return response


def ended(count: int) -> str:
    """How many sessions were ended, in words."""
    return ngettext("%s session was ended.", "%s sessions were ended.", count) % count


def sent_from_the_account(view: Callable[[HttpRequest], HttpResponse]) -> Callable:
    """For what a button of somebody’s account sends. Whoever comes to its address otherwise, as by
    signing in again, is led to the page on which it stands.
    """

    @never_cache
    @login_required
    @wraps(view)
    def answer(request: HttpRequest) -> HttpResponse:
        if request.method != "POST":
            return HttpResponseRedirect(reverse("mfa_index"))
        return view(request)

    return answer


def enrolled_first(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let whoever has to set up a second factor come no further than the page where they do. A form
    that they had filled in before the day is told as not taken.
    """

    def shown(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        is_way_out = request.resolver_match.url_name in ("logout", "jsi18n")
        is_in = request.user.is_authenticated and not is_way_out
        if is_in and factors.must_enrol(request):
            if request.method == "POST":
                return factor_needed(request)
            return HttpResponseRedirect(reverse("mfa_index"))
        return view(request, *args, **kwargs)

    return shown
