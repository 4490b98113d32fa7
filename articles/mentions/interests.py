"""Whether the authors of a piece have declared their interests, and stand by that for this piece.

A newsroom that has never recorded a declaration is not asked for any. From the
first one on, every author who speaks in a piece is expected to have one that
holds, and whoever has one to confirm it for each piece.
"""

from articles.models.choices import AUTHORING
from authors.models import Interest


def speakers(article):
    """The authors who speak in a piece, merged ones followed, in the order of the byline."""
    bylines = article.bylines.filter(role__in=AUTHORING).order_by("position", "pk")
    authors = (byline.author.survivor() for byline in bylines.select_related("author__merged_into"))
    return list(dict.fromkeys(authors))


def undeclared(authors, day):
    """Those of the authors who have no declaration that holds on a date."""
    if not Interest.objects.exists():
        return []
    declared = _declared(authors, day)
    return [author for author in authors if author.pk not in declared]


def unconfirmed(article, authors, day):
    """Those of the authors who have one, and have not said that it is complete for this piece."""
    confirmations = article.interest_confirmations.select_related("author__merged_into")
    confirmed = {confirmation.author.survivor() for confirmation in confirmations}
    declared = _declared(authors, day)
    return [author for author in authors if author.pk in declared and author not in confirmed]


def _declared(authors, day):
    current = Interest.objects.current(day).filter(author__in=authors)
    return set(current.values_list("author", flat=True))
