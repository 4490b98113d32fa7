"""What readers are told about a piece beside its text, and where moved pieces went."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from newsroom.kit.fields import PlainTextField


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
        Article, models.PROTECT, related_name="corrections", verbose_name=_("article")
    )
    kind = models.CharField(_("kind"), max_length=13, choices=Kind, default=Kind.CORRECTION)
    text = PlainTextField(_("text"))
    dated = models.DateField(_("dated"), default=timezone.localdate)
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


class Redirect(models.Model):
    """An old address of the site and where it leads now."""

    old_path = models.CharField(_("old path"), max_length=300, unique=True)
    new_path = models.CharField(_("new path"), max_length=300)

    class Meta:
        verbose_name = _("redirect")
        verbose_name_plural = _("redirects")
        ordering = ["old_path"]
        constraints = [
            models.CheckConstraint(
                name="a_redirect_leads_somewhere_else",
                condition=~Q(old_path=F("new_path")),
                violation_error_message=_("A redirect cannot lead to itself."),
            ),
            models.CheckConstraint(
                name="a_redirect_stays_on_the_site",
                condition=Q(old_path__startswith="/", new_path__startswith="/")
                & ~Q(new_path__startswith="//"),
                violation_error_message=_("Both paths start with one slash: /2024/05/old-title/."),
            ),
        ]

    def __str__(self):
        return f"{self.old_path} → {self.new_path}"
