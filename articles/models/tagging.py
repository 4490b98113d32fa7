from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.models import ItemBase, Tag


class ArticleTag(ItemBase):
    """A tag on an article. A tag in use cannot be deleted: that would unlabel the piece."""

    content_object = models.ForeignKey(
        "articles.Article", models.CASCADE, related_name="article_tags"
    )
    tag = models.ForeignKey(Tag, models.PROTECT, related_name="article_tags")

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        constraints = [models.UniqueConstraint(name="a_tag_once", fields=["content_object", "tag"])]
