"""What a grant or statement covers, on its own page at the desk."""

from django.contrib import admin
from django.db.models import Model, Q
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.desk.scope import PartScope, sees_all
from articles.disclosure.desk.completeness import CompletenessMixin
from articles.disclosure.desk.reading import GrantScope, ReadableChoices
from articles.models import Coverage
from articles.upkeep.desk.ahead import LooksAhead, ahead_of, changed_by

# Registers its own pages of grants, statements and wordings, which ours replace.
from funding.admin import GrantAdmin as PlainGrantAdmin
from funding.admin import StatementAdmin as PlainStatementAdmin
from funding.desk.grants import PartyInline
from funding.desk.report_dates import ReportDateInline
from funding.desk.wordings import WordingAdmin as PlainWordingAdmin
from funding.models import Grant, Statement, Wording
from newsroom.desk.model_admin import DeskInline, ViewOnly, without


class CoverageInline(ViewOnly, PartScope, DeskInline):
    """The rows there are. One is added on its own page, which shows what it would cover.

    The pieces that were given the grant one by one are counted and not listed.
    """

    model = Coverage
    article_optional = True
    fields = ["mode", "target_name", "first_published_from", "first_published_until", "reason"]
    readonly_fields = fields
    show_change_link = True
    verbose_name_plural = gettext_lazy("Coverage by tag, section, author or site, and exclusions")

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("articles.view_coverage")

    def get_fields(self, request, obj=None):
        """Reasons are notes of those who decide."""
        return self.fields if sees_all(request.user) else self.fields[:-1]

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        rows = rows.filter(Q(article=None) | Q(mode=Coverage.Mode.EXCLUDE))
        return rows.with_names()

    @admin.display(description=gettext_lazy("pieces"))
    def target_name(self, coverage):
        return coverage.target_name


class Covers:
    """For the pages of grants and statements: what they cover, and the way to more."""

    def get_inlines(self, request, obj):
        return [*super().get_inlines(request, obj), CoverageInline] if obj else self.inlines

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), "what_it_covers"]

    def get_fieldsets(self, request, obj=None):
        covers = (gettext_lazy("Which pieces it covers"), {"fields": ["what_it_covers"]})
        return [*super().get_fieldsets(request, obj), covers]

    @admin.display(description=gettext_lazy("coverage"))
    def what_it_covers(self, subject):
        if not subject.pk:
            return _("Save this first; then say which pieces it covers.")
        name = subject._meta.model_name
        one_by_one = subject.coverages.exclude(article=None).count()
        listed = reverse(
            "admin:articles_coverage_changelist", query={f"{name}__id__exact": subject.pk}
        )
        add = reverse("admin:articles_coverage_add", query={name: subject.pk})
        return format_html(
            '<a href="{}">{}</a> · <a href="{}">{}</a>',
            listed,
            _("Coverage, %d of it for single pieces") % one_by_one,
            add,
            _("Cover more pieces"),
        )


class ReadableParties(GrantScope, PartyInline):
    grant_paths = ()
    funder_paths = ("funder",)


admin.site.unregister([Grant, Statement, Wording])


@admin.register(Grant)
class GrantAdmin(LooksAhead, GrantScope, Covers, PlainGrantAdmin):
    grant_paths = ("pk",)
    inlines = [ReadableParties, ReportDateInline]
    list_filter = ["status", "kind", "public", ("parties__funder", ReadableChoices)]
    readonly_fields = [*PlainGrantAdmin.readonly_fields, "public_amount"]

    def get_fieldsets(self, request, obj=None):
        """An amount that is not public is for those who see all."""
        fieldsets = super().get_fieldsets(request, obj)
        if sees_all(request.user):
            return fieldsets
        shown = {PlainGrantAdmin.MONEY: "public_amount"}
        return [
            (title, {**options, "fields": [shown.get(one, one) for one in options["fields"]]})
            for title, options in fieldsets
        ]


@admin.register(Statement)
class StatementAdmin(LooksAhead, GrantScope, CompletenessMixin, Covers, PlainStatementAdmin):
    funder_paths = ("funder",)

    def fill_view(self, request, key):
        """A ready-made statement is one more that has to have an approved wording."""
        with changed_by(request):
            response = super().fill_view(request, key)
        shown = getattr(response, "context_data", {})
        if made := shown.get("ready_made"):
            owner = shown["owner"]
            of = {owner._meta.model_name: owner} if isinstance(owner, Model) else {}
            statement = Statement(kind=made.kind, mandatory=made.mandatory, **of)
            shown["ahead"] = ahead_of(statement.save)
        return response


@admin.register(Wording)
class WordingAdmin(GrantScope, PlainWordingAdmin):
    grant_paths = ("statement__grant",)
    funder_paths = ("statement__funder",)

    def remarks_on(self, request, wording):
        """They quote what the grant is, and are for those who decide."""
        return super().remarks_on(request, wording) if sees_all(request.user) else []

    def get_fieldsets(self, request, obj=None):
        """Notes are for those who decide."""
        fieldsets = super().get_fieldsets(request, obj)
        return fieldsets if sees_all(request.user) else without(fieldsets, "note")
