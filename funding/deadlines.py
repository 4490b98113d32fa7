"""What is due soon, or overdue: grants that end, and reports that funders wait for."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from funding.models import Grant, ReportDate
from newsroom.kit.workdays import add_workdays, workdays_between
from newsroom.models import Holiday

# How many workdays ahead a deadline is called, the first time and the last.
CALLS = (20, 5)


class GrantDue(models.TextChoices):
    ENDS = "grant-ends", _("the grant ends")
    INTERIM = "interim-report-due", _("an interim report is due")
    REPORT = "report-due", _("the final report is due")


REPORTS: dict[str, GrantDue] = {
    ReportDate.Kind.INTERIM: GrantDue.INTERIM,
    ReportDate.Kind.FINAL: GrantDue.REPORT,
}


@dataclass(frozen=True)
class Deadline:
    """Something that somebody has to act on by a date in the publication's time zone.

    `workdays_left` is 0 on the day itself, or when only free days are left,
    and negative once the date was missed.
    """

    subject: models.Model
    what: models.TextChoices
    due: datetime.date
    workdays_left: int

    @property
    def is_overdue(self) -> bool:
        return self.workdays_left < 0

    @property
    def left(self) -> str:
        """The workdays in words: how many are left, or by how many it is overdue."""
        count = abs(self.workdays_left)
        if self.is_overdue:
            return ngettext("%d workday overdue", "%d workdays overdue", count) % count
        return ngettext("%d workday left", "%d workdays left", count) % count

    @property
    def call(self) -> int:
        """How urgent it is: the number of workdays of the latest call that has come."""
        return min(call for call in CALLS if self.workdays_left <= call)


class Calendar:
    """The workdays of the publication, seen from one day."""

    def __init__(self, today: datetime.date) -> None:
        self.today = today
        self.holidays = frozenset(Holiday.objects.values_list("day", flat=True))
        self.horizon = add_workdays(today, max(CALLS), self.holidays)

    def deadline(
        self, subject: models.Model, what: models.TextChoices, due: datetime.date
    ) -> Deadline:
        return Deadline(subject, what, due, workdays_between(self.today, due, self.holidays))


def of_grants(calendar: Calendar, *, far: bool = False) -> list[Deadline]:
    """Return the Deadlines of grants within the first call, or with `far` however far they are.

    Grants that run are told before they end. A report is told until it is handed in or the
    grant is reported and closed, however long it is overdue.
    """
    running = Grant.objects.filter(
        status__in=[Grant.Status.ACTIVE, Grant.Status.SUSPENDED], ends_on__gte=calendar.today
    )
    dates = [(grant, GrantDue.ENDS, grant.ends_on) for grant in running]
    dates += [
        (report.grant, REPORTS[report.kind], report.due(calendar.holidays))
        for report in ReportDate.objects.owed().select_related("grant")
    ]
    return [
        calendar.deadline(grant, what, due)
        for grant, what, due in dates
        if due and (far or due <= calendar.horizon)
    ]


def by_urgency(found: Iterable[Deadline]) -> list[Deadline]:
    return sorted(found, key=lambda deadline: (deadline.due, deadline.what, deadline.subject.pk))
