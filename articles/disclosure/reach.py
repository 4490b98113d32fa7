"""Which published pieces a coverage row or a grant concerns, asked of the database."""

from datetime import datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone

from articles.models import (
    Coverage,
    PublishedVersion,
    VersionByline,
    VersionDisclosure,
    VersionTag,
    VersionWithheld,
)

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


def concerning(grant):
    """The versions, of any time, that tell of a grant or withhold it, or that are covered by it."""
    covering = Coverage.objects.filter(Q(grant=grant) | Q(statement__grant=grant))
    if covering.filter(whole_site=True).exists():
        return PublishedVersion.objects.all()
    named = {name: covering.exclude(**{name: None}).values(name) for name in PATHS}
    telling = [
        grant.version_grants.all(),
        VersionWithheld.objects.filter(grant=grant),
        VersionDisclosure.objects.filter(grant=grant),
        VersionTag.objects.filter(tag__in=named["tag"]),
        VersionByline.objects.filter(author__in=named["author"]),
    ]
    found = Q(article__in=named["article"]) | Q(section__in=named["section"])
    for rows in telling:
        found |= Q(pk__in=rows.values("version"))
    return PublishedVersion.objects.filter(found)


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
