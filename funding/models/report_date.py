from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from funding.models.grant import Grant
from newsroom.kit import numbers
from newsroom.kit.workdays import add_workdays

ONE_OF_TWO = _("Give either the day on which it is due, or after how many workdays.")
# Two years: more workdays than any agreement counts.
MOST_WORKDAYS = 500


class ReportDateQuerySet(models.QuerySet["ReportDate"]):
    """The questions that are asked about the dates of reports."""

    def owed(self) -> "ReportDateQuerySet":
        """Those that the funder still waits for: until handed in, or until the grant is closed."""
        over = [Grant.Status.PROPOSED, Grant.Status.CLOSED]
        return self.filter(handed_in_on=None).exclude(grant__status__in=over)


class ReportDate(models.Model):
    """When a report of a grant is due: on a day, or a number of workdays after another day.

    The other day is `counted_from`, or else the end of the grant. It is counted anew whenever
    it is asked for, so it moves with the end of the grant and with the holidays.
    """

    class Kind(models.TextChoices):
        INTERIM = "interim", _("interim report")
        FINAL = "final", _("final report")

    grant = models.ForeignKey(
        Grant, models.CASCADE, related_name="report_dates", verbose_name=_("grant")
    )
    kind = models.CharField(_("report"), max_length=7, choices=Kind)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    workdays_after = numbers.PositiveSmallIntegerField(
        _("or workdays after"), null=True, blank=True
    )
    counted_from = models.DateField(
        _("counted from"), null=True, blank=True, help_text=_("Empty: the end of the grant.")
    )
    handed_in_on = models.DateField(_("handed in"), null=True, blank=True)

    objects = ReportDateQuerySet.as_manager()

    class Meta:
        verbose_name = _("report date")
        verbose_name_plural = _("report dates")
        ordering = ["kind", "due_on", "counted_from", "pk"]
        constraints = [
            models.CheckConstraint(
                name="a_report_is_of_a_kind",
                condition=~Q(kind=""),
                violation_error_message=_("Say which report it is."),
            ),
            models.CheckConstraint(
                name="a_report_is_due_in_one_way",
                condition=Q(due_on__isnull=False, workdays_after=None, counted_from=None)
                | Q(due_on=None, workdays_after__isnull=False),
                violation_error_message=ONE_OF_TWO,
            ),
            models.CheckConstraint(
                name="workdays_after_are_some",
                condition=Q(workdays_after=None)
                | Q(workdays_after__gte=1, workdays_after__lte=MOST_WORKDAYS),
                violation_error_message=_("From 1 to 500 workdays."),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} ({self.grant})"

    def clean(self) -> None:
        """Say at the field what is missing, or one too many."""
        if (self.due_on is None) == (self.workdays_after is None):
            raise ValidationError({"due_on": ONE_OF_TWO})
        if self.counted_from and self.due_on:
            raise ValidationError({"counted_from": ONE_OF_TWO})

    def due(self, holidays: Iterable[date]) -> date | None:
        """The day on which it is due, a date in the publication's time zone.

        None where it counts from the end of a grant that has none, or beyond the year 9999.
        """
        start = self.counted_from or self.grant.ends_on
        if self.workdays_after is None or start is None:
            return self.due_on
        try:
            return add_workdays(start, self.workdays_after, holidays)
        except OverflowError:
            return None
