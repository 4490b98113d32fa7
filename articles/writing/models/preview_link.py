from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from newsroom.kit import numbers
from newsroom.kit.fields import PlainTextField

# In days: how long a link holds, unless somebody says otherwise, and at most.
USUAL, LONGEST = 7, 30


class PreviewLink(models.Model):
    """A link that shows a piece, as it is now, to people without an account.

    Its key is stored nowhere: `digest` is that of it. When a link ends before its days are over is
    said in `articles.writing.preview_links`; one that is revoked is deleted.
    """

    article = models.ForeignKey(
        Article,
        models.CASCADE,
        editable=False,
        related_name="preview_links",
        verbose_name=_("article"),
    )
    maker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        editable=False,
        related_name="+",
        verbose_name=_("made by"),
    )
    digest = models.CharField(max_length=64, unique=True, editable=False)
    for_whom = PlainTextField(_("for whom"), blank=True)
    made_at = models.DateTimeField(_("made"), editable=False)
    days = numbers.PositiveSmallIntegerField(_("days"), default=USUAL)

    class Meta:
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")
        ordering = ["made_at", "pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="a_preview_link_ends_within_thirty_days",
                condition=Q(days__gte=1, days__lte=LONGEST),
            )
        ]

    def __str__(self):
        return f"{self.article}: {self.for_whom or self.made_at}"

    @property
    def ends_at(self) -> datetime:
        return self.made_at + timedelta(days=self.days)
