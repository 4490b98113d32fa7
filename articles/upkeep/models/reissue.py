"""Bringing live pieces up to date with what their grants prescribe now."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.version import PublishedVersion
from articles.upkeep.models.batch import OneOfMany
from newsroom.audit.vouched import EVERY_ROW, vouched_for
from newsroom.kit.fields import PlainTextField


@vouched_for(EVERY_ROW)
class Reissue(models.Model):
    """A decision to give pieces new disclosures; its items remember how far it has come."""

    reason = PlainTextField(_("reason"))
    public_note = PlainTextField(
        _("public note"),
        blank=True,
        help_text=_("Printed on every piece, dated, if the change is of substance."),
    )
    decided_at = models.DateTimeField(_("decided"), auto_now_add=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("decided by"),
    )

    class Meta:
        verbose_name = _("re-issue")
        verbose_name_plural = _("re-issues")
        ordering = ["-decided_at", "-pk"]

    def __str__(self):
        return self.reason[:80]


class ReissueItem(OneOfMany):
    """One piece of a re-issue, and what came of it."""

    reissue = models.ForeignKey(Reissue, models.PROTECT, related_name="items")
    article = models.ForeignKey(Article, models.PROTECT, related_name="reissue_items")

    class Meta:
        verbose_name = _("re-issue of a piece")
        verbose_name_plural = _("re-issues of pieces")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="a_piece_once_in_a_reissue", fields=["reissue", "article"])
        ]

    def __str__(self):
        return f"{self.article}: {self.get_outcome_display()}"


class Keep(models.Model):
    """A decision that a live version stays as it is, although its grants say otherwise now.

    It holds for just the difference that was seen: `difference` is its digest.
    """

    version = models.ForeignKey(PublishedVersion, models.PROTECT, related_name="keeps")
    difference = models.CharField(max_length=64)
    reason = PlainTextField(_("reason"))
    decided_at = models.DateTimeField(_("decided"), auto_now_add=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("decided by"),
    )

    class Meta:
        verbose_name = _("decision to keep")
        verbose_name_plural = _("decisions to keep")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="a_difference_is_kept_once", fields=["version", "difference"]
            )
        ]

    def __str__(self):
        return self.reason[:80]
