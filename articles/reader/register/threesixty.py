"""The register in the shape of the 360Giving data standard.

Field names and what is required are those of the standard's own schema
(github.com/ThreeSixtyGiving/standard, schema/360-giving-schema.json, 1.4). A
publication without a 360Giving prefix uses its host's name as one, so grants
and organisations are told apart but not matched with those of others.
"""

from urllib.parse import urlsplit

from articles.reader.register.exports import publisher

VERSION = "1.4"
TITLE_LENGTH = 140


def is_complete(entry):
    """Whether a grant has all that the standard requires: money, a day of award, a description."""
    return bool(
        entry.is_money
        and entry.amount is not None
        and entry.awarded_on
        and entry.summary.strip()
        and entry.payers
    )


def package(entries, masthead, site_url, as_of):
    """The complete ones among the entries as a 360Giving package, ready for JSON.

    The description counts those left out, and says why.
    """
    complete = [entry for entry in entries if is_complete(entry)]
    return {
        "version": VERSION,
        "title": f"{masthead.name}: grants received",
        "description": _note(len(entries) - len(complete)),
        "issued": as_of.isoformat(),
        "publisher": {"name": publisher(masthead), "website": f"{site_url}/"},
        "downloadURL": f"{site_url}/funding/360giving.json",
        "accessURL": f"{site_url}/funding/",
        "grants": [_grant(entry, masthead, site_url) for entry in complete],
    }


def _note(left_out):
    return (
        "Grants that paid for the work of this publication, reported by the recipient. "
        f"Left out for want of a public amount of money, a day of award, a description or a "
        f"funder that may be named: {left_out}."
    )


def _grant(entry, masthead, site_url):
    host = urlsplit(site_url).hostname
    described = {
        "id": f"{host}-{entry.slug}",
        "title": _shortened(entry.title),
        "description": entry.summary,
        "currency": entry.currency,
        "amountAwarded": _number(entry.amount),
        "awardDate": entry.awarded_on.isoformat(),
        "url": site_url + entry.path,
        "fundingOrganization": [
            {"id": f"{host}-funder-{party.slug}", "name": party.name, "url": site_url + party.path}
            for party in entry.payers
        ],
        "recipientOrganization": [
            {"id": f"{host}-publisher", "name": publisher(masthead), "url": f"{site_url}/"}
        ],
    }
    dates = {"startDate": entry.starts_on, "endDate": entry.ends_on}
    if entry.starts_on:
        planned = {name: day.isoformat() for name, day in dates.items() if day}
        described["plannedDates"] = [planned]
    if entry.framework:
        described["grantProgramme"] = [{"title": entry.framework}]
    return described


def _shortened(title):
    return title if len(title) < TITLE_LENGTH else f"{title[: TITLE_LENGTH - 2]}…"


def _number(amount):
    return int(amount) if amount == amount.to_integral_value() else float(amount)
