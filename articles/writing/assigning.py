"""Who may have a piece to edit."""

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import Q, QuerySet

from articles.models import Article


def assignable(article: Article | None = None) -> QuerySet[User]:
    """Staff who are there and may work on the pieces of others, or made this one.

    Whoever has it stays among them: that somebody left does not keep a piece from being saved.
    """
    editors = User.objects.with_perm(
        "articles.edit_any_article", backend=settings.AUTHENTICATION_BACKENDS[0]
    ).filter(is_active=True, is_staff=True)
    of_this = Q(pk__in=editors.values("pk"))
    if article is not None:
        of_this |= Q(pk=article.created_by_id, is_active=True, is_staff=True)
        of_this |= Q(pk=article.editor_id)
    return User.objects.filter(of_this).order_by("last_name", "first_name", "username")


def newly_assigned(article: Article) -> User | None:
    """Who has a piece to edit since its last edit, and had it not before."""
    editors = article.revisions.order_by("-edit").values_list("content__editor", flat=True)[:2]
    before = editors[1] if len(editors) > 1 else None
    return article.editor if article.editor_id and article.editor_id != before else None
