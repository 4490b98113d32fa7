from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from newsroom.audit.vouched import vouched_for_when_edited
from newsroom.kit import clock, languages, numbers
from newsroom.kit.fields import NameField, PlainTextField, WebAddressField


class AppealQuerySet(models.QuerySet["Appeal"]):
    """The questions that are asked about appeals."""

    def current(self, language: str, at: datetime | None = None) -> Self:
        """The appeals that may be shown at a moment, the most pressing first."""
        at = at or clock.now()
        return (
            self.filter(language=language)
            .exclude(url="")
            .exclude(starts_at__gt=at)
            .exclude(ends_at__lte=at)
            .order_by("-priority", "pk")
        )


@vouched_for_when_edited
class Appeal(models.Model):
    """The publication asking its readers for money: a text and a button.

    Without an address for the button it is a proposal, and not shown.
    """

    text = PlainTextField(_("text"))
    label = NameField(_("button"), max_length=60, blank=True)
    url = WebAddressField(
        _("address"), blank=True, help_text=_("Left empty, the appeal is not shown.")
    )
    language = models.CharField(
        _("language"), max_length=10, choices=languages.spoken, default=languages.first
    )
    starts_at = models.DateTimeField(_("from"), null=True, blank=True)
    ends_at = models.DateTimeField(_("until"), null=True, blank=True)
    priority = numbers.SmallIntegerField(_("priority"), default=0)

    objects = AppealQuerySet.as_manager()

    class Meta:
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")
        ordering = ["-priority", "pk"]
        constraints = [
            models.CheckConstraint(
                name="an_appeal_ends_after_it_starts",
                condition=Q(starts_at=None) | Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
                violation_error_message=_("The appeal ends before it starts."),
            )
        ]

    def __str__(self):
        return self.text[:80]
