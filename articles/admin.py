"""The admin of articles; each file registers what it declares."""

from articles.debt.desk import debt
from articles.desk import filing, photos, tags
from articles.disclosure.desk import (
    coverage,
    funders,
    grants_and_statements,
    waivers,
)
from articles.front.desk import front
from articles.letters.desk import letters
from articles.publishing.desk import article, notices, printed_with, versions
from articles.reader.desk import house
from articles.reports import desk as reports
from articles.upkeep.desk import approved_wordings, redacting, reissuing, watching

__all__ = [
    "approved_wordings",
    "article",
    "coverage",
    "debt",
    "filing",
    "front",
    "funders",
    "grants_and_statements",
    "house",
    "letters",
    "notices",
    "photos",
    "printed_with",
    "redacting",
    "reissuing",
    "reports",
    "tags",
    "versions",
    "waivers",
    "watching",
]
