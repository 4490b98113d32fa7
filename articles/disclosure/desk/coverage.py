"""Coverage at the desk: which pieces a grant or statement covers, seen before it is saved."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy

from articles.desk.scope import PartScope, sees_all
from articles.disclosure.desk.reading import GrantScope, ReadableChoices
from articles.disclosure.models.target import ROWS, TARGETS
from articles.disclosure.recording import facts, record_cover, record_uncover
from articles.models import Coverage
from articles.upkeep.desk.affected import (
    lead_to_the_worklist,
    what_it_affects,
    what_it_would_affect,
)
from articles.upkeep.desk.ahead import LooksAhead
from newsroom.desk.forms import DeskForm
from newsroom.desk.model_admin import DeskAdmin, without
from newsroom.desk.navigation import Room
from newsroom.kit.locking import held

ROWS_NAMED = [target.column for target in ROWS]


class CoverageForm(DeskForm):
    @property
    def is_preview(self):
        return "_preview" in self.data

    def _get_validation_exclusions(self):
        """A preview shows what would be let go before anybody has to say why."""
        excluded = super()._get_validation_exclusions()
        return excluded | {"reason"} if self.is_preview else excluded

    def is_valid(self):
        """Not while it is previewed: the form is then shown again, with what it would cover."""
        return super().is_valid() and not self.is_preview


class CoverageFormSet(forms.BaseInlineFormSet):
    """A row that is taken off says why in its own box for the reason."""

    def clean(self):
        super().clean()
        for form in self.initial_forms:
            if self._should_delete_form(form):
                self._ask_why(form)

    def _ask_why(self, form):
        """Django asks nothing of a row that is to be deleted: it is refused here."""
        try:
            form.instance.refuse_unexplained(None)
        except ValidationError as problem:
            form.add_error(None, problem)
            raise ValidationError(problem.messages) from problem


class RecordsCoverage:
    """For pages with rows of coverage in a table: each that is saved or deleted is recorded."""

    def save_formset(self, request, form, formset, change):
        is_coverage = formset.model is Coverage
        for removed in formset.deleted_forms if is_coverage else ():
            if removed.instance.pk:
                record_uncover(removed.instance, by=request.user)
        keys = [row.instance.pk for row in formset.initial_forms if is_coverage]
        stood = {row.pk: facts(row) for row in Coverage.objects.filter(pk__in=keys).with_names()}
        super().save_formset(request, form, formset, change)
        changed = [row for row, _columns in formset.changed_objects]
        for row in [*formset.new_objects, *changed] if is_coverage else ():
            record_cover(row, by=request.user, before=stood.get(row.pk))


@admin.register(Coverage)
class CoverageAdmin(LooksAhead, PartScope, GrantScope, DeskAdmin):
    class Media:
        css = {"all": ["desk/wordings.css", "desk/decisions.css"]}

    room = Room.FUNDING
    form = CoverageForm
    own_entries = True
    article_optional = True
    grant_paths = ("grant", "statement__grant")
    funder_paths = ("statement__funder",)
    change_form_template = "admin/articles/coverage/change_form.html"
    list_display = [
        "subject",
        "mode",
        "target_name",
        "first_published_from",
        "first_published_until",
    ]
    list_display_links = ["subject"]
    list_select_related = ["grant", "statement__grant", "statement__funder", *ROWS_NAMED]
    list_filter = ["mode", "whole_site", ("grant", ReadableChoices), "section"]
    search_fields = ["grant__title", "statement__label", "reason"]
    search_fields += [f"{target.column}__{target.called}" for target in ROWS]
    autocomplete_fields = ["grant", "statement", *ROWS_NAMED]
    readonly_fields = ["created_by", "created_at"]
    fieldsets = [
        (gettext_lazy("What"), {
            "fields": ["grant", "statement", "mode", "reason"],
            "description": gettext_lazy("Choose a grant, or one statement by itself."),
        }),
        (gettext_lazy("Which pieces: choose one"), {
            "fields": [target.column for target in TARGETS],
        }),
        (gettext_lazy("First published"), {
            "fields": [("first_published_from", "first_published_until")],
            "description": gettext_lazy(
                "Both days included, in the publication’s time zone. Left empty: any day. What "
                "counts is when readers first saw a piece, not when it was changed."
            ),
        }),
        (None, {"fields": ["created_by", "created_at"]}),
    ]  # fmt: skip

    def get_search_fields(self, request):
        """What can be found out by searching for it is read as well."""
        seen = [name for name in self.search_fields if name != "reason"]
        return self.search_fields if sees_all(request.user) else seen

    def get_fieldsets(self, request, obj=None):
        """Reasons are notes of those who decide."""
        fieldsets = super().get_fieldsets(request, obj)
        return fieldsets if sees_all(request.user) else without(fieldsets, "reason")

    @admin.display(description=gettext_lazy("grant or statement"))
    def subject(self, coverage):
        return coverage.grant or coverage.statement

    @admin.display(description=gettext_lazy("pieces"))
    def target_name(self, coverage):
        return coverage.target_name

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        form = context["adminform"].form
        context["may_preview"] = self.has_change_permission(request, obj)
        if form.is_bound and form.is_preview and not form.errors:
            context |= what_it_would_affect(form.instance)
        # Pieces of others, and what is in their way, are for those who see all.
        elif obj is not None and not form.is_bound and sees_all(request.user):
            context |= what_it_affects(obj)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def save_model(self, request, coverage, form, change):
        formerly = [Coverage.objects.get(pk=coverage.pk)] if change else []
        before = facts(formerly[0]) if change else None
        super().save_model(request, coverage, form, change)
        if form.changed_data:
            record_cover(coverage, by=request.user, before=before)
            lead_to_the_worklist(request, [coverage, *formerly], coverage.grant)

    def get_deleted_objects(self, objs, request):
        """What would be deleted, and what is in the way: a reason that is missing as well.

        Django asks here before it shows a page that asks whether somebody is sure, and again
        before it deletes anything.
        """
        deletable, counts, lacking, in_the_way = super().get_deleted_objects(objs, request)
        confirmed = "post" in request.POST or (request.POST and "action" not in request.POST)
        try:
            for coverage in objs if confirmed else ():
                _explain(coverage, request)
                coverage.refuse_unexplained(None)
        except ValidationError as problem:
            in_the_way = [*in_the_way, *problem.messages]
        return deletable, counts, lacking, in_the_way

    def delete_model(self, request, coverage):
        self._take_off(request, coverage)
        lead_to_the_worklist(request, [coverage], coverage.grant)

    @transaction.atomic
    def delete_queryset(self, request, queryset):
        rows = list(held(queryset))
        for coverage in rows:
            self._take_off(request, coverage)
        lead_to_the_worklist(request, rows)

    def _take_off(self, request, coverage):
        _explain(coverage, request)
        record_uncover(coverage, by=request.user)
        coverage.delete()


def _explain(coverage, request):
    """Take over why a row is deleted. Raises ValidationError for what cannot be kept."""
    why = Coverage._meta.get_field("reason").clean(request.POST.get("reason", ""), coverage)
    coverage.reason = why.strip() or coverage.reason
