"""What is due soon, for whoever can act on it."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from articles.upkeep.due import deadlines, of_interests, of_waivers
from funding.deadlines import Deadline, of_grants
from newsroom.kit.moments import day_of


@dataclass(frozen=True)
class DueRow:
    """A deadline, and the page of the desk where it is acted on (nothing where there is none)."""

    deadline: Deadline
    url: str


# Which permission makes a kind of deadline somebody's own.
POWERS = {
    "funding.change_grant": of_grants,
    "articles.change_waiver": of_waivers,
    "authors.change_interest": of_interests,
}


def due_rows(user):
    """The deadlines that somebody may act on, in no query for whoever may act on none."""
    kinds = [kind for power, kind in POWERS.items() if user.has_perm(power)]
    if not kinds:
        return []
    found = deadlines(day_of(), kinds)
    return [DueRow(deadline, _page(deadline.subject)) for deadline in found]


def _page(subject):
    meta = subject._meta
    try:
        return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[subject.pk])
    except NoReverseMatch:
        return ""
