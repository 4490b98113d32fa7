"""Everything that was published, by year and month of first publication.

A piece belongs to the month that its address names.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby

from django.db.models import Count
from django.db.models.functions import Substr
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.models import PublishedVersion
from articles.reader.breadcrumbs import ARCHIVE, of_archive
from articles.reader.indexes import LISTS
from articles.reader.listings import listing
from newsroom.kit.moments import midnight, span

LENGTH = 50
# No day of a time zone begins earlier or later than this.
A_DAY = timedelta(days=1)


@dataclass
class Month:
    """A month with pieces: its first day, and how many."""

    day: date
    pieces: int


@dataclass
class Year:
    """A year with pieces, the latest month first."""

    number: int
    months: list[Month] = field(default_factory=list)

    @property
    def pieces(self):
        return sum(month.pieces for month in self.months)


@require_safe
def archive(request):
    """The years and their months, with how many pieces each has: one query."""
    told = {"label": ARCHIVE, "lists": LISTS, "crumbs": of_archive()}
    return render(request, "articles/archive.html", {"years": years(), **told})


@require_safe
def year(request, year):
    begins, around = _around(year)
    return _page(request, f"/{year}/", begins, around, crumbs=of_archive(begins.year))


@require_safe
def month(request, year, month):
    begins, around = _around(year, month)
    crumbs = of_archive(begins.year, begins)
    return _page(request, f"/{year}/{month}/", begins, around, month=begins, crumbs=crumbs)


def years():
    """Every `Year` in which there is something to read, the latest first."""
    counted = (
        PublishedVersion.objects.live()
        .order_by()
        .annotate(month=Substr("path", 2, 7))
        .values_list("month")
        .annotate(pieces=Count("pk"))
        .order_by("-month")
    )
    months = [Month(_first_day(at), pieces) for at, pieces in counted]
    return [Year(number, list(run)) for number, run in groupby(months, lambda m: m.day.year)]


def _page(request, path, begins, around, **context):
    # By the moment an index finds what there is around those days; the address says which it is.
    versions = PublishedVersion.objects.live().filter(
        path__startswith=path, first_published_at__range=around
    )
    pieces = listing(request, versions, length=LENGTH)
    if not pieces.pieces:
        raise Http404
    runs = groupby(pieces.pieces, lambda piece: piece.version.path[1:8])
    months = [(_first_day(at), list(run)) for at, run in runs]
    context |= {"listing": pieces, "months": months, "year": begins.year}
    return render(request, "articles/archive_of.html", context)


def _first_day(month):
    """The first day of a month as addresses have it: 2026/11."""
    return date(int(month[:4]), int(month[5:]), 1)


def _around(year, month=None):
    """The first day of a year or month, and moments around all of it. Raises Http404 for what is
    none, and for those at which the calendar begins and ends.
    """
    try:
        begins, after = span(int(year), month and int(month))
        around = begins - A_DAY, after + A_DAY
    except (ValueError, OverflowError) as error:
        raise Http404 from error
    return begins, [midnight(day) for day in around]
