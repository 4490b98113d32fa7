"""Lists of the issues, series, authors and tags of which there is something to read, each with
how many pieces it has.
"""

from django.db.models import Case, Count, F, IntegerField, OuterRef, Subquery, Value, When
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.models import Issue, PublishedVersion, Series, Tag, VersionByline, VersionTag
from articles.reader.breadcrumbs import ARCHIVE, LISTED, of_list
from articles.reader.listings import paged
from articles.reader.scopes import survivors
from authors.models import Author

LENGTH = 100
# Covers stand in rows of two, three, four or six.
COVERS = 24
# The way from each of the lists to the others.
LISTS = [("archive", ARCHIVE), *LISTED.values()]


@require_safe
def issues(request):
    """The latest first, with their covers."""
    return _with_covers(request, "issue", Issue)


@require_safe
def series(request):
    return _with_covers(request, "series", Series)


@require_safe
def tags(request):
    filed = VersionTag.objects.filter(version__in=PublishedVersion.objects.live())
    pieces = dict(filed.order_by().values_list("tag").annotate(pieces=Count("pk")))
    return _of_many(request, "tag", Tag.objects.all(), pieces)


@require_safe
def authors(request):
    """Everybody who signs something, those who were merged as who they are."""
    merged = [When(author=one, then=Value(survivor)) for one, survivor in survivors().items()]
    person = Case(*merged, default=F("author"), output_field=IntegerField())
    signed = VersionByline.objects.filter(version__in=PublishedVersion.objects.live())
    pieces = dict(
        signed.order_by().values_list(person).annotate(pieces=Count("version", distinct=True))
    )
    return _of_many(request, "author", Author.objects.all(), pieces)


def _of_many(request, kind, rows, pieces):
    """Those rows that have pieces, of which there are too many to count them one by one; `pieces`
    are the numbers by their keys.
    """
    found = paged(request, rows.filter(pk__in=pieces), length=LENGTH)
    for row in found.pieces:
        row.pieces = pieces[row.pk]
    return _page(request, "articles/list_of_names.html", kind, found)


def _with_covers(request, kind, model):
    """What has a cover, and pieces: by the column that is called after the kind they lead to it."""
    found = paged(request, with_pieces(model.objects.select_related("cover"), kind), length=COVERS)
    return _page(request, "articles/list_of_covers.html", kind, found)


def with_pieces(rows, column):
    """Issues or series of which there is something to read, each with how many `pieces`."""
    return _counted(rows, PublishedVersion.objects.live(), column)


def _counted(rows, shown, column):
    """Some rows, each with how many of what is shown leads to it by a column; none of nothing."""
    theirs = shown.filter(**{column: OuterRef("pk")}).order_by().values(column)
    pieces = Subquery(theirs.annotate(number=Count("pk")).values("number"))
    return rows.annotate(pieces=pieces).filter(pieces__gt=0)


def _page(request, template, kind, listing):
    _name, label = LISTED[kind]
    told = {"label": label, "lists": LISTS, "crumbs": of_list(kind)}
    return render(request, template, {"listing": listing, **told})
