"""What `manage.py watch` has found: to be read at the desk, and changed by nobody."""

from django.contrib import admin
from django.db.models import Count
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles.models import Drift, WatchRun
from newsroom.desk.model_admin import DeskAdmin, DeskInline, ViewOnly
from newsroom.desk.navigation import Room


class DriftInline(ViewOnly, DeskInline):
    model = Drift
    fields = readonly_fields = ["page", "sentence"]

    @admin.display(description=_("address"))
    def page(self, drift):
        return format_html('<a href="{}">{}</a>', drift.url, drift.url)


@admin.register(WatchRun)
class WatchRunAdmin(ViewOnly, DeskAdmin):
    room = Room.FUNDING
    list_display = ["begun_at", "address", "looked_at", "unanswered", "drifts", "ended_at"]
    fields = ["address", "begun_at", "ended_at", "looked_at", "unanswered"]
    inlines = [DriftInline]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(drifted=Count("drifts"))

    @admin.display(description=_("drift"), ordering="drifted")
    def drifts(self, run):
        return run.drifted
