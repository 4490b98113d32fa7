"""Whether the authors of a piece have declared their interests, and stand by that for this piece.

A newsroom that has never recorded a declaration is not asked for any. From the
first one on, every author who speaks in a piece is expected to have one that
holds, and whoever has one to confirm it for each piece.
"""

from collections.abc import Iterable
from datetime import date

from articles.models import Article, Byline
from articles.models.choices import AUTHORING
from authors.models import Author, Interest


def speaking(article: Article) -> list[Byline]:
    """The bylines of those who speak in a piece, in order, with their authors."""
    bylines = article.bylines.filter(role__in=AUTHORING).order_by("position", "pk")
    return list(bylines.select_related("author__merged_into"))


def speakers(bylines: Iterable[Byline]) -> list[Author]:
    """The authors of some bylines, merged ones followed, each once."""
    return list(dict.fromkeys(byline.author.survivor() for byline in bylines))


def declared(authors: Iterable[Author], day: date) -> set[int]:
    """The keys of the authors who have a declaration that holds on a date."""
    current = Interest.objects.current(day).filter(author__in=authors)
    return set(current.values_list("author", flat=True))


def undeclared(authors: Iterable[Author], declared: set[int]) -> list[Author]:
    """Those of the authors who have none."""
    if not declared and not Interest.objects.exists():
        return []
    return [author for author in authors if author.pk not in declared]


def unconfirmed(article: Article, authors: Iterable[Author], declared: set[int]) -> list[Author]:
    """Those of the authors who have one, and have not said that it is complete for this piece."""
    if not declared:
        return []
    confirmations = article.interest_confirmations.select_related("author__merged_into")
    confirmed = {confirmation.author.survivor() for confirmation in confirmations}
    return [author for author in authors if author.pk in declared and author not in confirmed]
