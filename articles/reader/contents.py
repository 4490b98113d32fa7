"""What stands in an issue or a series, in its order."""

from itertools import groupby

from django.db.models import Case, F, When

from articles.models.choices import Kind

# As an issue has its pieces: its editorial first, then section by section.
IN_ISSUE = (
    Case(When(kind=Kind.EDITORIAL, then=0), default=1),
    *("section__position", "section_name", "section_id"),
    *(F("issue_place").asc(nulls_last=True), "first_published_at", "pk"),
)
# Part by part; those without a number after the others, the earliest first.
IN_SERIES = (F("part").asc(nulls_last=True), "first_published_at", "pk")


def as_in_issue(versions):
    return versions.order_by(*IN_ISSUE)


def as_in_series(versions):
    return versions.order_by(*IN_SERIES)


def by_section(pieces):
    """[(the first piece, [the piece, …]), …] of the pieces of an issue, in their order: first its
    editorial, then each section.
    """
    return [(run[0], run) for run in (list(run) for _key, run in groupby(pieces, key=_heading))]


def _heading(piece):
    is_editorial = piece.version.kind == Kind.EDITORIAL
    return None if is_editorial else piece.version.section_id
