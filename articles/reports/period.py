"""The period of a report: days in the publication's time zone, as moments."""

from django.utils.translation import gettext as _

from newsroom.kit.moments import day_of, midnight, midnight_after

YEARS = range(1900, 3000)


class ReportRefused(Exception):
    """No report was made. The message is written for a funding manager to read."""


def moments(since, until):
    """The first moment of a period of dates, both included, and the first moment after it.

    Days are those of the publication's time zone, 23 or 25 hours long where
    its clocks change. Raises ReportRefused for what is no period.
    """
    for day in (since, until):
        if day.year not in YEARS:
            raise ReportRefused(
                _("The year %(year)s cannot be right. Give a date like %(example)s.")
                % {"year": day.year, "example": day_of().isoformat()}
            )
    if until < since:
        raise ReportRefused(
            _("The period ends on %(until)s, before it starts on %(since)s.")
            % {"until": until, "since": since}
        )
    return midnight(since), midnight_after(until)
