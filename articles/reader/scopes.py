"""What a list or a feed is of: the whole site, a section, an author, a tag, a language."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from taggit.models import Tag

from articles.models import PublishedVersion, Section, VersionByline, VersionTag
from authors.models import Author


@dataclass(frozen=True)
class Scope:
    """Live versions, what they have in common (nothing, for the whole site), and where it is."""

    title: str
    path: str
    versions: QuerySet


def find_scope(*, section=None, author=None, tag=None, language=None):
    """The Scope of at most one address. Raises Http404 for what readers have never seen."""
    if section:
        found = get_object_or_404(Section, slug=section)
        return Scope(found.name, found.get_absolute_url(), in_section(found))
    if author:
        found = find_author(author)
        return Scope(found.name, found.get_absolute_url(), by_author(found))
    if tag:
        found = find_tag(tag)
        return Scope(found.name, reverse("tag", args=[found.slug]), with_tag(found))
    if language:
        names = dict(settings.LANGUAGES)
        if language not in names:
            raise Http404
        versions = PublishedVersion.objects.live().filter(language=language)
        return Scope(str(names[language]), f"/language/{language}/", versions)
    return Scope("", "/", PublishedVersion.objects.live())


def in_section(section):
    return PublishedVersion.objects.live().filter(section=section)


def by_author(author):
    """The pieces of an author and of whoever was merged into them."""
    theirs = VersionByline.objects.filter(author__in=[author.pk, *_merged_into(author.pk)])
    return PublishedVersion.objects.live().filter(pk__in=theirs.values("version"))


def with_tag(tag):
    with_it = VersionTag.objects.filter(tag=tag)
    return PublishedVersion.objects.live().filter(pk__in=with_it.values("version"))


def find_author(slug):
    """Whoever an address, also an old one, leads to, or Http404."""
    found = Author.objects.filter(slug=slug).first()
    return (found or _named_in_print(VersionByline, slug).author).survivor()


def find_tag(slug):
    """The tag that an address, also an old one, leads to, or Http404."""
    return Tag.objects.filter(slug=slug).first() or _named_in_print(VersionTag, slug).tag


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
