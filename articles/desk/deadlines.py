"""What is due soon, for whoever can act on it."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from articles.publishing.deadlines import deadlines
from funding.deadlines import Deadline


@dataclass(frozen=True)
class DueRow:
    """A deadline, and the page of the desk where it is acted on (nothing where there is none)."""

    deadline: Deadline
    url: str


def due_rows(user):
    """The deadlines of what somebody may change; in no query for whoever may change none of it."""
    powers = ("funding.change_grant", "articles.change_waiver", "authors.change_author")
    if not any(map(user.has_perm, powers)):
        return []
    return [
        DueRow(deadline, _page(deadline.subject))
        for deadline in deadlines(timezone.localdate())
        if user.has_perm(_power(deadline.subject))
    ]


def _power(subject):
    meta = subject._meta
    return f"{meta.app_label}.change_{meta.model_name}"


def _page(subject):
    meta = subject._meta
    try:
        return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[subject.pk])
    except NoReverseMatch:
        return ""
