"""What people write of a piece, as one JSON object: what is kept of each edit, merged and compared.

    {"title": "…", "body": "<p>…</p>", "section": 3, "dated": "2026-03-01", …, "tags": ["Ports"],
     "bylines": [{"id": 12, "author": 7, "role": "author", "bio": "", "position": 0}],
     "grants": […], "corrections": […]}

A row that a column leads to is told by its key, a tag by its name.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model, Prefetch

from articles.models import Article, Byline, Correction, Coverage

Content = dict[str, Any]
Row = dict[str, Any]

# The columns of an article that people write.
COLUMNS = (
    "title", "slug", "standfirst", "body", "language", "kind", "section", "issue",
    "issue_place", "series", "part", "dated",
    "lead_photo", "lead_caption", "lead_credit", "funding", "editor", "due",
)  # fmt: skip
TAGS = "tags"


@dataclass(frozen=True)
class Table:
    """Rows below a piece, what of each is kept, and by which of it one is the same row in another
    copy of the piece.
    """

    name: str
    model: type[Model]
    key: tuple[str, ...]
    columns: tuple[str, ...]


BYLINES = Table("bylines", Byline, ("author", "role"), ("id", "author", "role", "bio", "position"))
GRANTS = Table("grants", Coverage, ("grant",), ("id", "grant", "reason"))
CORRECTIONS = Table("corrections", Correction, ("id",), ("id", "kind", "text", "dated"))
TABLES = (BYLINES, GRANTS, CORRECTIONS)

_GRANTS = Coverage.objects.filter(grant__isnull=False, mode=Coverage.Mode.INCLUDE)


def content_of(article: Article) -> Content:
    """What is stored of a piece now. Raises KeyError where nothing is."""
    return contents_of([article.pk])[article.pk]


def contents_of(keys: Collection[int]) -> dict[int, Content]:
    """What is stored of some pieces, by their keys; in as many queries for one as for many."""
    pieces = Article.objects.filter(pk__in=keys).prefetch_related(
        TAGS,
        *(table.name for table in (BYLINES, CORRECTIONS)),
        Prefetch("coverages", queryset=_GRANTS, to_attr=GRANTS.name),
    )
    return {piece.pk: _content(piece) for piece in pieces}


def completed(content: Content) -> Content:
    """What was kept once, with nothing in the columns that a piece did not have then."""
    return {
        **dict.fromkeys(COLUMNS, ""),
        TAGS: [],
        **{table.name: [] for table in TABLES},
        **content,
    }


def as_json(value: object) -> Any:
    """A value of a column as the content holds it."""
    if isinstance(value, Model):
        return value.pk
    return value.isoformat() if isinstance(value, date) else value


def _content(piece):
    content = _told(piece, COLUMNS)
    content[TAGS] = sorted(tag.name for tag in piece.tags.all())
    for table in TABLES:
        rows = getattr(piece, table.name)
        rows = rows if isinstance(rows, list) else rows.all()
        content[table.name] = [_told(row, table.columns) for row in rows]
    return content


def _told(row, names):
    columns = map(row._meta.get_field, names)
    return {column.name: as_json(column.value_from_object(row)) for column in columns}
