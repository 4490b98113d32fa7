"""Which published pieces a grant concerns."""

from django.db.models import Q

from articles.models import (
    Coverage,
    PublishedVersion,
    VersionDisclosure,
    VersionGrant,
    VersionWithheld,
)
from articles.models.version import PublishedVersionQuerySet
from funding.models import Grant


def concerning(grant: Grant, *modes: str) -> PublishedVersionQuerySet:
    """The versions, of any time, that tell of a grant or withhold it, or are filed under what
    its coverage names: its rows of these `modes`, or of both.
    """
    rows = Coverage.objects.about(grant).filter(mode__in=modes or Coverage.Mode.values)
    return PublishedVersion.objects.pieces().filter(_telling_of(grant) | rows.filed_under())


def _telling_of(grant):
    """The condition on versions that something about a grant is frozen with them."""
    condition = Q()
    for model in (VersionGrant, VersionDisclosure, VersionWithheld):
        condition |= Q(pk__in=model.objects.filter(grant=grant).values("version"))
    return condition
