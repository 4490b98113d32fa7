"""The shape of each line of `grants.jsonl`."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from articles.arrivals.own.shape import (
    Misshapen,
    day,
    file,
    list_of,
    moment,
    named,
    one_of,
    or_nothing,
    slug,
    text,
    whole,
    yes_or_no,
)
from articles.arrivals.own.shapes import WAIVER
from articles.models import Coverage
from funding.models import Funder, FunderLogo, Grant, GrantParty, Statement, Wording
from newsroom.kit.numbers import PLAIN

DAY = or_nothing(day)


def amount(value: Any) -> Decimal:
    try:
        if PLAIN.fullmatch(text(value)) and len(value) < 20:
            return Decimal(value)
    except InvalidOperation:
        pass
    raise Misshapen(_("is no amount in digits, such as 2000.00"))


COVERAGE = named(
    {
        "mode": one_of(*Coverage.Mode.values),
        "tag": or_nothing(slug),
        "section": or_nothing(slug),
        "author": or_nothing(slug),
        "whole_site": yes_or_no,
        "first_published_from": DAY,
        "first_published_until": DAY,
        "reason": text,
    }
)
WORDING = named(
    {
        "language": text,
        "variant": one_of(*Wording.Variant.values),
        "number": whole,
        "text": text,
        "status": one_of(*Wording.Status.values),
        "note": text,
        "evidence": file,
    }
)
STATEMENT = named(
    {
        "kind": one_of(*Statement.Kind.values),
        "label": text,
        "mandatory": yes_or_no,
        "placement": one_of(*Statement.Placement.values),
        "occasion": one_of(*Statement.Occasion.values),
        "position": whole,
        "fallback_language": text,
        "fallback_consent": text,
        "fallback_evidence": file,
        "wordings": list_of(WORDING),
        "coverage": list_of(COVERAGE),
    }
)
LOGO = named(
    {
        "file": file,
        "background": one_of(*FunderLogo.Background.values),
        "alt": text,
        "permitted_from": DAY,
        "permitted_until": DAY,
    }
)
PARTY = named(
    {
        "funder": slug,
        "role": one_of(*GrantParty.Role.values),
        "share": or_nothing(amount),
    }
)
PAYERS = {
    "funder": named(
        {
            "slug": slug,
            "name": text,
            "kind": one_of("", *Funder.Kind.values),
            "country": text,
            "url": text,
            "about": text,
            "public": yes_or_no,
            "anonymous": yes_or_no,
            "consent": file,
            "logo_leads": yes_or_no,
            "aliases": list_of(text),
            "logos": list_of(LOGO),
            "statements": list_of(STATEMENT),
        }
    ),
    "grant": named(
        {
            "slug": slug,
            "title": text,
            "reference": text,
            "framework": text,
            "kind": one_of("", *Grant.Kind.values),
            "status": one_of(*Grant.Status.values),
            "amount": or_nothing(amount),
            "currency": text,
            "amount_public": yes_or_no,
            "starts_on": DAY,
            "ends_on": DAY,
            "pieces_from": DAY,
            "pieces_until": DAY,
            "awarded_on": DAY,
            "promised_pieces": or_nothing(whole),
            "embargoed_until": or_nothing(moment),
            "agreement": file,
            "summary": text,
            "public": yes_or_no,
            "allows_appeals": yes_or_no,
            "parties": list_of(PARTY),
            "statements": list_of(STATEMENT),
            "coverage": list_of(COVERAGE),
            "waivers": list_of(WAIVER),
        }
    ),
    "site": named({"statements": list_of(STATEMENT)}),
}
