"""The pages readers see. Each starts at `PublishedVersion.objects.live()`."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from articles.disclosure.naming import page_context
from articles.models import PublishedVersion, Section, VersionCorrection
from articles.models.printed import read_printed
from articles.reader.listings import listing, paged
from articles.reader.missing import nothing_live
from articles.reader.scopes import by_author, find_author, find_tag, in_section, with_tag
from newsroom.models import Masthead


@require_safe
def home(request):
    pieces = listing(request, PublishedVersion.objects.live())
    return render(request, "articles/home.html", {"listing": pieces})


@require_safe
def article(request, path):
    path = f"/{path}/"
    found = read_printed(PublishedVersion.objects.live().filter(path=path))
    if not found:
        return nothing_live(request, path)
    return render(request, "articles/article.html", page_context(found[0]))


@require_safe
def section(request, slug):
    section = get_object_or_404(Section, slug=slug)
    context = {"section": section, "listing": listing(request, in_section(section))}
    return render(request, "articles/section.html", context)


@require_safe
def author(request, slug):
    """An author who has something to read here. Old addresses and merged authors lead on."""
    found = find_author(slug)
    if found.slug != slug:
        return redirect(found, permanent=True)
    pieces = listing(request, by_author(found))
    if not pieces.pieces:
        raise Http404
    return render(request, "authors/author.html", {"author": found, "listing": pieces})


@require_safe
def tag(request, slug):
    found = find_tag(slug)
    if found.slug != slug:
        return redirect("tag", found.slug, permanent=True)
    pieces = listing(request, with_tag(found))
    if not pieces.pieces:
        raise Http404
    return render(request, "articles/tag.html", {"tag": found, "listing": pieces})


@require_safe
def corrections(request):
    """The dated public notes of what is live now, the latest first."""
    live = PublishedVersion.objects.live()
    notes = (
        VersionCorrection.objects.filter(version__in=live)
        .select_related("version")
        .defer("version__body")
        .order_by("-dated", "-correction", "-pk")
    )
    return render(request, "articles/corrections.html", {"listing": paged(request, notes)})


@require_safe
def about(request):
    if not Masthead.current().about:
        raise Http404
    return render(request, "newsroom/about.html")
