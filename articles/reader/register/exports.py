"""The register for machines and spreadsheets: the same entries as on the page, in its order."""

from django.utils.translation import gettext as _

from funding.models import GrantParty
from newsroom.kit.spreadsheet import spreadsheet


def as_csv(entries, site_url):
    """The bytes of a CSV file, a grant a row. Several funders are separated by semicolons."""
    header = [
        _("Grant"),
        _("Funders"),
        _("Passed on or carried out by"),
        _("Kind"),
        _("Framework"),
        _("Amount"),
        _("Currency"),
        _("Awarded"),
        _("From"),
        _("Until"),
        _("Pieces"),
        _("Address"),
    ]
    return spreadsheet(header, [_row(entry, site_url) for entry in entries])


def _row(entry, site_url):
    giving = (GrantParty.Role.FUNDING, GrantParty.Role.COFUNDING)
    return [
        entry.title,
        "; ".join(party.name for party in entry.parties if party.role in giving),
        "; ".join(party.name for party in entry.parties if party.role not in giving),
        entry.kind_name,
        entry.framework,
        entry.amount,
        entry.currency,
        entry.awarded_on,
        entry.starts_on,
        entry.ends_on,
        entry.pieces,
        site_url + entry.path,
    ]


def as_json(entries, masthead, site_url, as_of):
    """The register as JSON-ready data. Amounts are texts with two places; a null is not known."""
    return {
        "publisher": publisher(masthead),
        "as_of": as_of.isoformat(),
        "url": f"{site_url}/funding/",
        "grants": [
            {
                "title": entry.title,
                "url": site_url + entry.path,
                "kind": entry.kind or None,
                "framework": entry.framework,
                "summary": entry.summary,
                "amount": None if entry.amount is None else f"{entry.amount:.2f}",
                "currency": entry.currency or None,
                "awarded_on": _day(entry.awarded_on),
                "starts_on": _day(entry.starts_on),
                "ends_on": _day(entry.ends_on),
                "parties": [
                    {
                        "name": party.name,
                        "role": party.role,
                        "country": party.country or None,
                        "url": site_url + party.path if party.path else None,
                    }
                    for party in entry.parties
                ],
                "pieces": entry.pieces,
            }
            for entry in entries
        ],
    }


def publisher(masthead):
    return masthead.legal_name or masthead.name


def _day(day):
    return day and day.isoformat()
