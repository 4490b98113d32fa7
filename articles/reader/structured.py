"""A piece as schema.org describes it, for search engines: JSON-LD. The other pages are described in
`articles/reader/structured_pages.py`.

The amount stands on the grant and never on the article; there is no property
for a disclaimer, so each disclosure is a part of the page, word for word
(schema.org 30.0: MonetaryGrant.amount, WebPageElement.text).
"""

import json

from django.utils.safestring import mark_safe

from articles.models.choices import AUTHORING, Kind, Role
from articles.reader.breadcrumbs import of_piece
from articles.reader.paid_content import labelled_title
from funding.models import Funder, Grant, GrantParty, Statement
from newsroom.identity.shown import Shown
from newsroom.kit.moments import on_the_clock

TYPES = {
    Kind.ANALYSIS: "AnalysisNewsArticle",
    Kind.OPINION: "OpinionNewsArticle",
    Kind.EDITORIAL: "OpinionNewsArticle",
    Kind.REPORTAGE: "ReportageNewsArticle",
    Kind.REVIEW: "ReviewNewsArticle",
}
# A funder of no known kind has no type: even "Organization" would be wrong for a person.
PAYERS = {
    Funder.Kind.STATE: "GovernmentOrganization",
    Funder.Kind.INTERGOVERNMENTAL: "Organization",
    Funder.Kind.FOUNDATION: "NGO",
    Funder.Kind.COMPANY: "Corporation",
    Funder.Kind.PERSON: "Person",
    Funder.Kind.OWN: "NewsMediaOrganization",
}
PROPERTIES = {
    **dict.fromkeys(AUTHORING, "author"),
    Role.TRANSLATOR: "translator",
    Role.EDITOR: "editor",
    Role.PHOTOGRAPHER: "contributor",
}
# A "<" would let a title end the script element, and older JavaScript ends a line at the last two.
ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def structured(piece, grants, masthead, site_url, translations=()):
    """The JSON-LD of a piece, safe inside a script element. `grants` are those that `grants_of`
    gave: no other is named."""
    version = piece.version
    described = {
        "@context": "https://schema.org",
        "@type": TYPES.get(version.kind, "NewsArticle"),
        "headline": labelled_title(piece),
        "description": version.standfirst,
        "url": site_url + version.path,
        "mainEntityOfPage": _page(version, site_url),
        "inLanguage": version.language,
        "articleSection": version.section_name,
        "keywords": [tag.name for tag in piece.tags],
        "datePublished": version.first_published.isoformat(),
        "dateModified": _modified(version).isoformat(),
        "image": _images(piece, site_url),
        **_translations(version, translations, site_url),
        "isAccessibleForFree": True,
        "publisher": publisher(masthead, site_url),
        "correction": [_correction(correction) for correction in piece.corrections],
        "funding": [_grant(piece, grant, site_url) for grant in grants],
        "hasPart": [
            {
                "@type": "WebPageElement",
                "cssSelector": f"#{disclosure.anchor}",
                "inLanguage": disclosure.language,
                "text": disclosure.text,
            }
            for disclosure in piece.notices
        ],
    }
    for byline in piece.bylines:
        described.setdefault(PROPERTIES[byline.role], []).append(_person(byline, site_url))
    return as_script(described)


def as_script(described):
    """What is said of something, safe inside a script element; nothing is said of what is empty."""
    said = {name: value for name, value in described.items() if value}
    return mark_safe(json.dumps(said, ensure_ascii=False).translate(ESCAPES))


def _translations(version, translations, site_url):
    """The same work in other languages: what it was translated from, and what into."""
    told = {"translationOfWork": [], "workTranslation": []}
    for one in translations:
        told["translationOfWork" if one.is_original else "workTranslation"].append(
            {
                "@type": TYPES.get(version.kind, "NewsArticle"),
                "headline": one.title,
                "inLanguage": one.language,
                "url": site_url + one.path,
            }
        )
    return told


def publisher(masthead, site_url):
    """The publication, and where it says who pays for it and what it got wrong."""
    told = {
        "@type": "NewsMediaOrganization",
        "@id": f"{site_url}/#publisher",
        "name": masthead.name,
        "legalName": masthead.legal_name,
        "logo": _logo(masthead, site_url),
        "url": f"{site_url}/",
        "ownershipFundingInfo": f"{site_url}/funding/",
        "correctionsPolicy": f"{site_url}/corrections/",
        "sameAs": masthead.profiles_in_lines,
        "memberOf": [{"@type": "Organization", "url": url} for url in masthead.belongs_to_in_lines],
    }
    return {name: value for name, value in told.items() if value}


def _logo(masthead, site_url):
    """The logo, or else the icon: what search engines show beside the name."""
    identity = Shown(masthead.identity)
    return {"@type": "ImageObject", "url": site_url + (identity.logo or identity.touch_icon)}


def breadcrumbs(crumbs, site_url):
    """The way to a page, as `articles/reader/breadcrumbs.py` has it."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": place,
                "name": str(crumb.name),
                "item": site_url + crumb.path,
            }
            for place, crumb in enumerate(crumbs, 1)
        ],
    }


def _page(version, site_url):
    return {
        "@type": "WebPage",
        "@id": site_url + version.path,
        "breadcrumb": breadcrumbs(of_piece(version), site_url),
    }


def _modified(version):
    """By the publication's clocks, as the page tells it: so its day is the same."""
    return on_the_clock(version.printed_at) if version.is_updated else version.first_published


def _person(byline, site_url):
    person = {"@type": "Person", "name": byline.name, "url": f"{site_url}/author/{byline.slug}/"}
    if byline.own_handles:
        person["sameAs"] = [handle.url for handle in byline.own_handles]
    if byline.affiliation:
        person["affiliation"] = {"@type": "Organization", "name": byline.affiliation}
    return person


def _images(piece, site_url):
    """The lead image, its crops in the shapes that search engines show, and those of the text.

    (developers.google.com, "Article structured data": 1:1, 4:3 and 16:9.)
    """
    version = piece.version
    lead = {
        "caption": version.lead_caption,
        "creditText": version.lead_credit,
        "license": version.lead_terms.url,
    }
    cropped = version.lead_picture.searched if version.lead_picture else []
    images = [
        _image(version.lead_picture, lead, site_url),
        *(site_url + address for address in cropped),
        *(
            _image(
                figure.picture, {"creditText": figure.credit, "license": figure.terms.url}, site_url
            )
            for figure in piece.figures
        ),
    ]
    images = [image for image in images if image]
    return images if len(images) > 1 else next(iter(images), None)


def _image(picture, texts, site_url):
    if picture is None:
        return None
    image = {"@type": "ImageObject", "url": site_url + picture.whole}
    return image | {name: text for name, text in texts.items() if text}


def _correction(correction):
    return {
        "@type": "CorrectionComment",
        "datePublished": correction.dated.isoformat(),
        "text": correction.text,
    }


def _grant(piece, grant, site_url):
    """A grant as printed; its amount only while that may still be told."""
    url = site_url + grant.get_absolute_url()
    is_money = grant.kind in Grant.MONEY
    described = {
        "@type": "MonetaryGrant" if is_money else "Grant",
        "@id": f"{url}#grant",
        "name": grant.title,
        "url": url,
        "description": " ".join(
            disclosure.text
            for disclosure in piece.disclosures
            if disclosure.grant_id == grant.grant_id
            and disclosure.kind == Statement.Kind.ACKNOWLEDGEMENT
        ),
        # schema.org keeps `funder` for money, and has `sponsor` for support of any other kind.
        "funder" if is_money else "sponsor": [
            _payer(party) for party in grant.own_parties if party.role in GrantParty.PAYING
        ],
    }
    if grant.amount is not None and grant.grant.shows_amount and is_money:
        described["amount"] = {
            "@type": "MonetaryAmount",
            "currency": grant.currency,
            "value": _number(grant.amount),
        }
    return {name: value for name, value in described.items() if value}


def _payer(party):
    named = {"name": party.name}
    return {"@type": PAYERS[party.kind], **named} if party.kind in PAYERS else named


def _number(amount):
    return int(amount) if amount == amount.to_integral_value() else float(amount)
