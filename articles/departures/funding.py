"""Who pays: funders, grants and what the site says, each with its statements and their words."""

from collections.abc import Iterable, Iterator

from articles.departures.told import (
    COVERAGE,
    FUNDER,
    GRANT,
    LOGO,
    PARTY,
    STATEMENT,
    WAIVER,
    WORDING,
    Row,
    called,
    in_order,
    named,
    told,
)
from articles.disclosure.models.target import SITE
from articles.models import Coverage, Waiver
from funding.models import Funder, Grant, Statement

# Rows that are in memory at once.
AT_ONCE = 100


def payers() -> Iterator[Row]:
    """Yield funders and grants, each kind by address, and the site."""
    for funder in in_order(Funder.objects.all(), "slug").iterator(AT_ONCE):
        aliases = sorted(funder.aliases.values_list("name", flat=True))
        logos = [told(logo, LOGO) for logo in funder.logos.order_by("pk")]
        yield {
            "type": "funder",
            **told(funder, FUNDER),
            "aliases": aliases,
            "logos": logos,
            "statements": _statements(funder.statements.all()),
        }
    for grant in in_order(Grant.objects.all(), "slug").iterator(AT_ONCE):
        parties = grant.parties.select_related("funder").order_by("position", "pk")
        yield {
            "type": "grant",
            **told(grant, GRANT),
            "parties": [{"funder": one.funder.slug, **told(one, PARTY)} for one in parties],
            "statements": _statements(grant.statements.all()),
            "coverage": _of_lists(grant.coverages.all()),
            "waivers": waivers(grant.waivers.filter(article=None)),
        }
    site = Statement.objects.filter(grant=None, funder=None)
    yield {"type": "site", "statements": _statements(site)}


def _statements(statements):
    return [
        {
            **told(statement, STATEMENT),
            "wordings": [
                told(wording, WORDING)
                for wording in statement.wordings.order_by("language", "variant", "number")
            ],
            "coverage": _of_lists(statement.coverages.all()),
        }
        for statement in statements.order_by("position", "pk")
    ]


def _of_lists(rows):
    """Coverage of more than one piece: that of a single one stands with the piece."""
    rows = rows.filter(article=None).select_related("tag", "section", "author")
    return [{**told(row, COVERAGE), **_target(row)} for row in rows.order_by("pk")]


def _target(row):
    return {
        "tag": row.tag.slug if row.tag else None,
        "section": row.section.slug if row.section else None,
        "author": row.author.survivor().slug if row.author else None,
        **told(row, (SITE,)),
    }


def coverage(rows: Iterable[Coverage]) -> list[Row]:
    """The rows of coverage that name one piece."""
    return [
        {
            "grant": called(row.grant) if row.grant else None,
            "statement": named(row.statement) if row.statement else None,
            **told(row, COVERAGE),
        }
        for row in rows
    ]


def waivers(rows: Iterable[Waiver]) -> list[Row]:
    """The waivers that nobody has lifted."""
    return [
        {"grant": called(row.grant), **told(row, WAIVER)} for row in rows if row.lifted_at is None
    ]
