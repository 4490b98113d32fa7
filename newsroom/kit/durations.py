"""How long something lasts, in words."""

from math import ceil

from django.utils.translation import ngettext_lazy

MINUTE, HOUR, DAY = 60, 60 * 60, 24 * 60 * 60
UNITS = {
    DAY: ngettext_lazy("%d day", "%d days"),
    HOUR: ngettext_lazy("%d hour", "%d hours"),
    MINUTE: ngettext_lazy("%d minute", "%d minutes"),
}


def in_words(seconds: float) -> str:
    """Some seconds, rounded up to minutes, in the largest unit that fits evenly: “36 hours”."""
    minutes = max(1, ceil(seconds / MINUTE)) * MINUTE
    unit = next(unit for unit in UNITS if minutes % unit == 0)
    return UNITS[unit] % (minutes // unit)
