"""Where pieces are filed: sections of the site, issues of the magazine, and series."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.models.photo import Photo
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


class Covered(models.Model):
    """What has a cover on its page."""

    cover = models.ForeignKey(
        Photo, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("cover")
    )

    class Meta:
        abstract = True

    def clean(self) -> None:
        if self.cover and not self.cover.is_described:
            words = _("Describe the photo on its own page, or say that it is decorative.")
            raise ValidationError({"cover": words})


@vouched_for_when_edited
class Issue(Covered):
    """A numbered issue of the magazine. Its editorial are the pieces of that kind in it."""

    title = NameField(_("title"), max_length=150)
    number = NameField(_("number"), max_length=30, unique=True)
    slug = AddressField(
        _("address"), made_from="number", help_text=_("Left empty, it is made from the number.")
    )
    dated = models.DateField(_("dated"), null=True, blank=True)
    description = PlainTextField(_("description"), blank=True)

    class Meta:
        verbose_name = _("issue")
        verbose_name_plural = _("issues")
        ordering = ["-dated", "-pk"]

    def __str__(self):
        return f"{self.number} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("issue", args=[self.slug])

    @property
    def name(self) -> str:
        """What it is called where pieces are listed."""
        return str(self)


@vouched_for_when_edited
class Series(Covered):
    """Pieces that belong together, each a part of it."""

    name = NameField(_("name"), max_length=150)
    key = models.CharField(editable=False, unique=True)
    slug = AddressField(_("address"), help_text=_("Left empty, it is made from the name."))
    description = PlainTextField(_("description"), blank=True)

    class Meta:
        verbose_name = _("series")
        verbose_name_plural = pgettext_lazy("several", "series")
        ordering = ["name"]

    def __str__(self):
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.key = name_key(self.name)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("series", args=[self.slug])

    def clean(self) -> None:
        self.key = name_key(self.name)
        super().clean()
