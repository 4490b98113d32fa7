"""Who sees the pieces of everybody."""

from django.contrib.auth.models import User

from articles.models.article import Article


def sees_all(user: User) -> bool:
    """Editors do, and so does whoever decides what a grant covers, or takes a name out of all.

    Others see their own.
    """
    powers = ("articles.edit_any_article", "articles.change_coverage", "articles.redact")
    return any(map(user.has_perm, powers))


def sees(user: User, article: Article) -> bool:
    """Whether somebody may read a piece at the desk."""
    own = article.created_by_id == user.pk
    return user.is_staff and user.has_perm("articles.view_article") and (own or sees_all(user))
