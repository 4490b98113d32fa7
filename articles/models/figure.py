from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.photo import Photo
from newsroom.kit.blocks import PICTURE, blocks


class FigureQuerySet(models.QuerySet["Figure"]):
    def follow(self, article: int, body: str) -> None:
        """Let the figures of an article, by its key, be those of its text."""
        wanted = set(photos_in(body))
        standing = set(self.filter(article=article).values_list("photo", flat=True))
        if gone := standing - wanted:
            self.filter(article=article, photo__in=gone).delete()
        if wanted - standing:
            known = Photo.objects.filter(pk__in=wanted - standing)
            Figure.objects.bulk_create(Figure(article_id=article, photo=photo) for photo in known)


class Figure(models.Model):
    """A photo that stands in the text of a working copy, so that it is not deleted and its pieces
    are found. What is printed, and where, is said by the text alone.
    """

    article = models.ForeignKey(
        "articles.Article", models.CASCADE, related_name="figures", verbose_name=_("article")
    )
    photo = models.ForeignKey(
        Photo, models.PROTECT, related_name="figures", verbose_name=_("photo")
    )

    objects = FigureQuerySet.as_manager()

    class Meta:
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                name="a_photo_is_a_figure_of_an_article_once", fields=["article", "photo"]
            )
        ]

    def __str__(self):
        return str(self.photo)


def photos_in(body: str) -> list[int]:
    """The keys of the photos in a stored text, each once, in their order."""
    keys = (int(block.attributes[PICTURE.key]) for block in blocks(body, PICTURE))
    return list(dict.fromkeys(keys))
