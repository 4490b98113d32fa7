"""The pages readers see. Each starts at `PublishedVersion.objects.live()`, but for those of what
stands at an address, be it a piece or a page of the publication itself.
"""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.reader.breadcrumbs import of_corrections, of_piece, of_subject
from articles.reader.contents import as_in_issue, as_in_series
from articles.reader.corrections import notes, read_notes, withdrawn_in_silence
from articles.reader.listings import LENGTH, listing, newest_first, paged
from articles.reader.missing import leading_on, of_what_is_live
from articles.reader.onward import onward
from articles.reader.pages import shown
from articles.reader.scopes import find_scope
from articles.reader.translations import translations_of
from newsroom.content_policy import let_frames

# As many pieces as an issue or a series shows at once.
WHOLE = 100


@require_safe
@of_what_is_live
def article(request, piece):
    """A piece, or a page of the publication itself."""
    template, context = shown(piece)
    context["translations"] = translations_of(piece.version)
    if not piece.version.is_page:
        context |= {"onward": onward(piece), "crumbs": of_piece(piece.version)}
    response = render(request, template, context)
    return let_frames(response, piece.version.body)


@require_safe
def section(request, slug):
    return _list_of(request, "articles/section.html", section=slug)


@require_safe
def author(request, slug):
    return _list_of(request, "authors/author.html", author=slug)


@require_safe
def tag(request, slug):
    return _list_of(request, "articles/tag.html", tag=slug)


@require_safe
def issue(request, slug):
    return _list_of(request, "articles/issue.html", ordered=as_in_issue, length=WHOLE, issue=slug)


@require_safe
def series(request, slug):
    return _list_of(
        request, "articles/series.html", ordered=as_in_series, length=WHOLE, series=slug
    )


def _list_of(request, template, *, ordered=newest_first, length=LENGTH, **address):
    """The page of a section, author, tag, issue or series; an old address, or that of somebody
    merged, leads on.

    Raises Http404 where nothing of it is to be read.
    """
    ((name, slug),) = address.items()
    scope = find_scope(**address)
    pieces = listing(request, scope.versions, ordered, length)
    if not pieces.pieces:
        raise Http404
    moved = leading_on(request, slug=scope.subject.slug)
    context = {name: scope.subject, "listing": pieces, "crumbs": of_subject(name, scope.subject)}
    return moved or render(request, template, context)


@require_safe
def corrections(request):
    context = {
        "listing": paged(request, notes(), read=read_notes),
        "silent": withdrawn_in_silence(),
        "crumbs": of_corrections(),
    }
    return render(request, "articles/corrections.html", context)
