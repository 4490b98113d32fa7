from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from newsroom.kit import numbers
from newsroom.kit.fields import PlainTextField


class News(models.Model):
    """Something about a piece that somebody is to be told by mail; gone once it is sent.

    It is written together with what it tells of, so that neither is there without the other, and
    nothing fails for a mail. `note` is what was said with it. It is sent from `due_at` on.
    """

    class What(models.TextChoices):
        SUBMIT = "submit", _("submitted")
        RETURN = "return", _("returned")
        APPROVE = "approve", _("approved")
        PUBLISH = "publish", _("published")
        ASSIGN = "assign", _("assigned")
        COMMENT = "comment", _("commented on")
        SUGGEST = "suggest", _("suggested in")
        FUNDING = "funding", _("funding changed")
        HOLD = "hold", _("held back")

    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("to")
    )
    article = models.ForeignKey(
        Article, models.CASCADE, related_name="news", verbose_name=_("article")
    )
    what = models.CharField(_("what happened"), max_length=10, choices=What)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("by"),
    )
    note = PlainTextField(_("note"), blank=True)
    at = models.DateTimeField(_("happened"))
    due_at = models.DateTimeField(_("to be sent"), db_index=True)
    attempts = numbers.PositiveSmallIntegerField(_("attempts"), default=0)

    class Meta:
        verbose_name = _("news")
        verbose_name_plural = _("news")
        ordering = ["at", "pk"]
        default_permissions = ()

    def __str__(self):
        return f"{self.article}: {self.get_what_display()}"
