"""The codes and moments of a frozen report, in words. It knows the document and nothing else."""

from datetime import date, datetime
from decimal import Decimal

from django import template
from django.utils.formats import date_format
from django.utils.translation import get_language_info

from articles.models import Correction, Waiver
from articles.models.choices import Hides, Kind, Role
from articles.reports.pieces import Status
from funding.amounts import write_amount
from funding.models import Grant, GrantParty, Statement

register = template.Library()

CODES = {
    "correction": Correction.Kind,
    "grant": Grant.Kind,
    "hides": Hides,
    "kind": Kind,
    "party": GrantParty.Role,
    "placement": Statement.Placement,
    "role": Role,
    "statement": Statement.Kind,
    "status": Status,
    "waiver": Waiver.Kind,
}


@register.filter
def word(code, of):
    """What a code is called, or the code where nobody knows it any more."""
    codes = CODES[of]
    return codes(code).label if code in codes.values else code


@register.filter
def language_name(code):
    try:
        return get_language_info(code)["name_translated"]
    except KeyError:
        return code


@register.filter
def day(text):
    """The date of an ISO date or moment, as the publication's clocks showed it."""
    return date_format(date.fromisoformat(text[:10])) if text else ""


@register.filter
def clock(text):
    """A moment with its time, as the publication's clocks showed it."""
    if not text:
        return ""
    return date_format(datetime.fromisoformat(text).replace(tzinfo=None), "DATETIME_FORMAT")


@register.filter
def month(text):
    """The month of ``2026-11``."""
    return date_format(date.fromisoformat(f"{text}-01"), "YEAR_MONTH_FORMAT")


@register.filter
def money(text, currency):
    """The amount of a document as amounts are printed: ``PLN 230,000``."""
    return write_amount(Decimal(text), currency)
