"""Where a piece is filed: the columns of the working copy, and those of a published version."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.filing import Issue, Section, Series
from newsroom.kit import numbers


class FiledAsWritten(models.Model):
    """Where the working copy is filed now."""

    section = models.ForeignKey(
        Section,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name=_("section"),
    )
    issue = models.ForeignKey(
        Issue,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name=_("issue"),
    )
    issue_place = numbers.PositiveSmallIntegerField(
        _("place in the issue"),
        null=True,
        blank=True,
        help_text=_("Within its section there. Left empty: by date, after those with a place."),
    )
    series = models.ForeignKey(
        Series,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name=_("series"),
    )
    part = numbers.PositiveSmallIntegerField(
        _("part"),
        null=True,
        blank=True,
        help_text=_("Of the series, and printed. Left empty: by date, without a number."),
    )

    class Meta:
        abstract = True


class FiledAsPrinted(models.Model):
    """Columns of a version. The rows that keys lead to may be called otherwise by now: readers are
    shown what was printed.
    """

    section = models.ForeignKey(
        Section, models.PROTECT, null=True, related_name="versions", verbose_name=_("section")
    )
    section_name = models.CharField(_("section as printed"), max_length=100)
    section_slug = models.CharField(max_length=90)
    issue = models.ForeignKey(
        Issue, models.PROTECT, null=True, related_name="versions", verbose_name=_("issue")
    )
    issue_name = models.CharField(_("issue as printed"), max_length=200)
    issue_slug = models.CharField(max_length=90)
    issue_place = models.PositiveSmallIntegerField(_("place in the issue"), null=True)
    series = models.ForeignKey(
        Series, models.PROTECT, null=True, related_name="versions", verbose_name=_("series")
    )
    series_name = models.CharField(_("series as printed"), max_length=150)
    series_slug = models.CharField(max_length=90)
    part = models.PositiveSmallIntegerField(_("part"), null=True)

    class Meta:
        abstract = True
