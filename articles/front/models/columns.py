"""What blocks and places hold, as editors write them and as they were published."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.front import kinds
from articles.models.filing import Section, Series
from articles.models.tagging import Tag
from newsroom.kit import numbers
from newsroom.kit.fields import BodyField, NameField, PlainTextField


class BlockColumns(models.Model):
    """A part of the front page with places for pieces, or a text."""

    kind = models.CharField(
        _("kind"), max_length=10, choices=kinds.known, default=kinds.HAND, editable=False
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0, editable=False)
    # As long as the name of whatever it is frozen from: a series has the longest.
    heading = NameField(
        _("heading"),
        max_length=150,
        blank=True,
        help_text=_(
            "Left empty, the name of the section, series or tag stands there, if it has one."
        ),
    )
    section = models.ForeignKey(
        Section, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("section")
    )
    tag = models.ForeignKey(
        Tag, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("tag")
    )
    series = models.ForeignKey(
        Series, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("series")
    )
    length = numbers.PositiveSmallIntegerField(
        _("how many pieces"),
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(kinds.MOST_PLACES)],
    )
    older_than = numbers.PositiveSmallIntegerField(
        _("older than, in days"), default=365, validators=[MinValueValidator(1)]
    )
    text = BodyField(_("text"), blank=True)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]

    def __str__(self):
        named = self.called
        if not named:
            return str(self.row.label)
        return gettext("%(kind)s: %(name)s") % {"kind": self.row.label, "name": named}

    @property
    def row(self) -> kinds.Kind:
        """What is known of its kind."""
        return kinds.KINDS[self.kind]

    @property
    def called(self) -> str:
        """The heading that is printed, empty where none is."""
        return self.heading or str(self.subject or "")

    @property
    def subject(self) -> Section | Series | Tag | None:
        """What its pieces have in common, if that has a page."""
        return self.section or self.series or self.tag


class PlaceColumns(models.Model):
    """A piece that stands in a place of a block until a moment, and how it is told of there.

    What is left empty is told as the piece itself has it.
    """

    position = numbers.PositiveSmallIntegerField(_("place"), default=1)
    until = models.DateTimeField(_("pinned until"), null=True, blank=True)
    title = NameField(_("other title"), max_length=250, blank=True)
    text = PlainTextField(_("other text"), blank=True)

    class Meta:
        abstract = True
        ordering = ["position"]
