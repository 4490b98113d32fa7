"""The desk of the funding manager: who pays, for what, and what has to be said about it."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Count, DateTimeField, Q
from django.forms import BaseInlineFormSet
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from funding.desk.grants import Embargo, PartyInline, embargo_warning
from funding.desk.ready_made import ReadyMadeMixin
from funding.desk.report_dates import ReportDateInline
from funding.desk.wordings import WordingAdmin
from funding.lookalikes import remark
from funding.models import Appeal, Funder, FunderAlias, FunderLogo, Grant, Statement, Wording
from newsroom.desk.kept_file import KeepsFile
from newsroom.desk.model_admin import DeskAdmin, DeskInline
from newsroom.desk.navigation import Room

admin.site.register(Wording, WordingAdmin)


class AliasInline(DeskInline):
    model = FunderAlias
    fields = ["name"]


class LogoFormSet(BaseInlineFormSet):
    def clean(self):
        """Refuse to delete a logo that stands under a piece, before Django lists every such row."""
        for form in self.initial_forms:
            if self._should_delete_form(form) and form.instance.is_in_use():
                words = _("The logo “%s” stands under published pieces, and cannot be deleted.")
                raise ValidationError(words % form.instance)
        super().clean()


class LogoInline(DeskInline):
    model = FunderLogo
    formset = LogoFormSet
    fields = ["file", "background", "alt", "permitted_from", "permitted_until"]


@admin.register(Funder)
class FunderAdmin(KeepsFile, DeskAdmin):
    room = Room.FUNDING
    kept_column = "consent"
    list_display = ["name", "kind", "country", "public"]
    list_filter = ["kind", "public"]
    search_fields = ["key"]
    inlines = [AliasInline, LogoInline]
    readonly_fields = ["looks_like", "kept_file", "what_is_said"]
    fields = ["name", "slug", "kind", "country", "url", "about", "public", "anonymous", "consent"]
    fields += ["kept_file", "logo_leads", "what_is_said"]

    def get_fields(self, request, obj=None):
        """With a remark under the name, where there is one, for whoever can mend it."""
        may = obj is not None and self.has_change_permission(request, obj)
        alike = may and remark(obj.name, besides=obj)
        return ["name", "looks_like", *self.fields[1:]] if alike else self.fields

    @admin.display(description=_("looks alike"))
    def looks_like(self, funder):
        return format_html(
            '<span class="problem problem--warning">{}</span>', remark(funder.name, besides=funder)
        )

    @admin.display(description=_("statements under all its grants"))
    def what_is_said(self, funder):
        return what_is_said(funder)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if alike := remark(form.instance.name, besides=form.instance):
            messages.warning(request, alike)


@admin.register(Grant)
class GrantAdmin(KeepsFile, DeskAdmin):
    room = Room.FUNDING
    leads_its_room = True
    kept_column = "agreement"
    MONEY = ("amount", "currency", "amount_public")
    formfield_overrides = {
        **KeepsFile.formfield_overrides,
        DateTimeField: {"form_class": Embargo, "widget": Embargo.widget},
    }
    list_display = ["title", "reference", "status", "public_amount", "starts_on", "ends_on"]
    list_filter = ["status", "kind", "public", "parties__funder"]
    search_fields = ["title", "reference", "framework"]
    date_hierarchy = "starts_on"
    inlines = [PartyInline, ReportDateInline]
    readonly_fields = ["what_is_said", "kept_file"]
    fieldsets = [
        (None, {"fields": ["title", "slug", "reference", "framework", "kind", "status"]}),
        (_("Money and time"), {
            "fields": [
                MONEY,
                ("awarded_on", "starts_on", "ends_on"),
                ("pieces_from", "pieces_until"),
                "promised_pieces",
            ],
        }),
        (_("Agreement"), {
            "fields": ["agreement", "kept_file"],
            "description": _("For those who keep grants; nobody else is given it."),
        }),
        (_("Readers"), {"fields": ["summary", "public", "embargoed_until", "allows_appeals"]}),
        (_("What is said about it"), {"fields": ["what_is_said"]}),
    ]  # fmt: skip

    @admin.display(description=_("statements"))
    def what_is_said(self, grant):
        warning = embargo_warning(grant)
        if not warning:
            return what_is_said(grant)
        return format_html(
            '{}<p class="problem problem--warning">{}</p>', what_is_said(grant), warning
        )

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if warning := embargo_warning(form.instance):
            messages.warning(request, warning)


class WordingInline(DeskInline):
    """What is there is only shown; a draft is changed on its own page."""

    model = Wording
    fields = ["language", "variant", "text", "number", "status", "approved_by", "approved_at"]
    fields += ["own_page"]
    readonly_fields = fields[3:]
    can_delete = False

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("approved_by", "statement")

    def has_change_permission(self, request, obj=None):
        return False

    @admin.display(description=_("page"))
    def own_page(self, wording):
        """Django’s own link would only offer to view a draft, which is approved on that page."""
        if not wording.pk:
            return "–"
        words = _("Open the draft") if wording.status == Wording.Status.DRAFT else _("View")
        url = reverse("admin:funding_wording_change", args=[wording.pk])
        return format_html('<a href="{}">{}</a>', url, words)


@admin.register(Statement)
class StatementAdmin(ReadyMadeMixin, KeepsFile, DeskAdmin):
    room = Room.FUNDING
    kept_column = "fallback_evidence"
    ordering = ["position", "pk"]
    list_display = ["__str__", "kind", "occasion", "mandatory", "placement", "in_force"]
    list_select_related = ["grant", "funder"]
    list_filter = ["kind", "occasion", "mandatory", "placement"]
    search_fields = ["label", "grant__title", "funder__name", "wordings__text"]
    autocomplete_fields = ["grant", "funder"]
    inlines = [WordingInline]
    fieldsets = [
        (None, {
            "fields": ["kind", "label", "grant", "funder"],
            "description": _("Leave grant and funder empty for a statement of the whole site."),
        }),
        (_("In print"), {"fields": ["mandatory", "placement", "occasion", "position"]}),
        (_("Where no wording is approved in a piece’s language"), {
            "fields": ["fallback_language", "fallback_consent", "fallback_evidence", "kept_file"],
        }),
    ]  # fmt: skip

    def get_queryset(self, request):
        approved = Count("wordings", filter=Q(wordings__status=Wording.Status.APPROVED))
        return super().get_queryset(request).annotate(approved=approved)

    def get_readonly_fields(self, request, obj=None):
        """What was approved for one grant is not carried over to another."""
        settled = obj and obj.wordings.exclude(status=Wording.Status.DRAFT).exists()
        return ["kept_file", *(["kind", "grant", "funder"] if settled else [])]

    @admin.display(description=_("wordings in force"), ordering="approved")
    def in_force(self, statement):
        return statement.approved


@admin.register(Appeal)
class AppealAdmin(DeskAdmin):
    room = Room.FUNDING
    list_display = ["__str__", "label", "language", "starts_at", "ends_at", "priority"]
    list_filter = ["language"]
    search_fields = ["text", "label"]
    date_hierarchy = "starts_at"
    fields = ["text", "label", "url", "language", "starts_at", "ends_at", "priority"]


def what_is_said(owner):
    """Links to the statements of a grant or of a funder, and to adding one."""
    if not owner.pk:
        return _("Save this first; then add the statements that the agreement prescribes.")
    name, count = owner._meta.model_name, owner.statements.count()
    listed = urlencode({f"{name}__id__exact": owner.pk})
    about = urlencode({name: owner.pk})
    links = [
        (f"{reverse('admin:funding_statement_changelist')}?{listed}", _("Statements (%d)") % count),
        (
            f"{reverse('admin:funding_statement_ready_made')}?{about}",
            _("Add a ready-made statement"),
        ),
        (f"{reverse('admin:funding_statement_add')}?{about}", _("Add a statement")),
    ]
    return format_html_join(" · ", '<a href="{}">{}</a>', links)
