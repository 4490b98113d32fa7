"""Whom the publication and the authors of a piece are tied to: funders, employers, interests."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import groupby

from django.db.models import F, Q, prefetch_related_objects

from articles.models import Article, Byline
from articles.models.choices import AUTHORING
from authors.models import Author, Interest
from funding.models import Funder, Grant, GrantParty
from funding.models.funder import FunderQuerySet
from newsroom.kit.text import name_key
from newsroom.models import Masthead

# A tie outlives its grant by two years; that of a grant with a page of its own never ends.
LASTING = timedelta(days=731)
# To mention oneself, or one's readers, is no conflict of interest.
OURSELVES = (Funder.Kind.OWN, Funder.Kind.READERS)


@dataclass(frozen=True)
class Tie:
    """A funder under all its names, or an organisation that an author has named."""

    name: str
    names: tuple[str, ...]
    funder: Funder | None = None

    @property
    def funder_key(self) -> int | None:
        return self.funder.pk if self.funder else None

    @property
    def key(self) -> str:
        return name_key(self.name)


class Ours:
    """Who pays for the publication, and what it is called itself, each read once.

    `masthead` is the one of the publication, where it was read already.
    """

    def __init__(self, masthead: Masthead | None = None) -> None:
        self._masthead = masthead
        self._funders: dict[date, list[Tie]] = {}

    def funders(self, day: date) -> list[Tie]:
        """Those whose money the publication has on a date, see `our_funders`, under all their
        names: one query a day.
        """
        if day not in self._funders:
            named = our_funders(day).annotate(alias=F("aliases__name"))
            rows = groupby(named.order_by("name", "pk", "alias"), lambda funder: funder.pk)
            self._funders[day] = [_under_all_names(list(of_one)) for _key, of_one in rows]
        return self._funders[day]

    @cached_property
    def names(self) -> set[str]:
        """What the publication and its publisher are called, as keys of names."""
        masthead = self._masthead or Masthead.current()
        return {name_key(masthead.name), name_key(masthead.legal_name)}


def _under_all_names(rows):
    """The tie of a funder that was read once with each of its other names."""
    funder = rows[0]
    return Tie(funder.name, (funder.name, *(row.alias for row in rows if row.alias)), funder)


def ties(
    authors: Collection[Author],
    day: date,
    *,
    besides: Collection[int] = (),
    ours: Ours | None = None,
) -> list[Tie]:
    """Return the Ties that hold on a date, funders first, each organisation once.

    `besides` are the keys of the funders to leave out; `ours` is what was read for several pieces.
    """
    ours = ours or Ours()
    of_funders = [tie for tie in ours.funders(day) if tie.funder_key not in besides]
    of_authors = {name_key(name): Tie(name, (name,)) for name in affiliations(authors, day)}
    if not of_authors:
        return of_funders
    taken = {name_key(name) for tie in of_funders for name in tie.names} | ours.names
    return of_funders + [tie for key, tie in of_authors.items() if key not in taken]


def our_funders(day: date) -> FunderQuerySet:
    """The funders whose money the publication has, or has had not long ago, on a date."""
    begun = Q(starts_on=None) | Q(starts_on__lte=day) | Q(awarded_on__lte=day)
    not_long_ago = Q(ends_on=None) | Q(ends_on__gte=day - LASTING) | Q(public=True)
    grants = Grant.objects.filter(begun, not_long_ago).exclude(status=Grant.Status.PROPOSED)
    parties = GrantParty.objects.filter(grant__in=grants, role__in=GrantParty.PAYING)
    return Funder.objects.filter(pk__in=parties.values("funder")).exclude(kind__in=OURSELVES)


def affiliations(authors: Collection[Author], day: date) -> list[str]:
    """The organisations that the authors belong to or have declared, as they wrote them."""
    named = [author.affiliation for author in authors]
    named += [interest.organisation for interest in _interests(authors, day)]
    return [name for name in named if name_key(name)]


def _interests(authors, day):
    """The declarations of some authors that hold on a date. Those of an author are read once,
    whatever days are asked about.
    """
    prefetch_related_objects(authors, "interests")
    return [one for author in authors for one in author.interests.all() if one.holds_on(day)]


def speaking(article: Article) -> list[Byline]:
    """The bylines of those who speak in a piece, in order, with their authors."""
    bylines = article.bylines.filter(role__in=AUTHORING).order_by("position", "pk")
    return list(bylines.select_related("author__merged_into"))


def speakers(bylines: Iterable[Byline]) -> list[Author]:
    """The authors of some bylines, merged ones followed, each once."""
    return list(dict.fromkeys(byline.author.survivor() for byline in bylines))


def declared(authors: Collection[Author], day: date) -> set[int]:
    """The keys of the authors who have a declaration that holds on a date."""
    return {interest.author_id for interest in _interests(authors, day)}


def undeclared(authors: Iterable[Author], declared: set[int]) -> list[Author]:
    """The authors without a declaration that holds; `declared` are the keys of those with one.

    Nobody, where the newsroom keeps no declarations at all.
    """
    if not declared and not Interest.objects.exists():
        return []
    return [author for author in authors if author.pk not in declared]


def unconfirmed(article: Article, authors: Iterable[Author], declared: set[int]) -> list[Author]:
    """The authors with a declaration, as `declared` has them, who have not confirmed it for this
    piece.
    """
    if not declared:
        return []
    confirmations = article.interest_confirmations.select_related("author__merged_into")
    confirmed = {confirmation.author.survivor() for confirmation in confirmations}
    return [author for author in authors if author.pk in declared and author not in confirmed]
