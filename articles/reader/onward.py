"""What leads on from a piece: what stands before and after it, what is related to it, and more.

All of it is one query, however large the archive: each source names the keys of a few versions,
found by an index, and of those it is read what readers see. A piece is offered once, in the first
list that has room for it, and never on its own page or that of a translation.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

from django.db.models import (
    Case,
    CharField,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
    Window,
)
from django.db.models.functions import Lag, Lead

from articles.models import PublishedVersion, Relation, VersionByline
from articles.models.choices import AUTHORING
from articles.models.printed import Printed, read_printed
from articles.reader.contents import IN_ISSUE, IN_SERIES
from articles.reader.scopes import in_issue, in_series

# How many pieces each list has.
RELATED, OF_AUTHOR, OF_SECTION, NEWEST = 4, 3, 3, 3
# How many are read for each: those that lists before it may take are not offered again.
READ_RELATED = 3 * RELATED
READ_OF_AUTHOR = 2 + RELATED + OF_AUTHOR
READ_OF_SECTION = READ_OF_AUTHOR + OF_SECTION
READ_NEWEST = READ_OF_SECTION + NEWEST
# Beside the title readers are told who signs, and that a piece is paid for.
PARTS = ("bylines", "disclosures")
PREVIOUS, FOLLOWING = "previous", "following"


@dataclass(frozen=True)
class Onward:
    """The ways on from a piece, each a `Printed` without its body.

    The neighbours are those in its series, or else in its issue, or else in time.
    """

    previous: Printed | None
    following: Printed | None
    related: list[Printed]
    of_author: list[Printed]
    of_section: list[Printed]
    newest: list[Printed]


def onward(piece: Printed) -> Onward:
    """What leads on from a piece that is live."""
    version = piece.version
    left = read_printed(_candidates(piece).newest_first().defer("body"), PARTS)

    def take(number: int, fits: Callable[[Printed], object]) -> list[Printed]:
        taken = list(islice(filter(fits, left), number))
        left[:] = [one for one in left if one not in taken]
        return taken

    previous = take(1, lambda one: one.version.stands == PREVIOUS)
    following = take(1, lambda one: one.version.stands == FOLLOWING)
    left.sort(key=lambda one: -(one.version.weight or 0))
    related = take(RELATED, lambda one: one.version.weight and not one.paid_labels)
    left.sort(key=lambda one: (one.version.first_published_at, one.version.pk), reverse=True)
    return Onward(
        previous=next(iter(previous), None),
        following=next(iter(following), None),
        related=related,
        of_author=take(OF_AUTHOR, lambda one: _speakers(one) & _speakers(piece)),
        of_section=take(OF_SECTION, lambda one: one.version.section_id == version.section_id),
        newest=take(NEWEST, lambda one: True),
    )


def _candidates(piece):
    """Every version that some list may want, each once, with where it `stands` and what it
    weighs.
    """
    version = piece.version
    # What readers see of all other pieces: a translation is the same piece.
    others = PublishedVersion.objects.live().exclude(original=version.original_id)
    previous, following = _neighbours(version, others)
    keys = [keys.order_by() for keys in (previous, following, *_more(piece, others))]
    pair = Q(article=version.article_id, other=OuterRef("article"))
    pair |= Q(other=version.article_id, article=OuterRef("article"))
    weights = Relation.objects.filter(pair).order_by("-weight").values("weight")
    return (
        PublishedVersion.objects.live()
        .filter(pk__in=keys[0].union(*keys[1:]))
        .annotate(stands=_stands(previous, following), weight=Subquery(weights[:1]))
    )


def _stands(previous, following):
    return Case(
        When(pk__in=previous, then=Value(PREVIOUS)),
        When(pk__in=following, then=Value(FOLLOWING)),
        default=Value(""),
        output_field=CharField(),
    )


def _neighbours(version, others):
    """The keys of what stands before a version and after it, for who reads its language."""
    if version.series_id:
        return _beside(version, in_series(version.series_id), IN_SERIES)
    if version.issue_id:
        return _beside(version, in_issue(version.issue_id), IN_ISSUE)
    moment, others = version.first_published_at, others.filter(language=version.language)
    # The range begins in the index; within a moment keys decide.
    earlier = others.filter(first_published_at__lte=moment).filter(
        Q(first_published_at__lt=moment) | Q(pk__lt=version.pk)
    )
    later = others.filter(first_published_at__gte=moment).filter(
        Q(first_published_at__gt=moment) | Q(pk__gt=version.pk)
    )
    return _first(1, earlier.newest_first()), _first(1, later.order_by("first_published_at", "pk"))


def _beside(version, versions, order):
    """The same among versions that have an order of their own, and are as many as people read."""
    versions = versions.filter(language=version.language)
    before, after = Window(Lag("pk"), order_by=order), Window(Lead("pk"), order_by=order)
    return (
        versions.annotate(after=after).filter(after=version.pk).values("pk"),
        versions.annotate(before=before).filter(before=version.pk).values("pk"),
    )


def _more(piece, others):
    """The keys of what is related, of what its authors and its section have, and of the newest."""
    version = piece.version
    signed = VersionByline.objects.filter(author__in=_speakers(piece), role__in=AUTHORING)
    kin = Relation.objects.of(version.article_id).values("kin")[:READ_RELATED]
    of_authors = others.filter(pk__in=signed.values("version"))
    of_section = others.filter(section=version.section_id)
    yield others.filter(article__in=kin).values("pk")
    yield _first(READ_OF_AUTHOR, of_authors.newest_first())
    yield _first(READ_OF_SECTION, of_section.newest_first())
    yield _first(READ_NEWEST, others.newest_first())


def _first(number, versions):
    """The keys of the first of some versions, in a query of their own: SQLite unites no slices."""
    keys = versions.values("pk")[:number]
    return PublishedVersion.objects.live().filter(pk__in=keys).values("pk")


def _speakers(piece):
    return {byline.author_id for byline in piece.speaking}
