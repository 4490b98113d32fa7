"""The admin of articles; each file registers what it declares."""

from articles.desk import (
    article,
    coverage,
    filing,
    notices,
    photos,
    tags,
    versions,
    watching,
)
from articles.reports import desk as reports

__all__ = [
    "article",
    "coverage",
    "filing",
    "notices",
    "photos",
    "reports",
    "tags",
    "versions",
    "watching",
]
