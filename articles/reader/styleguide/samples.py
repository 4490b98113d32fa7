"""Pieces for the style guide, made of rows that are stored nowhere."""

from datetime import UTC, datetime, timedelta

from articles.models import (
    PublishedVersion,
    VersionByline,
    VersionCorrection,
    VersionDisclosure,
    VersionFigure,
    VersionGrant,
    VersionHandle,
    VersionLogo,
    VersionParty,
    VersionTag,
)
from articles.models.choices import Funding, Kind
from articles.models.printed import Printed
from articles.reader.styleguide.drawn import FOCAL, drawn
from articles.reader.styleguide.words import LONG, WORDS, body
from funding.models import Funder, Grant

BEGAN = datetime(2026, 3, 14, 9, tzinfo=UTC)
WIDE, PORTRAIT, SQUARE, SMALL = (1600, 1000), (900, 1350), (1200, 1200), (300, 200)


def whole(language="en", lead=WIDE, authors=1):
    """A piece with everything that there is."""
    words = WORDS[language]
    version = _version(language, lead, title=words.title, standfirst=words.standfirst)
    version.body, version.funding, version.kind = body(words), Funding.FUNDED, Kind.INTERVIEW
    bylines = [_byline(words, number, authors) for number in range(authors)]
    handles = [
        VersionHandle(byline=bylines[0], platform=platform, handle=name, url="https://example.org/")
        for platform, name in (("x", "omarchuk"), ("bluesky", "agata.example"))
    ]
    grants = [_grant(number, f"{words.section} {number}") for number in (1, 2)]
    said = (("legal-label", "top"), ("acknowledgement", "end"), ("views", "end"))
    disclosures = [
        *(_said(kind, place, f"{words.paid} ({kind})", language, 1) for kind, place in said),
        _said("acknowledgement", "end", words.paid, language, 2),
        _said("conflict", "end", words.text, language),
    ]
    return Printed(
        version,
        bylines=bylines,
        handles=handles,
        figures=[_figure(1, WIDE), _figure(2, SMALL)],
        grants=grants,
        parties=[_party(grant, f"{words.section} Fund") for grant in grants],
        logos=[_logo(1, (400, 150)), _logo(2, (200, 200))],
        disclosures=disclosures,
        tags=[VersionTag(name=name, slug="tag") for name in (words.section, words.name, LONG)],
        corrections=[VersionCorrection(kind="correction", text=words.text, dated=BEGAN.date())],
    )


def bare(title="Ports", language="en", lead=None, number=0):
    """A piece with nothing that it need not have."""
    version = _version(language, lead, title=title, standfirst="")
    version.first_published_at = version.served_since = BEGAN - timedelta(days=40 * number)
    return Printed(version)


def many():
    """Twenty pieces as they come: with pictures of all shapes and without."""
    languages = ("en", "pl", "en", "uk", "ar")
    leads = (WIDE, None, PORTRAIT, None, SMALL, WIDE, SQUARE, None)
    pieces = []
    for number in range(20):
        piece = whole(languages[number % 5], leads[number % 8], authors=1 + 11 * (number == 4))
        if number % 6 == 3:
            piece = bare(f"{LONG} {number}", lead=leads[number % 8])
        piece.version.first_published_at = BEGAN - timedelta(days=40 * number)
        piece.disclosures = piece.disclosures if number % 9 == 2 else []
        pieces.append(piece)
    return pieces


def _version(language, lead, **texts):
    version = PublishedVersion(
        language=language,
        path="/styleguide/much/",
        section_name=WORDS[language].section,
        section_slug="analysis",
        first_published_at=BEGAN,
        served_since=BEGAN,
        printed_at=BEGAN + timedelta(days=2),
        funding=Funding.NONE,
        **texts,
    )
    if lead:
        version.lead_file, (version.lead_width, version.lead_height) = drawn(*lead), lead
        version.lead_focal_x, version.lead_focal_y = FOCAL
        version.lead_alt = version.lead_caption = "A sun over a river."
        version.lead_credit = "Marta Wielgosz"
    return version


def _byline(words, number, of):
    return VersionByline(
        role="author",
        name=words.name if number == 0 else f"{words.name} {number + 1}",
        slug="author",
        affiliation="",
        bio=words.bio,
        photo=drawn(*SQUARE) if number < of / 2 else "",
    )


def _figure(key, size):
    return VersionFigure(
        photo_id=key, file=drawn(*size), width=size[0], height=size[1], alt="A sun", credit="M. W."
    )


def _grant(key, title):
    grant = Grant(pk=key)
    grant.shows_amount = False
    return VersionGrant(grant=grant, title=title, slug="grant", kind=Grant.Kind.MONETARY)


def _party(grant, name):
    return VersionParty(
        version_grant=grant, funder=Funder(pk=grant.grant_id), role="funding", name=name
    )


def _logo(key, size):
    return VersionLogo(
        grant_id=key, file=drawn(*size), width=size[0], height=size[1], alt="A fund", leads=key == 1
    )


def _said(kind, placement, text, language, grant=None):
    return VersionDisclosure(
        kind=kind,
        placement=placement,
        text=text,
        language=language,
        grant_id=grant,
        is_printed=True,
    )
