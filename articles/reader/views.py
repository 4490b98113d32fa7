"""The pages readers see. Each starts at `PublishedVersion.objects.live()`."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe
from taggit.models import Tag

from articles.models import PublishedVersion, Section, VersionByline, VersionTag
from articles.models.printed import printed
from articles.publishing.page import page
from articles.reader.listings import listing
from articles.reader.missing import nothing_live
from authors.models import Author
from newsroom.models import Masthead


@require_safe
def home(request):
    pieces = listing(request, PublishedVersion.objects.live())
    return render(request, "articles/home.html", {"listing": pieces})


@require_safe
def article(request, path):
    path = f"/{path}/"
    found = printed(PublishedVersion.objects.live().filter(path=path))
    if not found:
        return nothing_live(request, path)
    return render(request, "articles/article.html", page(found[0]))


@require_safe
def section(request, slug):
    section = get_object_or_404(Section, slug=slug)
    pieces = listing(request, PublishedVersion.objects.live().filter(section=section))
    return render(request, "articles/section.html", {"section": section, "listing": pieces})


@require_safe
def author(request, slug):
    """An author who has something to read here. Old addresses and merged authors lead on."""
    found = Author.objects.filter(slug=slug).prefetch_related("handles").first()
    if found is None:
        return redirect(_named_in_print(VersionByline, slug).author.survivor(), permanent=True)
    if found.merged_into_id:
        return redirect(found.survivor(), permanent=True)
    theirs = VersionByline.objects.filter(author__in=[found.pk, *_merged_into(found.pk)])
    versions = PublishedVersion.objects.live().filter(pk__in=theirs.values("version"))
    pieces = listing(request, versions)
    if not pieces.pieces:
        raise Http404
    return render(request, "authors/author.html", {"author": found, "listing": pieces})


@require_safe
def tag(request, slug):
    found = Tag.objects.filter(slug=slug).first()
    if found is None:
        return redirect("tag", _named_in_print(VersionTag, slug).tag.slug, permanent=True)
    with_it = VersionTag.objects.filter(tag=found)
    versions = PublishedVersion.objects.live().filter(pk__in=with_it.values("version"))
    pieces = listing(request, versions)
    if not pieces.pieces:
        raise Http404
    return render(request, "articles/tag.html", {"tag": found, "listing": pieces})


@require_safe
def about(request):
    if not Masthead.current().about:
        raise Http404
    return render(request, "newsroom/about.html")


def _merged_into(survivor):
    """The keys of all who were merged into an author, or into one who was: one query."""
    links = dict(Author.objects.exclude(merged_into=None).values_list("pk", "merged_into"))
    found = {survivor}
    while more := {pk for pk, into in links.items() if into in found} - found:
        found |= more
    return found - {survivor}


def _named_in_print(model, slug):
    """The newest row printed with an address that its subject has left since, or Http404."""
    live = PublishedVersion.objects.live()
    row = model.objects.filter(slug=slug, version__in=live).order_by("-pk").first()
    if row is None:
        raise Http404
    return row
