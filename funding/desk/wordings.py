"""Wordings at the desk: drafts are written, settled ones are only shown."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funding.approval import ApprovalRefused, approve, hold, retire
from funding.checks import check
from funding.desk.approving import ApprovesTogether
from funding.desk.beside_wording import beside, mark_of
from funding.models import Statement, Wording
from newsroom.desk.kept_file import KeepsFile
from newsroom.desk.model_admin import DeskAdmin
from newsroom.desk.navigation import Room
from newsroom.kit.locking import held


class WordingAdmin(ApprovesTogether, KeepsFile, DeskAdmin):
    room = Room.FUNDING
    kept_column = "evidence"

    class Media:
        css = {"all": ["desk/wordings.css"]}

    list_display = ["statement", "language", "variant", "number", "status", "approved_at"]
    list_select_related = ["statement__grant", "statement__funder"]
    list_filter = ["status", "language", "variant"]
    search_fields = ["text", "statement__label", "statement__grant__title"]
    search_fields += ["statement__funder__name"]
    date_hierarchy = "approved_at"
    autocomplete_fields = ["statement"]
    readonly_fields = ["kept_file", "number", "status", "created_by", "created_at"]
    readonly_fields += ["approved_by", "approved_at", "retired_at"]
    fieldsets = [
        (None, {"fields": ["statement", "language", "variant", "text"]}),
        (gettext_lazy("Evidence"), {"fields": ["note", "evidence", "kept_file"]}),
        (gettext_lazy("Life"), {"fields": readonly_fields[1:]}),
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
        retire_page = self.admin_site.admin_view(self.retire_view)
        return [
            path("<int:pk>/retire/", retire_page, name="funding_wording_retire"),
            *super().get_urls(),
        ]

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        may = obj is not None and request.user.has_perm("funding.approve_wording")
        context["may_approve"] = may and obj.status == Wording.Status.DRAFT
        context["may_retire"] = may and obj.status == Wording.Status.APPROVED
        if obj is not None:
            remarks = self.remarks_on(request, obj)
            context["beside"] = beside(obj, remarks, request.GET.get("against"))
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def remarks_on(self, request, wording):
        """What is noticed about a wording, for whoever looks at its page."""
        return check(wording)

    def hold(self, row):
        """Its statement first: whoever approves it from another page has that before it."""
        hold([row])

    def save_model(self, request, wording, form, change):
        """Two people who add a wording at once get a number each, one after the other."""
        if not change:
            held(Statement.objects.all()).get(pk=wording.statement_id)
        if not change or "text" in form.changed_data:
            wording.worded_by = request.user
        super().save_model(request, wording, form, change)

    def response_change(self, request, wording):
        """Approve what is on the screen: it has been saved just now.

        Remarks that were not on the screen come first: once approved, it is
        too late for them. Whoever has seen them approves with another press.
        """
        if "_approve" not in request.POST:
            return super().response_change(request, wording)
        if mark_of(check(wording)) not in ("", request.POST.get("_remarks_seen")):
            words = _("Saved, and not approved yet: read what the check noticed, then approve.")
            messages.warning(request, words)
            return _back_to(wording)
        try:
            approved = approve(wording, by=request.user)
            messages.success(request, _("The wording is approved and in force."))
            self.tell_of_approval(request, [approved])
        except ApprovalRefused as refusal:
            messages.error(request, _("Saved, but not approved. %s") % refusal)
        return _back_to(wording)

    def tell_of_approval(self, request, wordings):
        """For whoever knows of pieces: what these wordings, approved just now, are the successors
        of may be printed somewhere.
        """

    def retire_view(self, request, pk):
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        wording = self.get_object(request, str(pk))
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
