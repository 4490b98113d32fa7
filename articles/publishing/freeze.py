"""Freezing: a working copy becomes everything that will be printed, and nothing else can."""

from django.utils import timezone

from articles.models import (
    PublishedVersion,
    VersionByline,
    VersionCorrection,
    VersionDisclosure,
    VersionGrant,
    VersionHandle,
    VersionParty,
    VersionTag,
)
from articles.models.notices import Correction
from articles.models.printed import PARTS, Printed
from articles.publishing.disclosures import resolve
from articles.publishing.paths import path_for
from newsroom.audit.digest import sha256


def freeze(article, *, live_from, expires_at=None, by=None, now=None):
    """What publishing would print from a moment on, unsaved: previews show just this.

    Nothing is written, and no gate is asked: `perform` does both.
    """
    now = now or timezone.now()
    resolution = resolve(article, live_from)
    first = article.first_published_at or live_from
    version = PublishedVersion(
        article=article,
        live_from=live_from,
        expires_at=expires_at,
        first_published_at=first,
        printed_at=live_from,
        frozen_at=now,
        frozen_by=by,
        path=article.path or path_for(article, first),
        title=article.title,
        standfirst=article.standfirst,
        body=article.body,
        language=article.language,
        kind=article.kind,
        section=article.section,
        section_name=article.section.name if article.section else "",
        issue=article.issue,
        funding=article.funding,
        **_lead_image(article),
    )
    bylines, handles = _bylines(article)
    grants, parties = _grants(resolution)
    printed = Printed(
        version,
        bylines=bylines,
        handles=handles,
        grants=grants,
        parties=parties,
        disclosures=_disclosures(resolution),
        tags=[VersionTag(tag=tag, name=tag.name, slug=tag.slug) for tag in _tags(article)],
        corrections=_corrections(article),
    )
    for part in PARTS:
        for position, row in enumerate(getattr(printed, part)):
            row.position = position
    return printed


def text_of(article):
    """The digest of what an editor approves: every word and credit, but not the funders' words."""
    version = freeze(article, live_from=timezone.now()).version
    frozen = [
        "title",
        "standfirst",
        "body",
        "language",
        "kind",
        "section_id",
        "issue_id",
        "funding",
    ]
    frozen += ["lead_file", "lead_alt", "lead_caption", "lead_credit"]
    bylines = article.bylines.order_by("position", "pk")
    return sha256(
        [
            [getattr(version, column) for column in frozen],
            [[byline.author_id, byline.role, byline.bio] for byline in bylines],
            [tag.pk for tag in _tags(article)],
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
    }


def _bylines(article):
    bylines, handles = [], []
    stored = article.bylines.select_related("author").prefetch_related("author__handles")
    for byline in stored.order_by("position", "pk"):
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


def _grants(resolution):
    grants, parties = [], []
    for covered in resolution.grants:
        grant = covered.grant
        frozen = VersionGrant(
            grant=grant,
            title=grant.title,
            kind=grant.kind,
            amount=grant.amount if grant.amount_public else None,
            currency=grant.currency if grant.amount_public else "",
            basis=covered.basis[:300],
            allows_appeals=grant.allows_appeals,
        )
        grants.append(frozen)
        parties += [
            VersionParty(
                version_grant=frozen,
                funder=party.funder,
                role=party.role,
                name=party.funder.name,
                kind=party.funder.kind,
            )
            for party in grant.parties.select_related("funder")
            if party.funder.public
        ]
    return grants, parties


def _disclosures(resolution):
    return [
        VersionDisclosure(
            statement=disclosure.statement,
            wording=disclosure.wording,
            grant=disclosure.grant,
            kind=disclosure.statement.kind,
            placement=disclosure.statement.placement,
            language=disclosure.wording.language,
            text=disclosure.wording.text,
            basis=disclosure.basis[:300],
            printed=disclosure.printed,
        )
        for disclosure in resolution.disclosures
    ]


def _tags(article):
    return article.tags.order_by("name", "pk")


def _corrections(article):
    public = article.corrections.exclude(kind=Correction.Kind.WITHDRAWAL)
    return [
        VersionCorrection(
            correction=correction,
            kind=correction.kind,
            text=correction.text,
            dated=correction.dated,
        )
        for correction in public
    ]
