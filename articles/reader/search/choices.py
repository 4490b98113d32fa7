"""By whom and with which grant the pieces are that were found: what a reader can choose from."""

from collections.abc import Sequence
from typing import NamedTuple

from django.db.models import CharField, Count, F, Value
from django.db.models.functions import Coalesce

from articles.disclosure.naming import public_grants
from articles.models import VersionByline, VersionGrant
from articles.models.choices import AUTHORING
from articles.reader.search.wanted import Wanted

# Of each so many, those with the most pieces.
MOST = 40


class Choice(NamedTuple):
    """What a reader can choose: its slug, what it is called, and how many of the pieces have it."""

    slug: str
    name: str
    count: int


def choices(keys: Sequence[int], chosen: Wanted) -> dict[str, list[Choice]]:
    """Authors and grants of some versions, by name, in one query, and what was chosen among them.
    A grant that may not be named is not offered.
    """
    found: dict[str, list[Choice]] = {"author": [], "grant": []}
    for kind, *choice in _counted_in(keys) if keys else ():
        found[kind].append(Choice(*choice))
    return {kind: _most(of_kind, getattr(chosen, kind)) for kind, of_kind in found.items()}


def _counted_in(keys):
    survivor = Coalesce(F("author__merged_into__slug"), F("author__slug"))
    called = Coalesce(F("author__merged_into__name"), F("author__name"))
    signed = VersionByline.objects.filter(version__in=keys, role__in=AUTHORING)
    paid = VersionGrant.objects.filter(version__in=keys, grant__in=public_grants().values("pk"))
    authors = _counted(signed, "author", survivor, called)
    grants = _counted(paid, "grant", F("grant__slug"), F("grant__title"))
    return authors.union(grants, all=True)


def _counted(rows, kind, slug, name):
    told = rows.order_by().annotate(about=Value(kind, CharField()), chosen=slug, called=name)
    return told.values_list("about", "chosen", "called").annotate(Count("version", distinct=True))


def _most(found, chosen):
    most = sorted(found, key=lambda choice: (choice.slug != chosen, -choice.count))[:MOST]
    if chosen and (not most or most[0].slug != chosen):
        most.append(Choice(chosen, chosen, 0))
    return sorted(most, key=lambda choice: choice.name.casefold())
