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

__all__ = ["article", "coverage", "filing", "notices", "photos", "tags", "versions", "watching"]
