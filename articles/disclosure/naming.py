"""Which grants and funders may be named in public now.

Everything that tells readers or machines of grants asks here: pages, feeds,
sitemaps, structured data, the register and its exports. What a piece printed
is frozen with it; this decides about everything around that.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q

from articles.models import VersionGrant, Waiver
from articles.models.choices import UNNAMED, Hides
from articles.models.printed import Printed
from funding.models import Appeal, Funder, Grant
from funding.models.funder import FunderQuerySet
from funding.models.grant import GrantQuerySet
from newsroom.kit.json_rows import JsonList, instances
from newsroom.models import Masthead


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
    grants have a page: one may get it, or lose it. At most one query.
    """
    named, appeal = _around(piece)
    return {"piece": piece, "grants": grants_of(piece, named), "appeal": appeal}


def grants_of(piece: Printed, named: Mapping[int, Grant]) -> list[VersionGrant]:
    """The grants that a piece printed and that may be named, with the name and address that they
    had, in print order. The `grant` of each is the one that is `named`.
    """
    shown = [printed for printed in piece.grants if printed.grant_id in named]
    for printed in shown:
        printed.grant = named[printed.grant_id]
    return shown


def _around(piece):
    """What `named_grants` gives for a piece, and the appeal that may stand on it, or None."""
    keys = {grant.grant_id for grant in piece.grants}
    if not keys and not piece.allows_appeals:
        return {}, None
    appeals = Appeal.objects.current(piece.version.language)[: int(piece.allows_appeals)]
    named = public_grants().filter(pk__in=keys)
    # Columns of the row that is always there. What nothing can be found of is NULL.
    rows = Masthead.objects.filter(pk=Masthead.THE_ROW).values_list(
        JsonList(named), JsonList(named, "id", "shows_amount"), JsonList(appeals)
    )
    grants, amounts, shown = (column or "[]" for column in rows[0])
    by_key = {grant.pk: grant for grant in instances(Grant, grants)}
    for row in json.loads(amounts):
        # JSON of SQLite has numbers for what is true or not.
        by_key[row["id"]].shows_amount = bool(row["shows_amount"])  # type: ignore[attr-defined]
    return by_key, next(iter(instances(Appeal, shown)), None)
