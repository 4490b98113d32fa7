"""Funders whose names look like one another: perhaps one funder that is on file twice."""

from django.utils.translation import gettext as _

from funding.models import Funder
from newsroom.kit.names.likeness import likeness


def look_alikes(name: str, *, besides: Funder | None = None) -> list[Funder]:
    """The funders one of whose names looks like a name, by name; two queries."""
    found, likewise = [], likeness(name)
    for funder in Funder.objects.prefetch_related("aliases").order_by("name"):
        if funder != besides and likewise in map(likeness, funder.names()):
            found.append(funder)
    return found


def remark(name: str, *, besides: Funder | None = None) -> str:
    """Which funders a name looks like, as a sentence; nothing where it looks like none.

    It is for a person to judge: two foundations may well be called nearly the same.
    """
    found = look_alikes(name, besides=besides)
    if not found:
        return ""
    words = _(
        "“%(name)s” looks like %(others)s, on file already: if it is the same funder, keep one."
    )
    return words % {"name": name, "others": ", ".join(_("“%s”") % funder for funder in found)}
