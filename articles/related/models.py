from typing import Self

from django.db import models
from django.db.models import Case, F, Q, When
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article


class Trait(models.Model):
    """Something that a published piece is about: a tag, or a word that stands out in its text.

    `term` begins with the language of the piece: what is related is for the same readers.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="traits")
    term = models.CharField(max_length=60)

    class Meta:
        verbose_name = _("what a piece is about")
        verbose_name_plural = _("what pieces are about")
        default_permissions = ()
        indexes = [models.Index(fields=["term", "article"], name="pieces_by_trait")]

    def __str__(self):
        return self.term


class RelationQuerySet(models.QuerySet["Relation"]):
    """The questions that are asked about relations."""

    def of(self, article: int) -> Self:
        """Those of a piece, the closest first, whichever of the two was published later.

        Each has `kin`, the key of the other piece.
        """
        kin = Case(When(article=article, then=F("other")), default=F("article"))
        pairs = self.filter(Q(article=article) | Q(other=article))
        return pairs.annotate(kin=kin).order_by("-weight", "-kin")


class Relation(models.Model):
    """Two pieces that are related: one chose the other when it was published.

    The heavier the closer. Whether readers may see a piece is never asked here.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="chosen")
    other = models.ForeignKey(Article, models.CASCADE, related_name="chosen_by")
    weight = models.PositiveIntegerField(editable=False)

    objects = RelationQuerySet.as_manager()

    class Meta:
        verbose_name = _("related piece")
        verbose_name_plural = _("related pieces")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(name="pieces_are_related_once", fields=["article", "other"]),
            models.CheckConstraint(
                name="no_piece_is_related_to_itself", condition=~Q(article=F("other"))
            ),
        ]

    def __str__(self):
        return f"{self.article_id} {self.other_id}"
