"""What pieces are filed under and who signs them: a line for each, before the pieces."""

from collections.abc import Iterator

from articles.departures.told import (
    AUTHOR,
    HANDLE,
    ISSUE,
    SECTION,
    SERIES,
    TAG,
    Row,
    in_order,
    photo,
    told,
)
from articles.models import Issue, Section, Series, Tag
from authors.models import Author

# Rows that are in memory at once.
AT_ONCE = 200


def around() -> Iterator[Row]:
    """Yield sections, issues, series, tags and authors, each kind by address."""
    for section in in_order(Section.objects.all(), "slug").iterator(AT_ONCE):
        yield {"type": "section", **told(section, SECTION)}
    for issue in in_order(Issue.objects.select_related("cover"), "slug").iterator(AT_ONCE):
        yield {"type": "issue", **told(issue, ISSUE), "cover": _cover(issue)}
    for series in in_order(Series.objects.select_related("cover"), "slug").iterator(AT_ONCE):
        yield {"type": "series", **told(series, SERIES), "cover": _cover(series)}
    for tag in in_order(Tag.objects.all(), "slug").iterator(AT_ONCE):
        yield {"type": "tag", **told(tag, TAG)}
    # Whoever was merged into somebody else signs as them.
    authors = Author.objects.filter(merged_into=None).prefetch_related("handles")
    for author in in_order(authors, "slug").iterator(AT_ONCE):
        handles = [told(handle, HANDLE) for handle in author.handles.all()]
        yield {"type": "author", **told(author, AUTHOR), "handles": handles}


def _cover(row):
    return photo(row.cover) if row.cover else None
