"""What somebody finds at the desk: pieces by their words, and by those of what belongs to them."""

from collections.abc import Sequence

from django.db.models import Case, Q, QuerySet, Value, When

from articles.models import Article, ArticleTag, Byline, Coverage, Figure, Photo, Tag
from authors.models import Author
from funding.models import Funder, Grant, GrantParty
from newsroom.search.analyser import words
from newsroom.search.index import keys

# Of what is typed as many words are looked for: each asks six tables.
MOST_WORDS = 8


def asked(text: str) -> tuple[list[str], bool]:
    """The words of what somebody typed, folded, each once; and whether there were more."""
    found = list(dict.fromkeys(word for word in words(text[:10_000]) if word))
    return found[:MOST_WORDS], len(found) > MOST_WORDS


def pieces_with(
    pieces: QuerySet[Article],
    asked_for: Sequence[str],
    *,
    grants: QuerySet[Grant],
    funders: QuerySet[Funder],
) -> QuerySet[Article]:
    """Those of some pieces that hold every word themselves or by their authors, tags, pictures or
    grants, what holds all in its title first, then what was saved last.

    `grants` and `funders` are those of which whoever asks may read: no other leads to a piece.
    """
    in_titles = Q()
    for word in asked_for:
        pieces = pieces.filter(_holding(word, grants, funders))
        in_titles &= Q(pk__in=keys(Article, word, column="title"))
    first = Case(When(in_titles, then=Value(0)), default=Value(1))
    return pieces.order_by(first, "-updated_at", "-pk")


def _holding(word, grants, funders):
    photos = keys(Photo, word)
    of_funders = GrantParty.objects.filter(
        funder__in=funders.filter(pk__in=keys(Funder, word)), grant__in=grants
    )
    meant = Q(grant__in=grants.filter(pk__in=keys(Grant, word)))
    covered = Coverage.objects.filter(
        meant | Q(grant__in=of_funders.order_by().values("grant")),
        article__isnull=False,
        mode=Coverage.Mode.INCLUDE,
    )
    return (
        Q(pk__in=keys(Article, word))
        | Q(pk__in=Byline.objects.filter(author__in=keys(Author, word)).values("article"))
        | Q(pk__in=ArticleTag.objects.filter(tag__in=keys(Tag, word)).values("content_object"))
        | Q(lead_photo__in=photos)
        | Q(pk__in=Figure.objects.filter(photo__in=photos).values("article"))
        | Q(pk__in=covered.order_by().values("article"))
    )


def rows_with(rows: QuerySet, asked_for: Sequence[str]) -> QuerySet:
    """Those of some rows that hold every word themselves."""
    for word in asked_for:
        rows = rows.filter(pk__in=keys(rows.model, word))
    return rows
