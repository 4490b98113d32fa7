"""Which published pieces a coverage row reaches, asked of the database and not of each piece."""

from datetime import datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone

from articles.models import PublishedVersion

PATHS = {
    "article": "article",
    "tag": "tags__tag",
    "section": "section",
    "author": "bylines__author",
}


def current(at=None):
    """Every version that is live or scheduled at a moment."""
    return PublishedVersion.objects.unfinished(at).order_by("-first_published_at", "-pk")


def reached(coverage, at=None):
    """The live and scheduled versions whose filing and first publication a coverage row names.

    Other rows may exclude them again: `difference` tells what holds for each.
    """
    versions = current(at).filter(in_window(coverage))
    if coverage.whole_site:
        return versions
    name = coverage.target
    return versions.filter(**{PATHS[name]: getattr(coverage, f"{name}_id")}).distinct()


def in_window(coverage):
    """The window of first-publication dates, both ends included, as moments."""
    begins, ends = coverage.first_published_from, coverage.first_published_until
    window = Q()
    if begins:
        window &= Q(first_published_at__gte=midnight(begins))
    if ends:
        window &= Q(first_published_at__lt=midnight(ends + timedelta(days=1)))
    return window


def midnight(day):
    """The moment at which a day begins in the publication's time zone."""
    return datetime.combine(day, time(), timezone.get_default_timezone())
