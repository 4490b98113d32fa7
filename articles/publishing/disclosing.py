"""Freezing what a piece says about who paid: rows of a version are made of a resolution here."""

from dataclasses import replace

from django.db.models import prefetch_related_objects
from django.utils import translation

from articles.disclosure.resolve import Resolution
from articles.models import (
    VersionDisclosure,
    VersionGrant,
    VersionLogo,
    VersionParty,
    VersionWithheld,
)
from articles.models.choices import Funding
from articles.models.printed import PARTS, Printed
from funding.models import FunderLogo, GrantParty
from newsroom.kit.moments import day_of


def disclosed(whole: Printed, resolution: Resolution) -> Printed:
    """The same `Printed`, but with the grants, logos and disclosures of a resolution.

    What came in undeclared is funded as soon as a grant covers it.
    """
    if whole.version.funding == Funding.IMPORTED and resolution.grants:
        whole.version.funding = Funding.FUNDED
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
    shown, day = [], day_of(moment)
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
