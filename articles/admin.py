"""The admin of articles; each file registers what it declares."""

from articles.desk import (
    article,
    coverage,
    covered,
    filing,
    notices,
    photos,
    redacting,
    reissuing,
    tags,
    versions,
    waivers,
    watching,
)
from articles.reports import desk as reports

__all__ = [
    "article",
    "coverage",
    "covered",
    "filing",
    "notices",
    "photos",
    "redacting",
    "reissuing",
    "reports",
    "tags",
    "versions",
    "waivers",
    "watching",
]
