"""Who sees the pieces of everybody, and who writes in which."""

from django.contrib.auth.models import User

from articles.models.article import Article
from articles.models.choices import Stage


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


def may_write(user: User, article: Article) -> bool:
    """Writers change what is theirs and still a draft; editors change everything."""
    if user.has_perm("articles.edit_any_article"):
        return True
    return article.created_by_id == user.pk and article.stage == Stage.DRAFT


def writes_in(user: User, article: Article) -> bool:
    """Whether somebody may change a piece at the desk."""
    may = sees(user, article) and user.has_perm("articles.change_article")
    return may and may_write(user, article)
