from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from newsroom.kit.fields import NameField, PlainTextField
from newsroom.kit.slugs import free_slug, slug
from newsroom.kit.text import name_key


class FunderQuerySet(models.QuerySet):
    def public(self):
        """The funders that the site names."""
        return self.filter(public=True)

    def named(self, name):
        """Funders whose name is the same once case, spacing and punctuation are set aside."""
        return self.filter(key=name_key(name))


class Funder(models.Model):
    """An organisation or person that pays for journalism, passes money on, or gives in kind."""

    class Kind(models.TextChoices):
        STATE = "state", _("state body")
        INTERGOVERNMENTAL = "intergovernmental", _("intergovernmental body")
        FOUNDATION = "foundation", _("foundation or NGO")
        COMPANY = "company", _("company")
        PERSON = "person", _("person")
        READERS = "readers", _("readers and members")
        OWN = "own", _("this publication")

    name = NameField(_("name"), max_length=250, help_text=_("As the grant agreement writes it."))
    key = models.CharField(editable=False, unique=True)
    slug = models.SlugField(
        _("address"),
        max_length=90,
        unique=True,
        blank=True,
        help_text=_("Left empty, it is made from the name."),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.FOUNDATION)
    country = models.CharField(
        _("country"), max_length=2, blank=True, help_text=_("Two letters, such as PL.")
    )
    url = models.URLField(_("website"), blank=True)
    about = PlainTextField(_("about"), blank=True)
    public = models.BooleanField(
        _("public"), default=True, help_text=_("Named on the funding pages of the site.")
    )

    objects = FunderQuerySet.as_manager()

    class Meta:
        verbose_name = _("funder")
        verbose_name_plural = _("funders")
        ordering = ["name"]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.key = name_key(self.name)
        if not self.slug:
            taken = Funder.objects.exclude(pk=self.pk).values_list("slug", flat=True)
            self.slug = free_slug(slug(self.name, fallback="funder"), taken)
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("funder", args=[self.slug])

    def clean(self):
        self.key = name_key(self.name)
