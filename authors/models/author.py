from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from authors.handles import normalise, platforms
from newsroom.addresses.fields import AddressField
from newsroom.audit.vouched import vouched_for_when_edited
from newsroom.kit import numbers
from newsroom.kit.fields import NameField, PlainTextField, PrivateEmailField, WebAddressField
from newsroom.kit.text import name_key
from newsroom.pictures.fields import PictureField
from newsroom.search.searched import Searched


class AuthorQuerySet(models.QuerySet["Author"]):
    """The questions that are asked about authors."""

    def named(self, name: str) -> Self:
        """Authors whose name is the same once case, width and accents of encoding are set aside."""
        return self.filter(key=name_key(name), merged_into=None)


@vouched_for_when_edited
class Author(Searched, models.Model):
    """Somebody whose name stands over pieces. Not a user, though a user may be linked.

    Merging leaves a link behind, which pages follow; names printed before stay as they were
    printed. `articles.publishing.one_person` merges, for it knows what they signed.
    """

    searched = ("name", "affiliation", "bio")

    name = NameField(_("name"), max_length=150)
    key = models.CharField(editable=False, db_index=True)
    slug = AddressField(_("address"), help_text=_("Left empty, it is made from the name."))
    bio = PlainTextField(_("bio"), blank=True)
    photo = PictureField(_("photo"), blank=True)
    affiliation = NameField(
        _("affiliation"),
        max_length=200,
        blank=True,
        help_text=_("The organisation a reader should know about."),
    )
    email = PrivateEmailField(_("private address"), blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="author",
        verbose_name=_("user"),
    )
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="merged",
        verbose_name=_("merged into"),
    )

    objects = AuthorQuerySet.as_manager()

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering = ["name", "pk"]
        permissions = [
            ("merge_author", _("Can merge authors who are one person")),
            ("name_oneself", _("Can be an author, and keep the page of oneself")),
        ]
        constraints = [
            models.CheckConstraint(
                name="an_author_is_not_merged_into_themself",
                condition=Q(merged_into=None) | ~Q(merged_into=F("pk")),
                violation_error_message=_("An author cannot be merged into themself."),
            )
        ]

    def __str__(self):
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.key = name_key(self.name)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("author", args=[self.slug])

    def survivor(self) -> "Author":
        """The author this one was merged into at last, or this one."""
        seen, author = {self.pk}, self
        while author.merged_into and author.merged_into.pk not in seen:
            author = author.merged_into
            seen.add(author.pk)
        return author


class HandleManager(models.Manager["SocialHandle"]):
    """Handles in the order that editors gave them, and where they gave none in that of the
    platforms: the row that was written first says nothing.
    """

    def get_queryset(self) -> models.QuerySet["SocialHandle"]:
        # Written here and not in Meta: a platform that is added needs no migration.
        codes = [code for code, _label in platforms.known()]
        known = (When(platform=code, then=Value(place)) for place, code in enumerate(codes))
        platform = Case(*known, default=Value(len(codes)))
        return super().get_queryset().order_by("position", platform, "handle")


@vouched_for_when_edited
class SocialHandle(models.Model):
    """Where an author can be found. Whatever was typed is kept as one handle and one URL."""

    author = models.ForeignKey(
        Author, models.CASCADE, related_name="handles", verbose_name=_("author")
    )
    platform = models.CharField(_("platform"), max_length=20, choices=platforms.known)
    handle = NameField(
        _("handle"), max_length=300, help_text=_("A pasted address, @name or bare name.")
    )
    url = WebAddressField(_("address"), max_length=400, editable=False)
    position = numbers.PositiveSmallIntegerField(_("position"), default=0)

    objects = HandleManager()

    class Meta:
        verbose_name = _("social handle")
        verbose_name_plural = _("social handles")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="an_author_has_a_handle_once",
                fields=["author", "platform", "handle"],
                violation_error_message=_("The author has this handle already."),
            )
        ]

    def __str__(self):
        return f"{self.get_platform_display()} {self.handle}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self._normalise()
        super().save(*args, **kwargs)

    def clean(self) -> None:
        self._normalise()

    @property
    def shown(self) -> str:
        return platforms.shown(self.platform, self.handle)

    def _normalise(self):
        try:
            found = normalise(self.platform, self.handle)
        except ValidationError as problem:
            raise ValidationError({"handle": problem}) from problem
        self.handle, self.url = found.handle, found.url
