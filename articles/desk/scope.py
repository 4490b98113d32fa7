"""Who sees and who changes which pieces at the desk."""

from django.db.models import Q

from articles.models.choices import Stage
from articles.models.seeing import sees_all


def seen_by(user, rows, path="", *, without=False):
    """The rows whose article, at the end of `path`, somebody may see at the desk.

    `without` tells whether rows about no article are seen as well.
    """
    if sees_all(user):
        return rows
    own = Q(**{f"{path}created_by": user})
    if without:
        own |= Q(**{path.removesuffix("__"): None})
    return rows.filter(own)


def may_write(user, article):
    """Writers change what is theirs and still a draft; editors change everything."""
    if user.has_perm("articles.edit_any_article"):
        return True
    return article.created_by_id == user.pk and article.stage == Stage.DRAFT


def may_change_photo(user, photo):
    """Writers change what they uploaded, while nothing but their drafts shows it."""
    if user.has_perm("articles.edit_any_article"):
        return True
    others = photo.pieces().exclude(created_by=user, stage=Stage.DRAFT)
    return photo.created_by_id == user.pk and not others.exists()


class ArticleScope:
    """For the admin of articles: the permissions of the model, narrowed to the piece."""

    def get_queryset(self, request):
        return seen_by(request.user, super().get_queryset(request))

    def has_view_permission(self, request, obj=None):
        allowed = super().has_view_permission(request, obj)
        own = obj is None or sees_all(request.user) or obj.created_by_id == request.user.pk
        return allowed and own

    def has_change_permission(self, request, obj=None):
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or may_write(request.user, obj))

    def has_delete_permission(self, request, obj=None):
        """What readers may have seen is withdrawn, never deleted."""
        if not super().has_delete_permission(request, obj):
            return False
        return obj is None or (may_write(request.user, obj) and obj.path is None)


class PartScope:
    """For rows of other models that belong to an article: they are seen by whoever sees that."""

    article_path = "article__"
    article_optional = False

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return seen_by(request.user, rows, self.article_path, without=self.article_optional)
