"""A piece as it was after each of its edits."""

from collections.abc import Collection

from django.contrib.auth.models import User

from articles.models import Article, Revision
from articles.writing.content import Content, contents_of
from newsroom.audit.digest import sha256
from newsroom.kit import clock


def keep(keys: Collection[int], *, by: User | None) -> None:
    """Keep some pieces, by their keys, as they are stored after an edit that was just counted."""
    contents, now = contents_of(keys), clock.now()
    edits = Article.objects.filter(pk__in=keys).values_list("pk", "edit")
    Revision.objects.bulk_create(
        Revision(
            article_id=key,
            edit=edit,
            content=contents[key],
            digest=sha256(contents[key]),
            by=by,
            at=now,
        )
        for key, edit in edits
    )


def base(article: Article, edit: int) -> Content | None:
    """What a copy was made of that has this number; None if it is not known letter for letter."""
    revision = article.revisions.filter(edit=edit).first()
    return revision.content if revision and revision.is_whole else None
