"""The page of a piece: what is frozen in it, and the little beside it that is of today."""

from articles.disclosure.naming import named_grants
from articles.models.printed import Printed
from funding.models import Appeal


def page(piece: Printed):
    """The context of articles/article.html, the same for a page and its preview.

    The appeal and the links to grants are not part of what was published:
    a campaign ends, and a grant may get a page, or lose it. At most two
    queries.
    """
    return {
        "piece": piece,
        "grants": grants_of(piece, named_grants([piece])),
        "appeal": _appeal(piece),
    }


def grants_of(piece, named):
    """The grants of a piece that may be named, in print order."""
    return [named[grant.grant_id] for grant in piece.grants if grant.grant_id in named]


def _appeal(piece):
    if not piece.allows_appeals:
        return None
    return Appeal.objects.current(piece.version.language).first()
