"""The reports that a grant owes, on its page at the desk: each with the day that was counted."""

from django.contrib import admin
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funding.deadlines import REPORTS, Calendar
from funding.models import ReportDate
from newsroom.desk.model_admin import DeskInline
from newsroom.kit.moments import day_of


class ReportDateInline(DeskInline):
    model = ReportDate
    fields = ["kind", "due_on", "workdays_after", "counted_from", "is_due", "handed_in_on"]
    readonly_fields = ["is_due"]

    def __init__(self, *args):
        super().__init__(*args)
        # An inline is made for each request; the holidays are read once for all its rows.
        self.calendar = None

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("grant")

    @admin.display(description=gettext_lazy("so it is due"))
    def is_due(self, report):
        """The day, and how many workdays are left while it is owed."""
        if not report.grant_id:
            return "–"
        self.calendar = self.calendar or Calendar(day_of())
        due = report.due(self.calendar.holidays)
        if due is None:
            return _("Say when the grant ends.")
        day = formats.date_format(due, "j M Y")
        if report.handed_in_on:
            return day
        left = self.calendar.deadline(report.grant, REPORTS[report.kind], due).left
        return f"{day} · {left}"
