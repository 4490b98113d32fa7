"""The page of a piece: what is frozen in it, and the little beside it that is of today."""

from articles.models.printed import Printed
from funding.models import Appeal, Grant


def page(piece: Printed):
    """The context of articles/article.html, the same for a page and its preview.

    The appeal and the links to grants are not part of what was published:
    a campaign ends, and a grant may get a page, or lose it. At most two
    queries.
    """
    return {"piece": piece, "grants": _public_grants(piece), "appeal": _appeal(piece)}


def _public_grants(piece):
    """The grants of the piece that have a page of their own, in print order."""
    keys = [grant.grant_id for grant in piece.grants]
    return sorted(
        Grant.objects.public().filter(pk__in=keys), key=lambda grant: keys.index(grant.pk)
    )


def _appeal(piece):
    if not piece.allows_appeals:
        return None
    return Appeal.objects.current(piece.version.language).first()
