from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.choices import Hides
from articles.models.page import PIECES_ALONE
from funding.changes import DecidesDisclosures
from funding.models import Grant
from newsroom.audit.vouched import vouched_for_when_edited
from newsroom.kit.fields import NameField, PlainTextField
from newsroom.kit.files import KeptFileField


class WaiverQuerySet(models.QuerySet["Waiver"]):
    """The questions that are asked about waivers."""

    def in_force(self) -> Self:
        """The waivers that nobody has lifted. A review date that has passed lifts nothing."""
        return self.filter(lifted_at=None)


@vouched_for_when_edited
class Waiver(DecidesDisclosures):
    """An agreed exception: something about a grant is not shown, for somebody's safety or sake.

    It holds until a person lifts it. The date of review only reminds.
    """

    class Kind(models.TextChoices):
        SAFETY = "safety", _("safety of persons")
        NEUTRALITY = "neutrality", _("neutrality")

    grant = models.ForeignKey(
        Grant, models.PROTECT, related_name="waivers", verbose_name=_("grant")
    )
    article = models.ForeignKey(
        Article,
        models.PROTECT,
        null=True,
        blank=True,
        limit_choices_to=PIECES_ALONE,
        related_name="waivers",
        verbose_name=_("article"),
        help_text=_("Left empty, it holds for everything that this grant paid for."),
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    hides = models.CharField(_("hides"), max_length=6, choices=Hides)
    reason = PlainTextField(_("reason"))
    approved_by = NameField(
        _("approved by"), max_length=200, help_text=_("Who at the funder agreed, and when.")
    )
    evidence = KeptFileField(_("evidence"), upload_to="evidence", blank=True)
    review_on = models.DateField(_("to be reviewed"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided"), auto_now_add=True)
    lifted_at = models.DateTimeField(_("lifted"), null=True, editable=False)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("lifted by"),
    )

    objects = WaiverQuerySet.as_manager()

    class Meta:
        verbose_name = _("waiver")
        verbose_name_plural = _("waivers")
        ordering = ["review_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="a_waiver_says_what_and_why",
                condition=~Q(kind="") & ~Q(hides=""),
                violation_error_message=_("Say what is hidden, and what kind of reason there is."),
            )
        ]

    def __str__(self):
        return f"{self.grant}: {self.get_hides_display()}"
