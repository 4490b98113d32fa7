"""Freezing: what will be printed is made of a working copy here, and nowhere else."""

from dataclasses import replace
from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, Q, prefetch_related_objects
from django.utils import timezone, translation

from articles.disclosure.resolve import Resolution, resolve
from articles.models import (
    Article,
    PublishedVersion,
    Redirect,
    VersionByline,
    VersionCorrection,
    VersionDisclosure,
    VersionGrant,
    VersionHandle,
    VersionLogo,
    VersionParty,
    VersionTag,
    VersionWithheld,
)
from articles.models.notices import Correction
from articles.models.printed import PARTS, Printed
from funding.models import FunderLogo, GrantParty
from newsroom.audit.digest import filled, sha256
from newsroom.kit.slugs import free_slug, slug


def freeze(
    article: Article,
    resolution: Resolution | None = None,
    *,
    live_from: datetime,
    expires_at: datetime | None = None,
    by: User | None = None,
    now: datetime | None = None,
) -> Printed:
    """What publishing would print from a moment on, unsaved: previews show just this.

    Nothing is written, and no gate is asked: `perform` does both. `resolution`
    is what `resolve` returned for that moment, where it was asked already.
    """
    bylines, handles = _bylines(article)
    version = _version(
        article, live_from=live_from, expires_at=expires_at, by=by, now=now or timezone.now()
    )
    return disclosed(
        Printed(
            version,
            bylines=bylines,
            handles=handles,
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
        kind=article.kind,
        section=article.section,
        section_name=article.section.name if article.section else "",
        section_slug=article.section.slug if article.section else "",
        issue=article.issue,
        funding=article.funding,
        **_lead_image(article),
    )


def path_for(article: Article, first_published_at: datetime) -> str:
    """A free address, `/YYYY/MM/DD/slug/`, by the publication's date of first publication.

    It is for a piece that has none yet.
    """
    day = timezone.localdate(first_published_at)
    folder = f"/{day:%Y/%m/%d}/"
    wanted = article.slug or slug(article.title, language=article.language, fallback="article")
    paths = [
        *Article.objects.filter(path__startswith=folder).values_list("path", flat=True),
        *Redirect.objects.filter(old_path__startswith=folder).values_list("old_path", flat=True),
    ]
    taken = {path.removeprefix(folder).strip("/") for path in filter(None, paths)}
    return f"{folder}{free_slug(wanted, taken)}/"


def disclosed(whole: Printed, resolution: Resolution) -> Printed:
    """The same `Printed`, but with the grants, logos and disclosures of a resolution."""
    prefetch_related_objects([one.grant for one in resolution.grants], "parties__funder__logos")
    with translation.override(whole.version.language):
        grants, parties = _grants(resolution)
    whole = replace(
        whole,
        grants=grants,
        parties=parties,
        logos=_logos(resolution, whole.version.live_from),
        withheld=_withheld(resolution),
        disclosures=_disclosures(resolution),
    )
    for part in PARTS:
        for position, row in enumerate(getattr(whole, part)):
            row.position = position
    return whole


# What an editor approves of a working copy: every word, but not the funders’ words.
APPROVED = ("title", "standfirst", "body", "language", "kind", "section_id", "issue_id", "funding")
# And what is printed with it that is kept on other pages of the desk: of the lead image, of
# those who sign, and of where they are found.
APPROVED_IMAGE = ("lead_file", "lead_alt", "lead_caption", "lead_credit")
APPROVED_BYLINE = ("author_id", "role", "name", "affiliation", "bio", "photo")
APPROVED_HANDLE = ("platform", "handle", "url")


def text_digest(article: Article) -> str:
    """The digest of what an editor approves: every word that is printed, wherever it is kept.

    Names of sections, issues and tags are not words of a piece: what counts is under which
    it is filed.
    """
    image = _lead_image(article)
    bylines, handles = _bylines(article)
    return sha256(
        [
            filled(article, APPROVED),
            [image[column] for column in APPROVED_IMAGE],
            [filled(byline, APPROVED_BYLINE) for byline in bylines],
            [filled(handle, APPROVED_HANDLE) for handle in handles],
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
        if not covered.is_named:
            continue
        grant, with_amount = covered.grant, covered.shows_amount
        frozen = VersionGrant(
            grant=grant,
            title=grant.title,
            slug=grant.slug,
            kind=grant.kind,
            amount=grant.amount if with_amount else None,
            currency=grant.currency if with_amount else "",
            basis=covered.basis[:300],
            allows_appeals=grant.allows_appeals,
        )
        grants.append(frozen)
        parties += [
            VersionParty(
                version_grant=frozen,
                funder=party.funder if party.funder.public else None,
                role=party.role,
                name=party.funder.shown_name,
                kind=party.funder.kind,
            )
            for party in grant.parties.all()
            if party.funder.shown_name
        ]
    return grants, parties


def _logos(resolution, moment):
    """The logos that may be shown, each funder's once, those that have to lead first.

    Each stands beside the first grant of its funder that may show it.
    """
    payers: dict = {}
    for covered in resolution.grants:
        for party in covered.grant.parties.all() if covered.shows_logo else ():
            if party.funder.public and party.role in GrantParty.PAYING:
                payers.setdefault(party.funder, covered.grant)
    shown, day = [], timezone.localdate(moment)
    for funder in sorted(payers, key=lambda funder: not funder.logo_leads):
        permitted = [logo for logo in funder.logos.all() if logo.is_permitted(day)]
        light, dark = (
            next((logo for logo in permitted if logo.background == background), None)
            for background in (FunderLogo.Background.LIGHT, FunderLogo.Background.DARK)
        )
        if light:
            shown.append(
                VersionLogo(
                    funder=funder,
                    grant=payers[funder],
                    light=light,
                    dark=dark,
                    file=light.file.name,
                    width=light.width,
                    height=light.height,
                    dark_file=dark.file.name if dark else "",
                    alt=light.alt,
                    leads=funder.logo_leads,
                )
            )
    return shown


def _withheld(resolution):
    return [
        VersionWithheld(
            grant=covered.grant, hides=one.hides, why=one.why[:300], basis=covered.basis[:300]
        )
        for covered in resolution.grants
        for one in covered.withheld
    ]


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
            is_printed=disclosure.is_printed,
        )
        for disclosure in resolution.disclosures
    ]


def _tags(article):
    return article.tags.order_by("name", "pk")


def frozen_corrections(article: Article, now: datetime | None = None) -> list[VersionCorrection]:
    """The notes that are printed with a piece, unsaved.

    What a publication noted by itself counts once readers have seen it: one that was cancelled
    before has changed nothing.
    """
    begun = PublishedVersion.objects.begun(now)
    seen = VersionCorrection.objects.filter(correction=OuterRef("pk"), version__in=begun)
    notes = article.corrections.filter(Q(by_move=False) | Exists(seen))
    return [frozen_correction(note) for note in notes]


def frozen_correction(correction: Correction) -> VersionCorrection:
    """A note as it is printed."""
    return VersionCorrection(
        correction=correction,
        kind=correction.kind,
        text=correction.text,
        dated=correction.dated,
    )
