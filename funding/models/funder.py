from datetime import date
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models, router
from django.db.models import F, ProtectedError, Q
from django.db.models.deletion import Collector
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from funding.changes import DecidesDisclosures
from newsroom.addresses.fields import AddressField
from newsroom.audit.vouched import vouched_for_when_edited
from newsroom.kit.fields import CountryField, NameField, PlainTextField, WebAddressField
from newsroom.kit.files import KeptFileField
from newsroom.kit.text import name_key
from newsroom.pictures.fields import PictureField
from newsroom.search.searched import Searched

NO_CONSENT = _("A person is named only with their consent on file: add it, or untick “public”.")
NOT_PRIVATE = _("Only a person who is not named is shown as a private donor.")


class FunderQuerySet(models.QuerySet["Funder"]):
    """The questions that are asked about funders."""

    def public(self) -> Self:
        """The funders that the site names."""
        return self.filter(public=True)

    def shown(self) -> Self:
        """The funders that the site tells of, by their names or as private donors."""
        return self.filter(Q(public=True) | Q(anonymous=True))

    def named(self, name: str) -> Self:
        """Funders whose name is the same once case, spacing and punctuation are set aside."""
        return self.filter(key=name_key(name))


@vouched_for_when_edited
class Funder(Searched, DecidesDisclosures):
    """An organisation or person that pays for journalism, passes money on, or gives in kind."""

    searched = ("name", "about")

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
    slug = AddressField(_("address"), help_text=_("Left empty, it is made from the name."))
    kind = models.CharField(
        _("kind"),
        max_length=20,
        choices=Kind,
        blank=True,
        help_text=_("Left empty, it is not known, and nothing is said about it."),
    )
    country = CountryField(_("country"), blank=True, help_text=_("Two letters, such as PL."))
    url = WebAddressField(_("website"), blank=True)
    about = PlainTextField(_("about"), blank=True)
    public = models.BooleanField(
        _("public"), default=True, help_text=_("Named on the funding pages of the site.")
    )
    anonymous = models.BooleanField(
        _("shown as a private donor"),
        default=False,
        help_text=_("For a person who is not named."),
    )
    consent = KeptFileField(
        _("consent"),
        upload_to="evidence",
        blank=True,
        help_text=_("Of a person: what they signed. Without it nobody is named."),
    )
    logo_leads = models.BooleanField(
        _("logo leads"),
        default=False,
        help_text=_("Its logo has to be at least as large as any other, as the EU emblem has."),
    )

    objects = FunderQuerySet.as_manager()

    class Meta:
        verbose_name = _("funder")
        verbose_name_plural = _("funders")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="a_person_is_named_with_their_consent",
                condition=~Q(kind="person") | Q(public=False) | ~Q(consent=""),
                violation_error_message=NO_CONSENT,
            ),
            models.CheckConstraint(
                name="a_private_donor_is_a_person_and_not_named",
                condition=Q(anonymous=False) | Q(kind="person", public=False),
                violation_error_message=NOT_PRIVATE,
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.key = name_key(self.name)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("funder", args=[self.slug])

    def clean(self) -> None:
        """Say what the constraints refuse at the column where it is mended."""
        self.key = name_key(self.name)
        if self.kind == self.Kind.PERSON and self.public and not self.consent:
            raise ValidationError({"consent": NO_CONSENT})
        if self.anonymous and (self.public or self.kind != self.Kind.PERSON):
            raise ValidationError({"anonymous": NOT_PRIVATE})

    def names(self) -> list[str]:
        """Its name, and every other name that it has."""
        return [self.name, *(alias.name for alias in self.aliases.all())]

    @property
    def is_private(self) -> bool:
        """Whether it is a person whose name nobody outside may read."""
        return self.kind == self.Kind.PERSON and not self.public

    @property
    def shown_name(self) -> str:
        """What readers may call it, in the active language; nothing where it is not shown."""
        if self.public:
            return self.name
        return gettext("A private donor") if self.anonymous else ""


@vouched_for_when_edited
class FunderAlias(models.Model):
    """Another name under which a text may mention a funder: short, translated or former."""

    funder = models.ForeignKey(
        Funder, models.CASCADE, related_name="aliases", verbose_name=_("funder")
    )
    name = NameField(_("name"), max_length=250)

    class Meta:
        verbose_name = _("other name")
        verbose_name_plural = _("other names")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(name="an_alias_once", fields=["funder", "name"])]

    def __str__(self):
        return self.name


@vouched_for_when_edited
class FunderLogo(DecidesDisclosures):
    """A funder's logo, shown as it was given: never cropped, recoloured or put into another."""

    class Background(models.TextChoices):
        LIGHT = "light", _("for light pages, and in print")
        DARK = "dark", _("for dark pages")

    funder = models.ForeignKey(
        Funder, models.PROTECT, related_name="logos", verbose_name=_("funder")
    )
    file = PictureField(_("file"), width_field="width", height_field="height")
    width = models.PositiveIntegerField(editable=False, null=True)
    height = models.PositiveIntegerField(editable=False, null=True)
    background = models.CharField(
        _("background"), max_length=5, choices=Background, default=Background.LIGHT
    )
    alt = NameField(
        _("alternative text"),
        max_length=250,
        help_text=_("The funder’s name, and what the logo says beside it."),
    )
    permitted_from = models.DateField(_("permitted from"), null=True, blank=True)
    permitted_until = models.DateField(_("permitted until"), null=True, blank=True)

    class Meta:
        verbose_name = _("logo")
        verbose_name_plural = _("logos")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="a_logo_permission_ends_after_it_starts",
                condition=Q(permitted_from=None)
                | Q(permitted_until=None)
                | Q(permitted_until__gte=F("permitted_from")),
                violation_error_message=_("The permission ends before it starts."),
            )
        ]

    def __str__(self):
        return self.alt

    def is_in_use(self) -> bool:
        """Whether something keeps it from being deleted: a piece that was published with it."""
        collector = Collector(using=router.db_for_write(type(self)))
        try:
            collector.collect([self])
        except ProtectedError:
            return True
        return False

    def is_permitted(self, day: date) -> bool:
        """Whether it may be shown on a date: the right often ends with the project."""
        begun = self.permitted_from is None or self.permitted_from <= day
        return begun and (self.permitted_until is None or day <= self.permitted_until)
