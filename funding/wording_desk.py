"""Wordings at the desk: drafts are written, settled ones are only shown."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funding.approval import ApprovalRefused, approve, retire
from funding.models import Wording
from newsroom.desk.model_admin import DeskAdmin


class WordingAdmin(DeskAdmin):
    list_display = ["statement", "language", "variant", "number", "status", "approved_at"]
    list_select_related = ["statement__grant", "statement__funder"]
    list_filter = ["status", "language", "variant"]
    search_fields = ["text", "statement__label", "statement__grant__title"]
    search_fields += ["statement__funder__name"]
    date_hierarchy = "approved_at"
    autocomplete_fields = ["statement"]
    readonly_fields = ["number", "status", "created_by", "created_at"]
    readonly_fields += ["approved_by", "approved_at", "retired_at"]
    fieldsets = [
        (None, {"fields": ["statement", "language", "variant", "text"]}),
        (gettext_lazy("Evidence"), {"fields": ["note", "evidence"]}),
        (gettext_lazy("Life"), {"fields": readonly_fields}),
    ]

    def get_readonly_fields(self, request, obj=None):
        """In another language it would be another wording, with a number of its own."""
        named = ["statement", "language", "variant"] if obj else []
        return [*self.readonly_fields, *named]

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and _is_open(obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and _is_open(obj)

    def get_urls(self):
        page = self.admin_site.admin_view(self.retire_view)
        return [path("<path:pk>/retire/", page, name="funding_wording_retire"), *super().get_urls()]

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        may = obj is not None and request.user.has_perm("funding.approve_wording")
        context["may_approve"] = may and obj.status == Wording.Status.DRAFT
        context["may_retire"] = may and obj.status == Wording.Status.APPROVED
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def response_change(self, request, wording):
        """Approve what is on the screen: it has been saved just now."""
        if "_approve" not in request.POST:
            return super().response_change(request, wording)
        try:
            approve(wording, by=request.user)
            messages.success(request, _("The wording is approved and in force."))
        except ApprovalRefused as refusal:
            messages.error(request, _("Saved, but not approved. %s") % refusal)
        return _back_to(wording)

    def retire_view(self, request, pk):
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        wording = self.get_object(request, pk)
        if wording is None:
            raise Http404
        if not request.user.has_perm("funding.approve_wording"):
            raise PermissionDenied
        try:
            retire(wording, by=request.user, note=request.POST.get("note", ""))
            messages.success(request, _("The wording is retired."))
        except ApprovalRefused as refusal:
            messages.error(request, str(refusal))
        return _back_to(wording)


def _is_open(wording):
    return wording is None or wording.status == Wording.Status.DRAFT


def _back_to(wording):
    return HttpResponseRedirect(reverse("admin:funding_wording_change", args=[wording.pk]))
