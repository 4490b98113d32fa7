"""What readers are told about a piece beside its text."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.page import PIECES_ALONE
from newsroom.kit.fields import PlainTextField
from newsroom.kit.moments import day_of


class Correction(models.Model):
    """A dated public note. It is printed from the next publication of the piece on.

    What is `by_move` was written by a publication or re-issue itself, and printed at once.
    """

    class Kind(models.TextChoices):
        CORRECTION = "correction", _("correction")
        CLARIFICATION = "clarification", _("clarification")
        UPDATE = "update", _("update")
        FUNDING = "funding", _("funding disclosure")

    article = models.ForeignKey(
        Article,
        models.PROTECT,
        limit_choices_to=PIECES_ALONE,
        related_name="corrections",
        verbose_name=_("article"),
    )
    kind = models.CharField(_("kind"), max_length=13, choices=Kind, default=Kind.CORRECTION)
    text = PlainTextField(_("text"))
    dated = models.DateField(_("dated"), default=day_of)
    by_move = models.BooleanField(default=False, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("written by"),
    )

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["-dated", "-pk"]

    def __str__(self):
        return self.text[:80]
