"""The date of a manuscript: taken once, in the order of its language, and told where doubtful."""

from django.utils.translation import gettext as _


def use_date(manuscript, date, *, month_first, explicit):
    """Take a WrittenDate unless the manuscript has a date; ``explicit`` where a label said so."""
    if manuscript.date:
        return
    manuscript.date = date.day(month_first=month_first)
    if manuscript.date is None:
        refuse_date(manuscript, date.text)
    elif date.ambiguous:
        words = (
            _("“%(text)s” was read with the month first: %(date)s.")
            if month_first
            else _("“%(text)s” was read with the day first: %(date)s.")
        )
        manuscript.guess("date", words % {"text": date.text, "date": manuscript.date.isoformat()})
    elif not explicit:
        manuscript.guess(
            "date",
            _("“%(text)s” stands above the text, where the date is.") % {"text": date.text},
        )


def refuse_date(manuscript, text):
    """Say that a text is no date, and keep it among what is not placed."""
    manuscript.guess(
        "date",
        _("“%(text)s” is no full date of the calendar, so the date was left empty.")
        % {"text": text},
    )
    manuscript.unplaced.append(text)
