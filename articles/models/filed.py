"""What decides which grants cover a piece, of its working copy or of a frozen version."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Filed:
    """Where a piece is filed, who signs it, and what is declared about its funding.

    `Article.filed()` says it of the working copy, `Printed.filed()` of a version.
    """

    article_id: int
    section_id: int | None
    tag_ids: tuple[int, ...]
    author_ids: tuple[int, ...]
    speakers: int
    language: str
    funding: str
    first_published_at: datetime | None
