"""The pages readers see. Each starts at `PublishedVersion.objects.live()`, but for those of what
stands at an address, be it a piece or a page of the publication itself.
"""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.models import PublishedVersion
from articles.reader.corrections import notes, read_notes, withdrawn_in_silence
from articles.reader.listings import listing, paged
from articles.reader.missing import leading_on, of_what_is_live, way_on
from articles.reader.pages import shown
from articles.reader.scopes import find_scope
from articles.reader.translations import translations_of
from newsroom.content_policy import let_frames


@require_safe
def home(request):
    """The newest pieces. An old address such as `/?p=12` may lead on from here."""
    asks_for_more = request.GET.keys() - {"page"}
    if asks_for_more and (moved := way_on(request, request.path)):
        return moved
    pieces = listing(request, PublishedVersion.objects.live())
    return render(request, "articles/home.html", {"listing": pieces})


@require_safe
@of_what_is_live
def article(request, piece):
    """A piece, or a page of the publication itself."""
    template, context = shown(piece)
    context["translations"] = translations_of(piece.version)
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


def _list_of(request, template, **address):
    """The page of a section, author or tag; an old address, or that of somebody merged, leads on.

    Raises Http404 where nothing of it is to be read.
    """
    ((name, slug),) = address.items()
    scope = find_scope(**address)
    pieces = listing(request, scope.versions)
    if not pieces.pieces:
        raise Http404
    moved = leading_on(request, slug=scope.subject.slug)
    return moved or render(request, template, {name: scope.subject, "listing": pieces})


@require_safe
def corrections(request):
    context = {
        "listing": paged(request, notes(), read=read_notes),
        "silent": withdrawn_in_silence(),
    }
    return render(request, "articles/corrections.html", context)
