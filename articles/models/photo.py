from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.models.licences import Licence, Terms, terms
from newsroom.kit import numbers
from newsroom.kit.fields import NameField, PlainTextField
from newsroom.kit.text import UNPRINTABLE, without_invisible
from newsroom.pictures.fields import PictureField
from newsroom.pictures.renditions import Renditions, renditions
from newsroom.search.searched import Searched

LONGEST_NAME = 200


class Photo(Searched, models.Model):
    """A picture and what is known about it. Its file is named after its content.

    The focal point is what a crop must not lose, in percent of the width from the left and of
    the height from the top.
    """

    searched = ("alt", "caption", "credit", "called")

    file = PictureField(_("file"), width_field="width", height_field="height")
    width = models.PositiveIntegerField(_("width"), editable=False, null=True)
    height = models.PositiveIntegerField(_("height"), editable=False, null=True)
    called = NameField(_("file name"), max_length=LONGEST_NAME, blank=True, editable=False)
    alt = NameField(
        _("alternative text"),
        max_length=300,
        blank=True,
        help_text=_("What a reader who cannot see the picture needs to know."),
    )
    decorative = models.BooleanField(
        _("decorative"),
        default=False,
        help_text=_("It says nothing that the text does not say: nothing is read aloud for it."),
    )
    caption = PlainTextField(_("caption"), blank=True)
    credit = NameField(_("credit"), max_length=200, blank=True)
    licence = models.CharField(_("licence"), max_length=20, choices=Licence, blank=True)
    focal_x = numbers.PositiveSmallIntegerField(_("focal point from the left, in %"), default=50)
    focal_y = numbers.PositiveSmallIntegerField(_("focal point from the top, in %"), default=50)
    uploaded_at = models.DateTimeField(_("uploaded"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("uploaded by"),
    )

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="a_decorative_photo_has_no_alternative_text",
                condition=Q(decorative=False) | Q(alt=""),
                violation_error_message=_(
                    "A decorative picture has no alternative text: leave one of the two out."
                ),
            ),
            models.CheckConstraint(
                name="a_focal_point_lies_in_the_photo",
                condition=Q(focal_x__range=(0, 100), focal_y__range=(0, 100)),
                violation_error_message=_(
                    "The focal point lies in the picture: between 0 and 100 percent."
                ),
            ),
        ]

    def __str__(self):
        return self.caption[:80] or self.alt or self.called or self.file.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        is_new_file = self.file and not self.file._committed  # type: ignore[attr-defined]
        if is_new_file and not (self._state.adding and self.called):
            self.call(self.file.name)
        super().save(*args, **kwargs)

    def call(self, name: str | None) -> None:
        """Remember what the file was called, as far as that can be read."""
        readable = UNPRINTABLE.sub("", without_invisible(PurePath(name or "").name))
        self.called = readable[:LONGEST_NAME]

    def lacks(self) -> list[str]:
        """What has to be said of it before it is published."""
        missing = {
            gettext("alternative text"): not self.is_described,
            gettext("credit"): not self.credit,
            gettext("licence"): not self.licence,
        }
        return [name for name, is_missing in missing.items() if is_missing]

    def pieces(self) -> models.QuerySet:
        """The articles whose working copy shows it, as the lead image or in the text."""
        shown = Q(lead_photo=self) | Q(pk__in=self.figures.values("article"))
        return self.articles.model._default_manager.filter(shown)

    @property
    def picture(self) -> Renditions | None:
        """The picture in the sizes that pages need."""
        return renditions(self.file, self.width, self.height, (self.focal_x, self.focal_y))

    @property
    def terms(self) -> Terms:
        return terms(self.licence)

    @property
    def is_described(self) -> bool:
        """Whether it is settled what readers are told who cannot see it."""
        return bool(self.alt) or self.decorative
