"""What a grant's coverage says about pieces as they were filed when they were published."""

from django.db.models import Q
from django.utils import timezone

from articles.models import Coverage, VersionByline, VersionTag
from articles.models.filed import Filed


def coverage_of(grant):
    """The rows that say which pieces a grant, or a statement of its own, reaches: one query."""
    return list(
        Coverage.objects.filter(Q(grant=grant) | Q(statement__grant=grant)).select_related(
            "grant", "statement__grant", "article", "tag", "section", "author"
        )
    )


def filed_under(rows):
    """The condition on versions that some including row names what they are filed under."""
    reached = Q(pk__in=[])
    for row in rows:
        if row.mode == Coverage.Mode.INCLUDE:
            reached |= _filed_under(row)
    return reached


def decisions(rows, printed):
    """Yield what was decided for the grant, and for each statement that has rows of its own.

    `(included, excluded)`: the row that reaches the piece, and the exclusion
    that wins over it, being strictly more specific, or None.
    """
    found = {}
    for row in rows:
        if _names(row, printed):
            strongest = found.setdefault(row.grant or row.statement, {})
            if row.mode not in strongest or row.specificity > strongest[row.mode].specificity:
                strongest[row.mode] = row
    for strongest in found.values():
        included = strongest.get(Coverage.Mode.INCLUDE)
        excluded = strongest.get(Coverage.Mode.EXCLUDE)
        if included:
            wins = excluded and excluded.specificity > included.specificity
            yield included, excluded if wins else None


def _names(row, printed):
    """Whether a row names something the piece is filed under, in whose window it was published."""
    filed = Filed.of_printed(printed)
    named = {
        "article": row.article_id == filed.article_id,
        "tag": row.tag_id in filed.tag_ids,
        "section": row.section_id == filed.section_id,
        "author": row.author_id in filed.author_ids,
        "whole_site": True,
    }
    day = timezone.localdate(filed.first_published_at, timezone.get_default_timezone())
    return named[row.target] and row.holds(day)


def _filed_under(row):
    with_tag = VersionTag.objects.filter(tag=row.tag_id)
    by_author = VersionByline.objects.filter(author=row.author_id)
    conditions = {
        "article": Q(article=row.article_id),
        "tag": Q(pk__in=with_tag.values("version")),
        "section": Q(section=row.section_id),
        "author": Q(pk__in=by_author.values("version")),
        "whole_site": Q(pk__isnull=False),
    }
    return conditions[row.target]
