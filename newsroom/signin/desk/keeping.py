"""What whoever keeps people does for one of them: ends sessions, takes a lost factor, shuts out."""

from functools import partial

from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsroom.audit import ledger
from newsroom.kit.fields import LinesFormField
from newsroom.kit.locking import held
from newsroom.signin import factors, powers, sessions
from newsroom.signin.desk.pages import afterwards, ended
from newsroom.signin.telling import mail_of_reset


class ReasonForm(forms.Form):
    reason = LinesFormField(
        label=gettext_lazy("Why, and how you know that it is them"),
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
    )


class OfOnePerson:
    """Of the page of people: each of these pages asks for itself whose account it is."""

    def whom_i_may_change(self, request, id):
        return self._whom(request, id, powers.may_change)

    def whom_i_may_shut_out(self, request, id):
        return self._whom(request, id, powers.may_shut_out)

    def _whom(self, request, id, may):
        """The person, if whoever asks keeps people and `may` do that with this one."""
        user = self.get_object(request, unquote(id))
        if not self.has_change_permission(request) or (user and not may(request.user, user)):
            raise PermissionDenied
        if user is None:
            raise Http404
        return user

    def page_of(self, request, user, template, title, context):
        given = {**self.admin_site.each_context(request), "opts": self.opts, "title": title}
        return TemplateResponse(request, template, {**given, "person": user, **context})


class KeepsOut(OfOnePerson):
    """For the page of people."""

    def get_urls(self):
        views = {
            "sessions": self.sessions_view,
            "factors": self.factors_view,
            "shut": self.shut_view,
        }
        own = [
            path(f"<id>/{name}/", self.admin_site.admin_view(view), name=f"auth_user_{name}")
            for name, view in views.items()
        ]
        return [*own, *super().get_urls()]

    def render_change_form(self, request, context, obj=None, **kwargs):
        shuts = bool(obj) and self.has_change_permission(request)
        context["may_shut_out"] = shuts and powers.may_shut_out(request.user, obj)
        return super().render_change_form(request, context, obj=obj, **kwargs)

    def sessions_view(self, request, id):
        user = self.whom_i_may_change(request, id)
        if request.method == "POST":
            count = sessions.end_on_record(user, by=request.user)
            messages.success(request, ended(count))
            return HttpResponseRedirect(request.path)
        title = _("Where %s is signed in") % user
        context = {"sessions": sessions.of(user)}
        return self.page_of(request, user, "admin/auth/user/sessions.html", title, context)

    def factors_view(self, request, id):
        """Whoever has taken over an open desk is stopped here: the page asks who they are."""
        user = self.whom_i_may_change(request, id)
        if is_reauthentication_required(request, app="newsroom"):
            return self._confirmed_first(request)
        form = ReasonForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                factors.reset(user, by=request.user, reason=form.cleaned_data["reason"])
            except factors.ResetRefused as refusal:
                messages.error(request, str(refusal))
            else:
                words = _("Taken away: %s signs in with the password, and adds another.")
                messages.success(request, words % user)
                tell = partial(mail_of_reset, user, by=request.user)
                return afterwards(self._to(user), tell)
            return self._to(user)
        title = _("Take away the second factor of %s") % user
        context = {"form": form, "kinds": factors.kinds(user)}
        return self.page_of(request, user, "admin/auth/user/factors.html", title, context)

    def shut_view(self, request, id):
        user = self.whom_i_may_shut_out(request, id)
        if request.method == "POST":
            shut_out(user, by=request.user)
            messages.success(request, _("The account of %s is closed.") % user)
            return self._to(user)
        title = _("Shut %s out") % user
        return self.page_of(request, user, "admin/auth/user/shut.html", title, {})

    def _confirmed_first(self, request):
        """Back to the empty form after that: nothing is carried out by itself."""
        # For static/desk/kept.js: what was typed was not taken.
        request.found_nothing = True
        back = urlencode({REDIRECT_FIELD_NAME: request.path})
        return HttpResponseRedirect(f"{reverse('account_reauthenticate')}?{back}")

    def _to(self, user):
        return HttpResponseRedirect(reverse("admin:auth_user_change", args=[user.pk]))


@transaction.atomic
def shut_out(user, *, by):
    """Close an account and end its sessions, on record; it keeps its roles."""
    user = held(type(user).objects.filter(pk=user.pk)).get()
    before = powers.facts(user)
    user.is_active = False
    user.save(update_fields=["is_active"])
    sessions.end(user)
    if before != powers.facts(user):
        ledger.record(by, "change powers", user, before=before, after=powers.facts(user))
