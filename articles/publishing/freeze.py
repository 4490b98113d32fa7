"""Freezing: what will be printed is made of a working copy here, and nowhere else."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from operator import attrgetter

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, Q

from articles.disclosure.resolve import Resolution, resolve
from articles.models import (
    Article,
    Byline,
    Photo,
    PublishedVersion,
    VersionByline,
    VersionCorrection,
    VersionFigure,
    VersionHandle,
    VersionTag,
)
from articles.models.figure import photos_in
from articles.models.notices import Correction
from articles.models.printed import Printed
from articles.publishing.disclosing import disclosed
from articles.publishing.page_address import path_of_page, used
from newsroom.audit.digest import filled, sha256
from newsroom.kit import clock, html
from newsroom.kit.moments import day_of
from newsroom.kit.slugs import free_slug, slug


def freeze(
    article: Article,
    resolution: Resolution | None = None,
    *,
    live_from: datetime,
    expires_at: datetime | None = None,
    by: User | None = None,
    now: datetime | None = None,
    signed: Iterable[Byline] | None = None,
    photos: Mapping[int, Photo] | None = None,
) -> Printed:
    """What publishing would print from a moment on, unsaved: previews show just this.

    Nothing is written, and no gate is asked: `perform` does both. `resolution`
    is what `resolve` returned for that moment, where it was asked already; `signed` are the
    bylines with their authors, and `photos` those in the text by their keys, where they were read
    already or are not saved yet.
    """
    bylines, handles = _bylines(article, signed)
    version = _version(
        article, live_from=live_from, expires_at=expires_at, by=by, now=now or clock.now()
    )
    return disclosed(
        Printed(
            version,
            bylines=bylines,
            handles=handles,
            figures=_figures(article, photos),
            tags=[VersionTag(tag=tag, name=tag.name, slug=tag.slug) for tag in _tags(article)],
            corrections=frozen_corrections(article, now),
        ),
        resolution or resolve(article, live_from),
    )


def _version(article, *, live_from, expires_at, by, now):
    first = article.first_published_at or live_from
    return PublishedVersion(
        article=article,
        live_from=live_from,
        expires_at=expires_at,
        planned_until=expires_at,
        first_published_at=first,
        served_since=article.served_since or live_from,
        printed_at=live_from,
        frozen_at=now,
        frozen_by=by,
        path=article.path or path_for(article, first),
        title=article.title,
        standfirst=article.standfirst,
        body=article.body,
        language=article.language,
        original_id=article.original_id,
        kind=article.kind,
        section=article.section,
        section_name=article.section.name if article.section else "",
        section_slug=article.section.slug if article.section else "",
        issue=article.issue,
        issue_name=str(article.issue or ""),
        issue_slug=article.issue.slug if article.issue else "",
        issue_place=article.issue_place,
        series=article.series,
        series_name=article.series.name if article.series else "",
        series_slug=article.series.slug if article.series else "",
        part=article.part,
        words=html.words(article.body),
        funding=article.funding,
        **_lead_image(article),
    )


def path_for(article: Article, first_published_at: datetime) -> str:
    """A free address, `/YYYY/MM/DD/slug/`, by the publication's date of first publication.

    It is for a piece that has none yet. That of a page is `/slug/`: the gate saw that it is free.
    """
    if article.is_page:
        return path_of_page(article)
    day = day_of(first_published_at)
    folder = f"/{day:%Y/%m/%d}/"
    wanted = article.slug or slug(article.title, language=article.language, fallback="article")

    def taken(slugs):
        found = used(f"{folder}{one}/" for one in slugs)
        return {path.removeprefix(folder).strip("/") for path in found}

    return f"{folder}{free_slug(wanted, taken)}/"


# What an editor approves of a working copy: every word, but not the funders’ words.
APPROVED = (
    *("title", "standfirst", "body", "language", "kind", "section_id", "funding"),
    *("issue_id", "issue_place", "series_id", "part"),
)
# And what is printed with it that has pages of its own: the lead image, and who signs.
APPROVED_IMAGE = (
    *("lead_file", "lead_alt", "lead_caption", "lead_credit", "lead_licence"),
    *("lead_focal_x", "lead_focal_y"),
)
APPROVED_FIGURE = ("photo_id", "file", "alt", "credit", "licence", "focal_x", "focal_y")
APPROVED_BYLINE = ("author_id", "role", "name", "affiliation", "bio", "photo")
APPROVED_HANDLE = ("platform", "handle", "url")


def text_digest(article: Article, frozen: Printed | None = None) -> str:
    """The digest of what an editor approves: every word that is printed, wherever it is kept.

    Sections, issues, series and tags are no words of a piece: only which they are is told.
    `frozen` is what was made of the working copy at this moment, where it was.
    """
    image = _lead_image(article)
    bylines, handles = (frozen.bylines, frozen.handles) if frozen else _bylines(article)
    figures = frozen.figures if frozen else _figures(article)
    tags = [one.tag_id for one in frozen.tags] if frozen else [tag.pk for tag in _tags(article)]
    return sha256(
        [
            filled(article, APPROVED),
            [image[column] for column in APPROVED_IMAGE],
            [filled(figure, APPROVED_FIGURE) for figure in figures],
            [filled(byline, APPROVED_BYLINE) for byline in bylines],
            [filled(handle, APPROVED_HANDLE) for handle in handles],
            tags,
        ]
    )


def _lead_image(article):
    photo = article.lead_photo
    return {
        "lead_file": photo.file.name if photo else "",
        "lead_width": photo.width if photo else None,
        "lead_height": photo.height if photo else None,
        "lead_alt": photo.alt if photo else "",
        "lead_caption": article.lead_caption or (photo.caption if photo else ""),
        "lead_credit": article.lead_credit or (photo.credit if photo else ""),
        "lead_licence": photo.licence if photo else "",
        "lead_focal_x": photo.focal_x if photo else 50,
        "lead_focal_y": photo.focal_y if photo else 50,
    }


def _figures(article, photos=None):
    keys = photos_in(article.body)
    if photos is None:
        photos = Photo.objects.in_bulk(keys) if keys else {}
    return [
        VersionFigure(
            photo=photo,
            file=photo.file.name or "",
            width=photo.width,
            height=photo.height,
            alt=photo.alt,
            credit=photo.credit,
            licence=photo.licence,
            focal_x=photo.focal_x,
            focal_y=photo.focal_y,
        )
        for photo in map(photos.get, keys)
        if photo
    ]


def _bylines(article, signed=None):
    bylines, handles = [], []
    stored = article.bylines.select_related("author").prefetch_related("author__handles")
    for byline in stored.order_by("position", "pk") if signed is None else signed:
        author = byline.author
        frozen = VersionByline(
            author=author,
            role=byline.role,
            name=author.name,
            slug=author.slug,
            affiliation=author.affiliation,
            bio=byline.bio or author.bio,
            photo=author.photo.name if author.photo else "",
        )
        bylines.append(frozen)
        handles += [
            VersionHandle(byline=frozen, platform=h.platform, handle=h.handle, url=h.url)
            for h in author.handles.all()
        ]
    return bylines, handles


def _tags(article):
    return sorted(article.tags.all(), key=attrgetter("name"))


def frozen_corrections(article: Article, now: datetime | None = None) -> list[VersionCorrection]:
    """The notes that are printed with a piece, unsaved.

    What a publication noted by itself counts once readers have seen it: one that was cancelled
    before has changed nothing.
    """
    begun = article.versions.begun(now)
    seen = VersionCorrection.objects.filter(correction=OuterRef("pk"), version__in=begun)
    notes = article.corrections.filter(Q(by_move=False) | Exists(seen))
    return [frozen_correction(note) for note in notes]


def frozen_correction(correction: Correction) -> VersionCorrection:
    """A note as it is printed."""
    return VersionCorrection(
        correction=correction, kind=correction.kind, text=correction.text, dated=correction.dated
    )
