"""What the front page was from which moment on. Append-only."""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.front.models.columns import BlockColumns, PlaceColumns
from articles.models.article import Article
from articles.models.photo import Photo
from newsroom.audit.vouched import EVERY_ROW, vouched_for
from newsroom.kit import clock
from newsroom.kit.fields import PlainTextField
from newsroom.kit.moments import on_the_clock
from newsroom.pictures.fields import PictureNameField
from newsroom.pictures.renditions import Renditions, renditions


class ArrangementQuerySet(models.QuerySet["Arrangement"]):
    def begun(self, at: datetime | None = None) -> Self:
        """Those that readers saw by a moment (now, unless told otherwise), the last one first."""
        return self.filter(shown_from__lte=at or clock.now(), cancelled_at=None)

    def in_force(self, at: datetime | None = None) -> Self:
        """The one by which the front page is made at a moment, or none."""
        return self.begun(at)[:1]

    def to_come(self, at: datetime | None = None) -> Self:
        """Those that readers will see, the first one first."""
        coming = self.filter(shown_from__gt=at or clock.now(), cancelled_at=None)
        return coming.order_by("shown_from", "pk")


@vouched_for(EVERY_ROW)
class Arrangement(models.Model):
    """An arrangement of the front page, in force from `shown_from` until the next one is.

    Nobody changes what was shown: it begins at the moment at which it is frozen or later, and one
    that has not begun can be cancelled, once. Without a block, the page arranges itself.
    """

    shown_from = models.DateTimeField(_("shown from"))
    cancelled_at = models.DateTimeField(_("cancelled"), null=True)
    frozen_at = models.DateTimeField(_("frozen"))
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("arranged by")
    )
    note = PlainTextField(_("note"), blank=True)

    objects = ArrangementQuerySet.as_manager()

    class Meta:
        verbose_name = _("published front page")
        verbose_name_plural = _("published front pages")
        ordering = ["-shown_from", "-pk"]
        default_permissions = ("add", "view")
        constraints = [
            models.CheckConstraint(
                name="an_arrangement_changes_nothing_that_was_shown",
                condition=Q(shown_from__gte=F("frozen_at")),
            ),
            models.CheckConstraint(
                name="an_arrangement_is_cancelled_before_it_begins",
                condition=Q(cancelled_at=None) | Q(cancelled_at__lt=F("shown_from")),
            ),
        ]

    def __str__(self):
        moment = date_format(on_the_clock(self.shown_from), "DATETIME_FORMAT")
        return gettext("Front page from %s on") % moment

    @property
    def seen_from(self) -> datetime:
        """The first whole second at which readers see it: nobody types parts of one."""
        whole = self.shown_from.replace(microsecond=0)
        return whole if whole == self.shown_from else whole + timedelta(seconds=1)


@vouched_for(EVERY_ROW)
class ArrangedBlock(BlockColumns):
    """A block as it was arranged, with the heading that it had."""

    arrangement = models.ForeignKey(Arrangement, models.PROTECT, related_name="blocks")

    # Given to it in memory by whoever reads or freezes it.
    own_places: list["ArrangedPlace"]

    class Meta(BlockColumns.Meta):
        verbose_name = _("block as it was arranged")
        default_permissions = ()


@vouched_for(EVERY_ROW)
class ArrangedPlace(PlaceColumns):
    """A pinned piece as it was arranged, with the picture that was to be shown in its place."""

    block = models.ForeignKey(ArrangedBlock, models.PROTECT, related_name="places")
    article = models.ForeignKey(Article, models.PROTECT, related_name="+")
    photo = models.ForeignKey(Photo, models.PROTECT, null=True, related_name="+")
    file = PictureNameField()
    width = models.PositiveIntegerField(null=True, editable=False)
    height = models.PositiveIntegerField(null=True, editable=False)
    alt = models.CharField(max_length=300)
    credit = models.CharField(max_length=200)
    focal_x = models.PositiveSmallIntegerField(default=50, editable=False)
    focal_y = models.PositiveSmallIntegerField(default=50, editable=False)

    class Meta(PlaceColumns.Meta):
        verbose_name = _("place as it was arranged")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(name="a_place_of_a_block_once", fields=["block", "position"])
        ]

    def __str__(self):
        return self.title or str(self.article)

    @property
    def why_it_stays(self) -> str:
        """What is told to whoever would delete the piece or the picture."""
        words = gettext("“%(piece)s” stands in “%(page)s”, which is kept as it was published.")
        return words % {"piece": self.article, "page": self.block.arrangement}

    @property
    def picture(self) -> Renditions | None:
        """The picture in the sizes that pages need, or None."""
        return renditions(self.file, self.width, self.height, (self.focal_x, self.focal_y))
