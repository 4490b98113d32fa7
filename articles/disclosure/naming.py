"""Which grants and funders may be named in public now.

Everything that tells readers or machines of grants asks here: pages, feeds,
sitemaps, structured data, the register and its exports. What a piece printed
is frozen with it; this decides about everything around that.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q

from articles.models import VersionGrant, Waiver
from articles.models.choices import UNNAMED, Hides
from articles.models.printed import Printed
from funding.models import Appeal, Funder, Grant
from funding.models.funder import FunderQuerySet
from funding.models.grant import GrantQuerySet


def public_grants(at: datetime | None = None) -> GrantQuerySet:
    """The grants that may be named at a moment (now, unless told otherwise).

    Each has `shows_amount`: whether its amount may be told as well. A waiver
    for one article holds for that article and hides nothing here.
    """
    waivers = Waiver.objects.in_force().filter(grant=OuterRef("pk"), article=None)
    waived_amount = Exists(waivers.filter(hides=Hides.AMOUNT))
    shows_amount = ExpressionWrapper(Q(amount_public=True) & ~waived_amount, BooleanField())
    return (
        Grant.objects.public(at)
        .exclude(Exists(waivers.filter(hides__in=UNNAMED)))
        .annotate(shows_amount=shows_amount)
    )


def public_funders() -> FunderQuerySet:
    """The public funders, but for those all of whose grants may not be named."""
    theirs = Grant.objects.filter(parties__funder=OuterRef("pk"))
    named = public_grants().filter(parties__funder=OuterRef("pk"))
    return Funder.objects.public().filter(~Exists(theirs) | Exists(named))


def named_grants(pieces: Iterable[Printed]) -> dict[int, Grant]:
    """Map the key of every grant of some `Printed` pieces that may be named to it: one query."""
    keys = {grant.grant_id for piece in pieces for grant in piece.grants}
    return {grant.pk: grant for grant in public_grants().filter(pk__in=keys)}


def page_context(piece: Printed) -> dict[str, object]:
    """The context of articles/article.html, the same for a page and its preview.

    The appeal is not part of what was published: a campaign ends. Nor is whether the
    grants have a page: one may get it, or lose it. At most two queries.
    """
    return {
        "piece": piece,
        "grants": grants_of(piece, named_grants([piece])),
        "appeal": _appeal(piece),
    }


def grants_of(piece: Printed, named: Mapping[int, Grant]) -> list[VersionGrant]:
    """The grants that a piece printed and that may be named, with the name and address that they
    had, in print order. The `grant` of each is the one that is `named`.
    """
    shown = [printed for printed in piece.grants if printed.grant_id in named]
    for printed in shown:
        printed.grant = named[printed.grant_id]
    return shown


def _appeal(piece):
    if not piece.allows_appeals:
        return None
    return Appeal.objects.current(piece.version.language).first()
