from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Trim
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from funding.changes import DecidesDisclosures
from funding.models.statement import Statement
from newsroom.audit.vouched import vouched_for
from newsroom.kit import languages
from newsroom.kit.fields import PlainTextField
from newsroom.kit.files import KeptFileField


class WordingQuerySet(models.QuerySet["Wording"]):
    """The questions that are asked about wordings."""

    def approved(self) -> Self:
        return self.filter(status=Wording.Status.APPROVED)


@vouched_for(~Q(status="draft"))
class Wording(DecidesDisclosures):
    """The exact words of a statement in one language.

    Contract text: kept and printed code point for code point. Once approved
    it never changes (a trigger sees to that); a newer number takes its place.
    `funding.approval` is the only code that approves or retires one.
    """

    class Variant(models.TextChoices):
        ANY = "any", _("any number of authors")
        ONE = "one", _("one author")
        SEVERAL = "several", _("several authors")

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        APPROVED = "approved", _("approved")
        RETIRED = "retired", _("retired")

    statement = models.ForeignKey(
        Statement, models.PROTECT, related_name="wordings", verbose_name=_("statement")
    )
    language = models.CharField(
        _("language"), max_length=10, choices=languages.spoken, default=languages.first
    )
    variant = models.CharField(_("variant"), max_length=7, choices=Variant, default=Variant.ANY)
    number = models.PositiveIntegerField(_("number"), editable=False)
    text = PlainTextField(
        _("text"), help_text=_("Letter for letter as the agreement prescribes it.")
    )
    status = models.CharField(
        _("status"), max_length=8, choices=Status, default=Status.DRAFT, editable=False
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("written by"),
    )
    created_at = models.DateTimeField(_("written"), auto_now_add=True)
    worded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("text last changed by"),
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("approved by"),
    )
    approved_at = models.DateTimeField(_("approved"), null=True, editable=False)
    retired_at = models.DateTimeField(_("retired"), null=True, editable=False)
    note = PlainTextField(
        _("note"), blank=True, help_text=_("On what evidence: the agreement’s article, a letter.")
    )
    evidence = KeptFileField(_("evidence"), upload_to="evidence", blank=True)

    objects = WordingQuerySet.as_manager()

    class Meta:
        verbose_name = _("wording")
        verbose_name_plural = _("wordings")
        ordering = ["statement", "language", "variant", "-number"]
        permissions = [("approve_wording", _("Can approve wordings"))]
        constraints = [
            models.UniqueConstraint(
                name="wordings_are_numbered",
                fields=["statement", "language", "variant", "number"],
            ),
            models.UniqueConstraint(
                name="one_approved_wording",
                fields=["statement", "language", "variant"],
                condition=Q(status="approved"),
            ),
            models.CheckConstraint(
                name="a_wording_says_something",
                condition=~Q(Exact(Trim("text"), Value(""))),
                violation_error_message=_("A wording cannot be blank."),
            ),
            models.CheckConstraint(
                name="an_approved_wording_says_when",
                condition=Q(status="draft", approved_at=None)
                | (~Q(status="draft") & Q(approved_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="a_retired_wording_says_when",
                condition=Q(status="retired", retired_at__isnull=False)
                | (~Q(status="retired") & Q(retired_at=None)),
            ),
        ]

    def __str__(self):
        return f"{self.statement}, {self.language} {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.number is None:
            same = Wording.objects.filter(
                statement=self.statement, language=self.language, variant=self.variant
            )
            self.number = (same.aggregate(last=models.Max("number"))["last"] or 0) + 1
        if self._state.adding and self.worded_by is None:
            self.worded_by = self.created_by
        super().save(*args, **kwargs)
