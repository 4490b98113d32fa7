from django.db import models
from django.utils.translation import gettext_lazy as _

from newsroom.kit.fields import NameField


class Holiday(models.Model):
    """A day that is no workday here, as deadlines in workdays are counted."""

    day = models.DateField(_("day"), unique=True)
    name = NameField(_("name"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("holiday")
        verbose_name_plural = _("holidays")
        ordering = ["day"]

    def __str__(self):
        return f"{self.day} {self.name}".strip()
