"""Where pieces are filed: sections of the site and issues of the magazine."""

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from newsroom.addresses.fields import AddressField
from newsroom.audit.vouched import vouched_for_when_edited
from newsroom.kit import numbers
from newsroom.kit.fields import NameField, PlainTextField
from newsroom.kit.text import name_key


@vouched_for_when_edited
class Section(models.Model):
    """A part of the site that pieces are filed under, one for each piece."""

    name = NameField(_("name"), max_length=100)
    key = models.CharField(editable=False, unique=True)
    slug = AddressField(_("address"), help_text=_("Left empty, it is made from the name."))
    description = PlainTextField(_("description"), blank=True)
    position = numbers.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["position", "name"]

    def __str__(self):
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.key = name_key(self.name)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("section", args=[self.slug])

    def clean(self) -> None:
        self.key = name_key(self.name)


class Issue(models.Model):
    """A numbered issue of the magazine."""

    title = NameField(_("title"), max_length=150)
    number = NameField(_("number"), max_length=30, unique=True)
    dated = models.DateField(_("dated"), null=True, blank=True)

    class Meta:
        verbose_name = _("issue")
        verbose_name_plural = _("issues")
        ordering = ["-dated", "-pk"]

    def __str__(self):
        return f"{self.number} {self.title}"
