"""What the funding manager of the demo adds to a grant that a manuscript proposed."""

from datetime import timedelta

from articles.demo.by_hand import change
from funding.models import Funder, Grant, ReportDate

# By the beginning of the title that the import proposes.
GRANTS = {
    "Voices of the Bordrland Rivers’25": {
        "reference": "MFA/2025/0412",
        "begun": 300,
        "days": 540,
        "promised_pieces": 6,
        "summary": "Reporting from both banks of the Varsa on what a closed border leaves behind.",
    },
    "Półka nad Varsą": {
        "reference": "CzP-17/2025",
        "framework": "Czytelnie Przygraniczne",
        "begun": 200,
        "days": 300,
        "promised_pieces": 3,
        "summary": "Teksty o bibliotekach i czytaniu w miastach przy granicy.",
    },
    "Funded by the European Union": {
        "title": "Local pages, open councils",
        "reference": "EU-LM-2025-88",
        "amount": 64000,
        "currency": "EUR",
        "begun": 120,
        "days": 720,
        "promised_pieces": 10,
        "summary": "How small newspapers report on councils, and what readers do with it.",
    },
}
FUNDERS = {
    "Ministry of Foreign Affairs of the Republic of Ruritania": {"kind": Funder.Kind.STATE},
    "Ministerstwa Kultury Republiki Rurytanii": {
        "name": "Ministerstwo Kultury Republiki Rurytanii",
        "kind": Funder.Kind.STATE,
    },
    "European Union": {"kind": Funder.Kind.INTERGOVERNMENTAL, "logo_leads": True},
}


def complete(grant, today, *, by):
    """Fill in what the manuscript could not say; the slug follows the title as corrected."""
    for beginning, known in GRANTS.items():
        if grant.title.startswith(beginning):
            known = {"kind": Grant.Kind.MONETARY, **known}
            starts_on = today - timedelta(days=known.pop("begun"))
            dates = {
                "starts_on": starts_on,
                "awarded_on": starts_on - timedelta(days=30),
                "ends_on": starts_on + timedelta(days=known.pop("days")),
            }
            change(grant, {**dates, **known, "slug": ""}, by=by)
            _owe_reports(grant, today)
    for funder in Funder.objects.filter(grants=grant, name__in=FUNDERS):
        change(funder, {**FUNDERS[funder.name], "slug": ""}, by=by)


def _owe_reports(grant, today):
    """An interim report half-way on a fixed day, and a final one as agreements count it."""
    due = grant.starts_on + (grant.ends_on - grant.starts_on) / 2 + timedelta(days=14)
    handed_in = due - timedelta(days=2) if due < today else None
    grant.report_dates.create(kind=ReportDate.Kind.INTERIM, due_on=due, handed_in_on=handed_in)
    grant.report_dates.create(kind=ReportDate.Kind.FINAL, workdays_after=30)


def proposed(article):
    """The grants that an import has put on an article and nobody has confirmed."""
    return Grant.objects.filter(coverages__article=article, status=Grant.Status.PROPOSED)
