"""What decides which grants cover a piece, whether it is a working copy or a frozen version."""

from dataclasses import dataclass
from datetime import date, datetime

from articles.models.choices import Funding
from newsroom.kit.moments import day_of


@dataclass(frozen=True)
class Filed:
    """Where a piece is filed, who signs it, and what is declared about its funding.

    `speakers` is how many authors speak in it: wordings have a form for one and for several.
    `Article.filed()` makes one of the working copy, `Printed.filed()` one of a version.
    """

    article_id: int
    section_id: int | None
    issue_id: int | None
    tag_ids: tuple[int, ...]
    author_ids: tuple[int, ...]
    speakers: int
    language: str
    funding: str
    first_published_at: datetime | None

    @property
    def owes_a_declaration(self) -> bool:
        """Whether somebody has to say who paid for it: for a page of the publication itself nobody
        has, and no coverage reaches it.
        """
        return self.funding != Funding.NOT_OWED

    def first_day(self, at: datetime) -> date:
        """The day of first publication, or that of `at` where there was none yet, in the
        publication's time zone.
        """
        return day_of(self.first_published_at or at)
