"""What a funder is handed, and the figures that people enter for it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from funding.models import Grant
from newsroom.audit.vouched import EVERY_ROW, vouched_for
from newsroom.kit import numbers
from newsroom.kit.fields import NameField


@vouched_for(EVERY_ROW)
class GrantReport(models.Model):
    """A report for a grant and a period of first-publication dates, frozen when it was made.

    `document` is canonical JSON, and is what `sha256` is of. The files that
    are handed over were written from it in the same moment and are kept with
    it. A newer one is a new revision; append-only by trigger.
    """

    grant = models.ForeignKey(
        Grant, models.PROTECT, related_name="reports", verbose_name=_("grant")
    )
    since = models.DateField(_("from"))
    until = models.DateField(_("until"))
    revision = models.PositiveIntegerField(_("revision"))
    made_at = models.DateTimeField(_("made"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("made by"),
    )
    document = models.TextField(_("document"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["-made_at", "-pk"]
        default_permissions = ("add", "view")
        constraints = [
            models.UniqueConstraint(name="reports_are_numbered", fields=["grant", "revision"]),
            models.CheckConstraint(
                name="a_report_ends_after_it_starts",
                condition=Q(until__gte=F("since")),
                violation_error_message=_("The period ends before it starts."),
            ),
        ]

    def __str__(self):
        return f"{self.grant} {self.since}–{self.until} ({self.revision})"


@vouched_for(EVERY_ROW)
class ReportFile(models.Model):
    """A file of a report, as it is handed over: later templates and translations change nothing.

    Text; the bytes are its UTF-8. Append-only by trigger.
    """

    report = models.ForeignKey(
        GrantReport, models.PROTECT, related_name="files", verbose_name=_("report")
    )
    name = models.CharField(_("name"), max_length=200)
    content = models.TextField(_("content"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)

    class Meta:
        verbose_name = _("file of a report")
        verbose_name_plural = _("files of reports")
        ordering = ["report", "name"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(name="a_file_once_in_a_report", fields=["report", "name"])
        ]

    def __str__(self):
        return self.name


class ReachFigure(models.Model):
    """How far a piece went, as somebody measured it. What is not here was not measured."""

    article = models.ForeignKey(
        Article, models.PROTECT, related_name="reach_figures", verbose_name=_("article")
    )
    metric = NameField(_("metric"), max_length=80, help_text=_("Such as page views, or downloads."))
    value = numbers.PositiveBigIntegerField(_("value"))
    since = models.DateField(_("from"))
    until = models.DateField(_("until"))
    source = NameField(_("source"), max_length=120)
    entered_at = models.DateTimeField(_("entered"), auto_now_add=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("entered by"),
    )

    class Meta:
        verbose_name = _("reach figure")
        verbose_name_plural = _("reach figures")
        ordering = ["article", "metric", "since"]
        constraints = [
            models.UniqueConstraint(
                name="a_figure_once",
                fields=["article", "metric", "since", "until", "source"],
                violation_error_message=_("This figure is here already."),
            ),
            models.CheckConstraint(
                name="a_figure_ends_after_it_starts",
                condition=Q(until__gte=F("since")),
                violation_error_message=_("The period ends before it starts."),
            ),
        ]

    def __str__(self):
        return f"{self.article}: {self.metric} {self.value}"
