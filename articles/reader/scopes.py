"""What a list or a feed is of: the whole site, a section, an author, a tag, an issue, a series, a
language.
"""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import get_language_info

from articles.models import (
    Issue,
    PublishedVersion,
    Section,
    Series,
    Tag,
    VersionByline,
    VersionTag,
)
from authors.models import Author
from newsroom.addresses.leading_on import Row, row_at


@dataclass(frozen=True)
class Scope:
    """Live versions, what they have in common, and where it is.

    `subject` is the section, author, tag, issue or series; None for the whole site, or a language,
    which is called as it calls itself and has no page but the first. An old address, or that of
    somebody merged, gives the scope of what it leads to. `language` is the one that was asked for,
    if one was.
    """

    title: str
    path: str
    versions: QuerySet
    subject: Section | Author | Tag | Issue | Series | None = None
    language: str = ""


def find_scope(*, section=None, author=None, tag=None, issue=None, series=None, language=None):
    """The Scope at an address, at most one. Raises Http404 for what does not exist.

    A subject that no live version has exists for the desk alone: whoever shows its scope raises
    Http404 as well.
    """
    if section:
        found = row_or_404(Section.objects.all(), section)
        return Scope(found.name, found.get_absolute_url(), in_section(found), found)
    if author:
        found = row_or_404(Author.objects.all(), author).survivor()
        return Scope(found.name, found.get_absolute_url(), by_author(found), found)
    if tag:
        found = row_or_404(Tag.objects.all(), tag)
        return Scope(found.name, reverse("tag", args=[found.slug]), with_tag(found), found)
    if issue:
        found = row_or_404(Issue.objects.select_related("cover"), issue)
        return Scope(found.name, found.get_absolute_url(), in_issue(found), found)
    if series:
        found = row_or_404(Series.objects.select_related("cover"), series)
        return Scope(found.name, found.get_absolute_url(), in_series(found), found)
    if language:
        if language not in dict(settings.LANGUAGES):
            raise Http404
        versions = PublishedVersion.objects.live().filter(language=language)
        name = get_language_info(language)["name_local"]
        return Scope(name, "/", versions, language=language)
    return Scope("", "/", PublishedVersion.objects.live())


def in_section(section):
    return PublishedVersion.objects.live().filter(section=section)


def in_issue(issue):
    return PublishedVersion.objects.live().filter(issue=issue)


def in_series(series):
    return PublishedVersion.objects.live().filter(series=series)


def by_author(author):
    """The pieces of an author and of whoever was merged into them."""
    others = {one for one, survivor in survivors().items() if survivor == author.pk}
    theirs = VersionByline.objects.filter(author__in=[author.pk, *others])
    return PublishedVersion.objects.live().filter(pk__in=theirs.values("version"))


def with_tag(tag):
    with_it = VersionTag.objects.filter(tag=tag)
    return PublishedVersion.objects.live().filter(pk__in=with_it.values("version"))


def row_or_404(rows: QuerySet[Row], slug: str) -> Row:
    """The one among some rows that an address, also an old one, leads to, or Http404."""
    found = row_at(rows, slug)
    if found is None:
        raise Http404
    return found


def survivors():
    """Map everybody who was merged to who they were merged into at last: one query."""
    links = dict(Author.objects.exclude(merged_into=None).values_list("pk", "merged_into"))

    def last(key):
        seen = set()
        while key in links and key not in seen:
            seen.add(key)
            key = links[key]
        return key

    return {key: last(key) for key in links}
