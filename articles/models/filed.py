"""What decides which grants reach a piece, of its working copy or of a frozen version."""

from dataclasses import dataclass
from datetime import datetime

from articles.models.choices import AUTHORING


@dataclass(frozen=True)
class Filed:
    """Where a piece is filed, who signs it, and what is declared about its funding."""

    article_id: int
    section_id: int | None
    tag_ids: tuple
    author_ids: tuple
    speakers: int
    language: str
    language_name: str
    funding: str
    first_published_at: datetime | None

    @classmethod
    def of_article(cls, article):
        """The working copy as it is stored now."""
        bylines = list(article.bylines.values_list("author_id", "role"))
        return cls(
            article_id=article.pk,
            section_id=article.section_id,
            tag_ids=tuple(article.tags.values_list("pk", flat=True)),
            author_ids=tuple(author for author, _role in bylines),
            speakers=sum(role in AUTHORING for _author, role in bylines),
            language=article.language,
            language_name=str(article.get_language_display()),
            funding=article.funding,
            first_published_at=article.first_published_at,
        )

    @classmethod
    def of_printed(cls, printed):
        """A version as it was frozen, whatever the working copy has become."""
        version = printed.version
        return cls(
            article_id=version.article_id,
            section_id=version.section_id,
            tag_ids=tuple(tag.tag_id for tag in printed.tags),
            author_ids=tuple(byline.author_id for byline in printed.bylines),
            speakers=sum(byline.role in AUTHORING for byline in printed.bylines),
            language=version.language,
            language_name=version.language,
            funding=version.funding,
            first_published_at=version.first_published_at,
        )
