"""Waivers at the desk: decided once, reviewed, and lifted by a person. Nobody edits one."""

from copy import copy

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from articles.disclosure.waivers import (
    NO_EVIDENCE,
    WaiverRefused,
    evidence_is_needed,
    keep_on,
    lift,
    waive,
)
from articles.models import Waiver
from articles.models.choices import UNSPOKEN, Hides
from articles.upkeep.desk.affected import tell_of_live_pieces
from articles.upkeep.desk.ahead import LooksAhead, ahead_of, changed_by
from funding.neutral import has_neutral_words
from newsroom.desk.forms import DeskForm
from newsroom.desk.kept_file import KeepsFile
from newsroom.desk.model_admin import DeskAdmin, without
from newsroom.desk.navigation import Room
from newsroom.kit import clock
from newsroom.kit.fields import LinesFormField
from newsroom.kit.moments import day_of


class WaiverForm(DeskForm):
    def clean(self):
        cleaned = super().clean()
        if "evidence" in self.fields and not cleaned.get("evidence") and evidence_is_needed():
            self.add_error("evidence", NO_EVIDENCE)
        return cleaned


class ReviewForm(forms.Form):
    note = LinesFormField(label=gettext_lazy("Why"), widget=forms.Textarea({"rows": 2}))
    review_on = forms.DateField(
        label=gettext_lazy("Review again on"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )


class InForce(admin.SimpleListFilter):
    title = gettext_lazy("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [
            ("in-force", _("in force")),
            ("overdue", _("review overdue")),
            ("lifted", _("lifted")),
        ]

    def queryset(self, request, queryset):
        if self.value() == "lifted":
            return queryset.exclude(lifted_at=None)
        if self.value() == "overdue":
            return queryset.in_force().filter(review_on__lt=day_of())
        return queryset.in_force() if self.value() == "in-force" else queryset


@admin.register(Waiver)
class WaiverAdmin(LooksAhead, KeepsFile, DeskAdmin):
    room = Room.FUNDING
    form = WaiverForm
    kept_column = "evidence"
    own_entries = True

    class Media:
        css = {"all": ["desk/decisions.css"]}

    list_display = ["grant", "hides", "kind", "article", "review_on", "decided_at", "lifted_at"]
    list_select_related = ["grant", "article"]
    list_filter = [InForce, "kind", "hides"]
    search_fields = ["grant__title", "article__title", "reason", "approved_by"]
    date_hierarchy = "review_on"
    autocomplete_fields = ["grant", "article"]
    life = ["decided_by", "decided_at", "lifted_by", "lifted_at"]
    readonly_fields = ["kept_file", *life]
    fieldsets = [
        (None, {"fields": ["grant", "article", "kind", "hides", "reason"]}),
        (gettext_lazy("Agreed"), {
            "fields": ["approved_by", "review_on", "evidence", "kept_file"],
        }),
        (gettext_lazy("Life"), {"fields": life}),
    ]  # fmt: skip

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        return fieldsets if obj else without(fieldsets, *self.life)

    def has_change_permission(self, request, obj=None):
        """What was decided stands; it is kept on or lifted, each with a note."""
        return obj is None and super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return False

    def get_urls(self):
        review = self.admin_site.admin_view(require_POST(self.review_view))
        return [
            path("<int:pk>/review/", review, name="articles_waiver_review"),
            *super().get_urls(),
        ]

    def review_view(self, request, pk):
        """Lift a waiver, or keep it on until another review."""
        waiver = self._waiver(request, pk)
        form = ReviewForm(request.POST)
        try:
            with changed_by(request):
                self._review(request, waiver, form)
        except WaiverRefused as refusal:
            messages.error(request, str(refusal))
        return HttpResponseRedirect(reverse("admin:articles_waiver_change", args=[waiver.pk]))

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj is not None and obj.lifted_at is None:
            context["may_review"] = request.user.has_perm("articles.change_waiver")
            context["review"] = ReviewForm()
            context["ahead_of_lifting"] = ahead_of(lambda: _lift(obj))
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def save_model(self, request, waiver, form, change):
        waive(waiver, by=request.user)
        unspoken = waiver.hides in UNSPOKEN - {Hides.ALL}
        if unspoken and not has_neutral_words(waiver.grant):
            words = _("There is no neutral statement yet: without one, pieces cannot be published.")
            messages.warning(request, words)
        tell_of_live_pieces(request, waiver)

    def _waiver(self, request, pk):
        waiver = self.get_object(request, str(pk))
        if waiver is None:
            raise Http404
        if not request.user.has_perm("articles.change_waiver"):
            raise PermissionDenied
        return waiver

    def _review(self, request, waiver, form):
        if form.has_error("note", "unprintable"):
            raise WaiverRefused(" ".join(form.errors["note"]))
        if not form.is_valid():
            raise WaiverRefused(_("Say why, and when it is to be reviewed again, as a date."))
        if "_lift" in request.POST:
            lift(waiver, by=request.user, note=form.cleaned_data["note"])
            messages.success(request, _("The waiver is lifted."))
            tell_of_live_pieces(request, waiver)
        elif form.cleaned_data["review_on"] is None:
            raise WaiverRefused(_("Say when it is to be reviewed again."))
        else:
            keep_on(waiver, by=request.user, **form.cleaned_data)
            messages.success(request, _("The waiver stays in force."))


def _lift(waiver):
    """Lift a waiver to see what would come of it."""
    lifted = copy(waiver)
    lifted.lifted_at = clock.now()
    lifted.save(update_fields=["lifted_at"])
