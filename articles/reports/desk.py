"""Reports and reach figures at the desk."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from articles.models import GrantReport, ReachFigure
from articles.reports.downloads import download, downloads
from articles.reports.figures import FiguresRefused, import_figures
from articles.reports.make import make_report
from articles.reports.pdf import NoPdf
from articles.reports.period import ReportRefused, moments
from articles.reports.summary import Summary
from newsroom.desk.forms import DeskForm
from newsroom.desk.model_admin import DeskAdmin
from newsroom.desk.navigation import Room


class ReportForm(DeskForm):
    def clean(self):
        cleaned = super().clean()
        if cleaned.get("since") and cleaned.get("until"):
            try:
                moments(cleaned["since"], cleaned["until"])
            except ReportRefused as refusal:
                self.add_error("until", str(refusal))
        return cleaned


@admin.register(GrantReport)
class GrantReportAdmin(DeskAdmin):
    """Reports are made and handed over; nobody changes or deletes one."""

    room = Room.FUNDING
    form = ReportForm
    list_display = ["grant", "since", "until", "revision", "made_at", "made_by"]
    list_select_related = ["grant", "made_by"]
    list_filter = ["grant"]
    search_fields = ["grant__title", "grant__reference"]
    date_hierarchy = "made_at"
    autocomplete_fields = ["grant"]
    fields = ["grant", "since", "until"]
    change_form_template = "admin/articles/grantreport/change_form.html"

    def get_queryset(self, request):
        return super().get_queryset(request).defer("document")

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_fields(self, request, obj=None):
        made = ["revision", "made_at", "made_by", "sha256"] if obj else []
        return [*self.fields, *made]

    def get_urls(self):
        view = self.admin_site.admin_view(require_safe(self.download_view))
        name = "articles_grantreport_download"
        return [path("<int:pk>/download/<str:kind>/", view, name=name), *super().get_urls()]

    def save_form(self, request, form, change):
        """The report itself: what the form asks for is made at once, and whole."""
        asked = form.cleaned_data
        return make_report(asked["grant"], asked["since"], asked["until"], by=request.user)

    def save_model(self, request, report, form, change):
        """It is stored already."""

    def save_related(self, request, form, formsets, change):
        """It has no rows beside its files."""

    def response_add(self, request, report, post_url_continue=None):
        messages.success(request, _("The report is made. It will never change; download it below."))
        return HttpResponseRedirect(reverse("admin:articles_grantreport_change", args=[report.pk]))

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj is not None:
            context["summary"] = Summary(obj)
            context["downloads"] = downloads(obj)
        context["show_save_and_add_another"] = context["show_save_and_continue"] = False
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def download_view(self, request, pk, kind):
        report = GrantReport.objects.filter(pk=pk).first()
        if not self.has_view_permission(request, report):
            raise PermissionDenied
        if report is None:
            raise Http404
        try:
            return download(report, kind)
        except NoPdf as reason:
            messages.error(request, str(reason))
            return HttpResponseRedirect(reverse("admin:articles_grantreport_change", args=[pk]))


class FiguresForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "CSV with the columns url (or path), metric, value, since, until and source. "
            "Dates like 2026-03-31; a blank value means that nobody measured."
        ),
    )


@admin.register(ReachFigure)
class ReachFigureAdmin(DeskAdmin):
    room = Room.FUNDING
    list_display = ["article", "metric", "value", "since", "until", "source"]
    list_select_related = ["article"]
    list_filter = ["metric", "source"]
    search_fields = ["article__title", "article__path", "metric", "source"]
    date_hierarchy = "until"
    autocomplete_fields = ["article"]
    fields = ["article", "metric", "value", ("since", "until"), "source"]
    change_list_template = "admin/articles/reachfigure/change_list.html"

    def get_urls(self):
        view = self.admin_site.admin_view(self.import_view)
        return [path("import/", view, name="articles_reachfigure_import"), *super().get_urls()]

    def save_model(self, request, figure, form, change):
        if not change:
            figure.entered_by = request.user
        super().save_model(request, figure, form, change)

    def import_view(self, request):
        if not self.has_add_permission(request):
            raise PermissionDenied
        sent = request.method == "POST"
        form = FiguresForm(request.POST, request.FILES) if sent else FiguresForm()
        if sent and form.is_valid():
            try:
                with transaction.atomic():
                    done = import_figures(form.cleaned_data["file"].read(), by=request.user)
            except FiguresRefused as refusal:
                form.add_error("file", [_("Nothing was imported."), *refusal.problems])
            else:
                messages.success(request, _told(done))
                return HttpResponseRedirect(reverse("admin:articles_reachfigure_changelist"))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Import reach figures"),
            "opts": self.opts,
            "form": form,
        }
        return TemplateResponse(request, "admin/articles/reachfigure/import.html", context)


def _told(done):
    return _(
        "Imported: %(written)d. Here already: %(known)d. Left blank, so not measured: %(blank)d."
    ) % vars(done)
