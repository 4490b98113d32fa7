"""Who sees and who changes which pieces at the desk."""

from django.db.models import Q

from articles.models import Article, Figure
from articles.models.choices import Stage
from articles.models.seeing import may_write, sees_all


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


def photos_open_to(user, photos):
    """The keys of those among some photos that somebody may change, as far as it matters whose.

    Writers change what they uploaded, while nothing but their drafts shows it. As many queries
    for many photos as for one.
    """
    if user.has_perm("articles.edit_any_article"):
        return {photo.pk for photo in photos}
    own = {photo.pk for photo in photos if photo.created_by_id == user.pk}
    if not own:
        return own
    others = Article.objects.exclude(created_by=user, stage=Stage.DRAFT)
    led = others.filter(lead_photo__in=own).values_list("lead_photo", flat=True)
    shown = Figure.objects.filter(photo__in=own, article__in=others)
    return own - set(led) - set(shown.values_list("photo", flat=True))


def may_change_photo(user, photo):
    return photo.pk in photos_open_to(user, [photo])


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
