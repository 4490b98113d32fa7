from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from newsroom.kit.fields import NameField, PlainTextField
from newsroom.pictures.fields import PictureField


class Photo(models.Model):
    """A picture and what is known about it. Its file is named after its content."""

    file = PictureField(_("file"), width_field="width", height_field="height")
    width = models.PositiveIntegerField(_("width"), editable=False, null=True)
    height = models.PositiveIntegerField(_("height"), editable=False, null=True)
    alt = NameField(
        _("alternative text"),
        max_length=300,
        blank=True,
        help_text=_("What a reader who cannot see the picture needs to know."),
    )
    caption = PlainTextField(_("caption"), blank=True)
    credit = NameField(_("credit"), max_length=200, blank=True)
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

    def __str__(self):
        return self.caption[:80] or self.alt or self.file.name
