"""The front page as editors arrange it. Readers see nothing of it until it is published."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.front import kinds
from articles.front.models.columns import BlockColumns, PlaceColumns
from articles.models.article import Article
from articles.models.photo import Photo
from newsroom.kit.blocks import Block, parts


class FrontBlock(BlockColumns):
    """A block of the arrangement that is being made. There is one such arrangement."""

    NEEDS = {
        "section": _("Choose the section."),
        "series": _("Choose the series."),
        "tag": _("Choose the tag."),
        "text": _("Write the text of the box."),
    }

    class Meta(BlockColumns.Meta):
        verbose_name = _("block of the front page")
        verbose_name_plural = _("front page")
        constraints = [
            models.UniqueConstraint(
                name="one_lead_and_one_row_of_seconds",
                fields=["kind"],
                condition=Q(kind__in=kinds.FIRST),
                violation_error_message=_("The front page has one lead, and seconds once."),
            ),
            models.CheckConstraint(
                name="a_block_has_what_its_kind_needs",
                condition=(~Q(kind=kinds.SECTION) | Q(section__isnull=False))
                & (~Q(kind=kinds.SERIES) | Q(series__isnull=False))
                & (~Q(kind=kinds.TAG) | Q(tag__isnull=False))
                & (~Q(kind=kinds.BOX) | ~Q(text="")),
            ),
            models.CheckConstraint(
                name="a_block_has_few_places",
                condition=Q(length__lte=kinds.MOST_PLACES),
            ),
        ]

    def clean(self) -> None:
        """Say at the field what its kind needs, and that a box is words. Raises ValidationError."""
        needed = self.row.needs
        if needed and not getattr(self, needed):
            raise ValidationError({needed: self.NEEDS[needed]})
        if any(isinstance(part, Block) for part in parts(self.text)):
            words = _("A box holds words and links alone: take pictures and pages of others out.")
            raise ValidationError({"text": words})


class FrontPlace(PlaceColumns):
    """A pinned piece in the arrangement that is being made."""

    block = models.ForeignKey(FrontBlock, models.CASCADE, related_name="places")
    article = models.ForeignKey(
        Article, models.CASCADE, related_name="front_places", verbose_name=_("pinned piece")
    )
    photo = models.ForeignKey(
        Photo,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="front_places",
        verbose_name=_("other picture"),
    )

    class Meta(PlaceColumns.Meta):
        verbose_name = _("place")
        verbose_name_plural = _("Places")
        constraints = [
            models.CheckConstraint(
                name="places_are_counted_from_one",
                condition=Q(position__range=(1, kinds.MOST_PLACES)),
                violation_error_message=_("Places are numbered from 1 to 12."),
            ),
        ]

    def __str__(self):
        return self.title or str(self.article)
