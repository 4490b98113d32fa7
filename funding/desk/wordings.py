"""Wordings at the desk: drafts are written, settled ones are only shown."""

from pathlib import PurePosixPath

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import FileField
from django.forms import FileInput
from django.http import FileResponse, Http404, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from funding.approval import ApprovalRefused, approve, retire
from funding.checks import check
from funding.desk.approving import ApprovesTogether
from funding.desk.beside_wording import beside, mark_of
from funding.models import Statement, Wording
from newsroom.desk.model_admin import DeskAdmin
from newsroom.kit.locking import held


class WordingAdmin(ApprovesTogether, DeskAdmin):
    class Media:
        css = {"all": ["desk/wordings.css"]}

    list_display = ["statement", "language", "variant", "number", "status", "approved_at"]
    list_select_related = ["statement__grant", "statement__funder"]
    list_filter = ["status", "language", "variant"]
    search_fields = ["text", "statement__label", "statement__grant__title"]
    search_fields += ["statement__funder__name"]
    date_hierarchy = "approved_at"
    autocomplete_fields = ["statement"]
    # The usual widget links to the file itself, whose address serves nobody: see `kept_evidence`.
    formfield_overrides = {**DeskAdmin.formfield_overrides, FileField: {"widget": FileInput}}
    readonly_fields = ["kept_evidence", "number", "status", "created_by", "created_at"]
    readonly_fields += ["approved_by", "approved_at", "retired_at"]
    fieldsets = [
        (None, {"fields": ["statement", "language", "variant", "text"]}),
        (gettext_lazy("Evidence"), {"fields": ["note", "evidence", "kept_evidence"]}),
        (gettext_lazy("Life"), {"fields": readonly_fields[1:]}),
    ]

    def get_fieldsets(self, request, obj=None):
        """Without the address of the file itself where nothing can be uploaded any more."""
        if _is_open(obj):
            return self.fieldsets
        words, (title, _evidence), life = self.fieldsets
        return [words, (title, {"fields": ["note", "kept_evidence"]}), life]

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
        file = self.admin_site.admin_view(require_safe(self.evidence_view))
        return [
            path("<int:pk>/retire/", retire_page, name="funding_wording_retire"),
            path("<int:pk>/evidence/", file, name="funding_wording_evidence"),
            *super().get_urls(),
        ]

    @admin.display(description=gettext_lazy("evidence on file"))
    def kept_evidence(self, wording):
        if not wording.evidence:
            return "–"
        url = reverse("admin:funding_wording_evidence", args=[wording.pk])
        name = PurePosixPath(wording.evidence.name).name
        return format_html('<a href="{}">{}</a>', url, name)

    def evidence_view(self, request, pk):
        """The file, for those who keep wordings: agreements are not for everybody at the desk."""
        wording = self.get_object(request, str(pk))
        if wording is None or not wording.evidence:
            raise Http404
        if not request.user.has_perm("funding.change_wording"):
            raise PermissionDenied
        return FileResponse(wording.evidence.open(), as_attachment=True)

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        may = obj is not None and request.user.has_perm("funding.approve_wording")
        context["may_approve"] = may and obj.status == Wording.Status.DRAFT
        context["may_retire"] = may and obj.status == Wording.Status.APPROVED
        if obj is not None:
            context["beside"] = beside(obj, request.GET.get("against"))
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

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
