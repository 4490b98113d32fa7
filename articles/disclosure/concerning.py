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


def telling_of(grant: Grant) -> Q:
    """The condition on versions that something about a grant is frozen with them."""
    condition = Q()
    for model in (VersionGrant, VersionDisclosure, VersionWithheld):
        condition |= Q(pk__in=model.objects.filter(grant=grant).values("version"))
    return condition


def concerning(grant: Grant) -> PublishedVersionQuerySet:
    """The versions, of any time, that tell of a grant or withhold it, or are filed under what
    its coverage names.
    """
    covered = Coverage.objects.about(grant).filed_under()
    return PublishedVersion.objects.filter(telling_of(grant) | covered)
